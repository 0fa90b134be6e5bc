import { expect, test } from "vitest";
import { browserFlags } from "../../../../main/shell/chromium/browser-flags.ts";
import { startBrowser } from "../../../../main/shell/chromium/browser-process.ts";
import { AttachedToTarget } from "../../../../main/shell/chromium/cdp-message.ts";
import { findChromium } from "../../../../main/shell/chromium/find-chromium.ts";
import {
  answerIn,
  askInBrowser,
  messageCommands,
  messagePage,
} from "../../../../main/shell/chromium/message-page.ts";
import type { MessageBox } from "../../../../main/shell/message-box.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const box: MessageBox<"retry" | "quit"> = {
  kind: "error",
  title: "Qunzhu cannot start",
  message: 'No <b>space</b> & no "room".',
  detail: "第一行\n</p><script>qunzhuChoose('retry')</script>",
  choices: [
    { choice: "retry", label: "Try again" },
    { choice: "quit", label: "Quit" },
  ],
  cancel: "quit",
};

/** The box in a real browser, and a way to act in its page. */
async function opened(signal?: AbortSignal) {
  const profileFolder = await tempFolder();
  const url = `data:text/html;base64,${Buffer.from(messagePage(box)).toString("base64")}`;
  const isRoot = process.getuid?.() === 0;
  const flags = browserFlags({ profileFolder, url, language: "en", isHeadless: true, isRoot });
  const browser = await startBrowser(findChromium() ?? "", flags, profileFolder);
  const session = Promise.withResolvers<string>();
  browser.pipe.onEvent(({ method, params, sessionId }) => {
    if (method !== "Target.attachedToTarget" || sessionId !== undefined) return;
    const attached = AttachedToTarget.parse(params);
    if (attached.targetInfo.type === "page") session.resolve(attached.sessionId);
  });
  const answer = answerIn(browser, box, signal, () => undefined).finally(() => browser.close());
  const sessionId = await session.promise;
  const inPage = async (expression: string) => {
    const wanted = { expression, returnByValue: true, awaitPromise: true };
    const { result } = await browser.pipe.send("Runtime.evaluate", wanted, sessionId);
    return (result as { value?: unknown }).value;
  };
  /** What ends the box may end the browser before its answer is back. */
  const act = (expression: string) => inPage(expression).catch(() => undefined);
  // The first look may still meet the empty page that it comes after.
  const isReady = "document.querySelector('button') !== null && 'qunzhuChoose' in globalThis";
  while ((await inPage(isReady).catch(() => false)) !== true);
  return { answer, inPage, act, browser };
}

test("what is clicked is the answer, and the words are shown as words", async () => {
  const { answer, inPage, act } = await opened();
  expect(await inPage("document.title")).toBe(box.title);
  expect(await inPage("document.getElementById('message').textContent")).toBe(box.message);
  expect(await inPage("document.getElementById('detail').innerText")).toBe(box.detail);
  expect(await inPage("document.activeElement.textContent")).toBe("Try again");
  await act("document.querySelector('[data-choice=retry]').click()");
  expect(await answer).toBe("retry");
});

test("closing its window, Escape and an aborted signal all cancel", async () => {
  const closed = await opened();
  await closed.act("window.close()");
  await closed.browser.close();
  expect(await closed.answer).toBe("quit");

  const escaped = await opened();
  await escaped.act("dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))");
  expect(await escaped.answer).toBe("quit");

  const done = new AbortController();
  const aborted = await opened(done.signal);
  done.abort();
  expect(await aborted.answer).toBe("quit");
});

test("without a browser it is written down and cancelled, where no box of the system is there either", async () => {
  const lines: string[] = [];
  const path = process.env.PATH;
  process.env.PATH = "";
  try {
    const deps = { executable: null, profileFolder: "", language: "en", isHeadless: true };
    expect(await askInBrowser({ ...deps, log: (line) => lines.push(line) })(box)).toBe("quit");
  } finally {
    process.env.PATH = path;
  }
  expect(lines[0]).toContain(box.message);
});

test("the system's boxes get the words as arguments, never as a script's text", () => {
  for (const platform of ["darwin", "win32", "linux"] as const) {
    for (const { args } of messageCommands(box, platform)) {
      const scripts = args.filter((argument) => argument !== box.title && !argument.includes(box.detail));
      expect(scripts.join(" ")).not.toContain("space");
    }
  }
});
