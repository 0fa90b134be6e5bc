import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ask, MessageBox } from "../message-box.ts";
import { attachToApp } from "./app-targets.ts";
import { browserFlags } from "./browser-flags.ts";
import { type BrowserProcess, startBrowser } from "./browser-process.ts";
import { BindingCalled } from "./cdp-message.ts";
import type { Command } from "./desktop-commands.ts";

const bindingName = "qunzhuChoose";
const size = { width: 640, height: 440 };

export interface MessagePageDeps {
  /** Null where there is no browser. */
  readonly executable: string | null;
  readonly profileFolder: string;
  readonly language: string;
  readonly isHeadless: boolean;
  readonly log: (line: string) => void;
}

/**
 * A message box for the shell without one: a small window of the browser with a page of its own. On the app's own
 * profile, so that nobody starts a second app on the same data meanwhile; where that cannot be used, on one that is
 * thrown away. Without a browser it is the system's own box, which can only tell; it is always written down too.
 */
export function askInBrowser(deps: MessagePageDeps): Ask {
  return async (box, signal) => {
    deps.log([box.title, box.message, box.detail].join("\n"));
    for (const profile of [deps.profileFolder, null]) {
      try {
        const answer = await onProfile(deps, profile, box, signal);
        return box.choices.find(({ choice }) => choice === answer)?.choice ?? box.cancel;
      } catch (cause) {
        deps.log(`no message page: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    }
    for (const command of messageCommands(box)) if (await run(command)) break;
    return box.cancel;
  };
}

async function onProfile(
  { executable, language, isHeadless, log }: MessagePageDeps,
  profile: string | null,
  box: MessageBox,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (executable === null) throw new Error("there is no browser");
  const profileFolder = profile ?? (await mkdtemp(join(tmpdir(), "qunzhu-message-")));
  const isRoot = process.getuid?.() === 0;
  const url = `data:text/html;base64,${Buffer.from(messagePage(box)).toString("base64")}`;
  try {
    const flags = browserFlags({ profileFolder, url, language, isHeadless, isRoot, size });
    const browser = await startBrowser(executable, flags, profileFolder);
    try {
      return await answerIn(browser, box, signal, log);
    } finally {
      await browser.close();
    }
  } finally {
    if (profile === null) await rm(profileFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What was clicked; `cancel` when the window was closed. Throws where it never opened. */
export async function answerIn(
  { pipe }: Pick<BrowserProcess, "pipe">,
  box: MessageBox,
  signal: AbortSignal | undefined,
  log: (line: string) => void,
): Promise<string> {
  const { sessionId } = await attachToApp(pipe, log);
  const answer = Promise.withResolvers<string>();
  const cancel = () => answer.resolve(box.cancel);
  const stopListening = pipe.onEvent(({ method, params, sessionId: from }) => {
    if (method === "Runtime.bindingCalled" && from === sessionId)
      answer.resolve(BindingCalled.parse(params).payload);
    if (method === "Target.detachedFromTarget" && params.sessionId === sessionId) cancel();
  });
  signal?.addEventListener("abort", cancel);
  void pipe.closed.then(cancel);
  try {
    await pipe.send("Runtime.enable", {}, sessionId);
    await pipe.send("Runtime.addBinding", { name: bindingName }, sessionId);
    if (signal?.aborted) cancel();
    return await answer.promise;
  } finally {
    stopListening();
    signal?.removeEventListener("abort", cancel);
  }
}

/** Everything it says is text: nothing of it becomes markup or script. */
export function messagePage(box: MessageBox): string {
  const text = (words: string) =>
    words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll("\n", "<br>");
  const buttons = box.choices.map(
    ({ choice, label }, at) =>
      `<button data-choice="${text(choice)}"${at === 0 ? " autofocus" : ""}>${text(label)}</button>`,
  );
  return `<!doctype html><html><head><meta charset="utf-8"><title>${text(box.title)}</title><style>
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif;margin:0;padding:24px;display:flex;flex-direction:column;min-height:100vh;box-sizing:border-box}
h1{font-size:19px;margin:0 0 12px}
p{margin:0;overflow-wrap:anywhere;flex:1}
footer{display:flex;flex-wrap:wrap;gap:8px;margin-top:20px}
button{font:inherit;padding:8px 16px}
</style></head><body role="alertdialog" aria-labelledby="message" aria-describedby="detail">
<h1 id="message">${text(box.message)}</h1><p id="detail">${text(box.detail)}</p><footer>${buttons.join("")}</footer>
<script>
document.querySelector("footer").addEventListener("click", (event) => {
  const { choice } = event.target.dataset;
  if (choice) ${bindingName}(choice);
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") ${bindingName}(${JSON.stringify(box.cancel)});
});
</script></body></html>`;
}

/** The system's boxes, best first: they tell, and nobody has to choose. */
export function messageCommands(
  { title, message, detail }: Pick<MessageBox, "title" | "message" | "detail">,
  platform = process.platform,
): readonly Command[] {
  const words = `${message}\n\n${detail}`;
  if (platform === "darwin") {
    const script =
      "on run argv\ndisplay alert (item 1 of argv) message (item 2 of argv) as critical\nend run";
    return [{ program: "osascript", args: ["-e", script, title, words] }];
  }
  if (platform === "win32") {
    // By the environment of PowerShell's arguments nothing could be quoted safely: base64 has nothing to quote.
    const coded = (text: string) =>
      `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${Buffer.from(text).toString("base64")}'))`;
    const script = `Add-Type -AssemblyName System.Windows.Forms; [void][Windows.Forms.MessageBox]::Show(${coded(words)}, ${coded(title)}, 'OK', 'Error')`;
    return [{ program: "powershell.exe", args: ["-NoProfile", "-STA", "-Command", script] }];
  }
  return [
    { program: "zenity", args: ["--error", "--no-markup", `--title=${title}`, `--text=${words}`] },
    { program: "kdialog", args: ["--title", title, "--error", words] },
    { program: "xmessage", args: ["-center", `${title}\n\n${words}`] },
  ];
}

/** False where the program is not there. */
function run({ program, args }: Command): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, args, (error) => resolve(!(error && "code" in error && error.code === "ENOENT")));
  });
}
