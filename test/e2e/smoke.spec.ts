import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, launchApp, shellKind, test, testOnSharedApp } from "../support/app.ts";

testOnSharedApp(
  "the app opens with its bridge and nothing of Node in the page",
  async ({ sharedApp: app }) => {
    const page = app.page;
    await expect(page).toHaveTitle(/Qunzhu|群主/);
    const state = await page.evaluate(() => window.qunzhu?.call("app.state", undefined));
    expect(state).toMatchObject({ ok: true, value: { shell: shellKind, systemLanguage: "en" } });
    expect(
      await page.evaluate(() => [
        typeof Reflect.get(window, "require"),
        typeof Reflect.get(window, "process"),
      ]),
    ).toEqual(["undefined", "undefined"]);
  },
);

testOnSharedApp("the first screen offers the demo", async ({ sharedApp: app }) => {
  await expect(app.page.getByRole("button", { name: /demo/i })).toBeVisible();
});

testOnSharedApp(
  "the page can neither leave, nor open a window, nor evaluate text",
  async ({ sharedApp: app }) => {
    const page = app.page;
    const before = page.url();
    await page.evaluate(() => {
      window.open("https://example.com/");
      location.href = "https://example.com/";
    });
    const reply = await page.evaluate(() => window.qunzhu?.call("app.state", undefined));
    expect(reply?.ok).toBe(true);
    expect(page.url()).toBe(before);
    expect(page.context().pages()).toHaveLength(1);
    const evaluated = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken over'";
      document.head.append(script);
      return document.title;
    });
    expect(evaluated).not.toBe("taken over");
  },
);

testOnSharedApp("no permission is granted and no foreign address answers", async ({ sharedApp: app }) => {
  const states = await app.page.evaluate(() =>
    Promise.all(
      (["notifications", "geolocation", "camera", "microphone"] as PermissionName[]).map((name) =>
        navigator.permissions.query({ name }).then(({ state }) => state),
      ),
    ),
  );
  expect(new Set(states)).toEqual(new Set(["denied"]));
  const answers = await app.page.evaluate(() =>
    Promise.all(
      ["https://example.com/", "http://127.0.0.1:1/"].map((url) =>
        fetch(url).then(
          () => "answered",
          () => "refused",
        ),
      ),
    ),
  );
  expect(answers).toEqual(["refused", "refused"]);
});

testOnSharedApp("a refused call is answered with an error", async ({ sharedApp: app }) => {
  const replies = await app.page.evaluate(() =>
    Promise.all(
      ["__proto__", "constructor", "no.such", "groups.get"].map((name) =>
        window.qunzhu?.call(name, { wrong: true }),
      ),
    ),
  );
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, code: "invalid" });
});

test("a dropped file becomes a handle, and its path stays in main", async ({ app }) => {
  const file = path.join(app.dataFolder, "群文件 report.txt");
  const folder = path.join(app.dataFolder, "a folder");
  await writeFile(file, "hello");
  await mkdir(folder);
  await app.page.evaluate(() => {
    addEventListener("dragover", (event) => event.preventDefault(), true);
    const adopted: unknown[] = [];
    Reflect.set(window, "adopted", adopted);
    addEventListener(
      "drop",
      (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        for (const dropped of event.dataTransfer?.files ?? [])
          adopted.push(window.qunzhu?.adoptFile(dropped));
      },
      true,
    );
  });
  await app.dropFiles("body", [file, folder]);
  await app.page.waitForFunction(() => Reflect.get(window, "adopted").length === 2);
  const replies = await app.page.evaluate(() => Promise.all(Reflect.get(window, "adopted")));
  expect(replies).toEqual([
    { ok: true, value: { handle: expect.any(String), name: "群文件 report.txt", size: 5, isFolder: false } },
    { ok: true, value: { handle: expect.any(String), name: "a folder", size: 0, isFolder: true } },
  ]);
  expect(JSON.stringify(replies)).not.toContain(app.dataFolder);
});

testOnSharedApp("what a script calls a file is none", async ({ sharedApp: app }) => {
  const replies = await app.page.evaluate(() =>
    Promise.all([
      window.qunzhu?.adoptFile(new File(["x"], "x.txt")),
      window.qunzhu?.adoptFile({ path: "/etc/passwd" } as unknown as File),
    ]),
  );
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, code: "invalid" });
});

testOnSharedApp("dialogs and the clipboard belong to main", async ({ sharedApp: app }) => {
  const file = path.join(app.dataFolder, "picked.png");
  await writeFile(file, "picture");
  await app.main("answerNextDialog", [file]);
  const picked = await app.page.evaluate(() => window.qunzhu?.call("shell.pickFiles", undefined));
  expect(picked).toMatchObject({ ok: true, value: [{ name: "picked.png", size: 7 }] });
  const copied = await app.page.evaluate(() =>
    window.qunzhu?.call("shell.copyText", { text: "wxid_1\n群主" }),
  );
  expect(copied).toMatchObject({ ok: true });
  expect(await app.main("clipboard")).toBe("wxid_1\n群主");
});

test("F5 refreshes and keeps the page", async ({ app }) => {
  await app.page.evaluate(() => {
    const heard: unknown[] = [];
    Reflect.set(window, "heard", heard);
    window.qunzhu?.on((name, payload) => heard.push([name, payload]));
  });
  // In Electron a key of the page's debugger passes the window by.
  if (shellKind === "electron") await app.main("pressKey", "F5");
  else await app.page.keyboard.press("F5");
  await app.page.waitForFunction(() =>
    JSON.stringify(Reflect.get(window, "heard")).includes('["shell.command",{"command":"refresh"}]'),
  );
});

test("the language of the system is the language of the page", async () => {
  const app = await launchApp({ language: "zh-CN" });
  try {
    await expect(app.page.locator("html")).toHaveAttribute("lang", "zh-CN");
  } finally {
    await app.close();
  }
});

test("closing the window ends the app", async ({ app }) => {
  await app.close();
  expect(await app.exited, app.output()).toBe(0);
});
