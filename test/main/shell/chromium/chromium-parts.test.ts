import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserFlags } from "../../../../main/shell/chromium/browser-flags.ts";
import {
  askForFolder,
  folderDialogs,
  openPageCommand,
  showInFolderCommand,
  startDetached,
} from "../../../../main/shell/chromium/desktop-commands.ts";
import { findChromium } from "../../../../main/shell/chromium/find-chromium.ts";
import { createFrameContexts } from "../../../../main/shell/chromium/frame-contexts.ts";
import { downloadsFolder, systemLanguage } from "../../../../main/shell/chromium/system-settings.ts";
import { dataArgument, dataFolder } from "../../../../main/shell/data-folder.ts";
import { webPage } from "../../../../main/shell/web-page.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qunzhu-parts-"));
  await writeFile(join(folder, "browser"), "");
  await chmod(join(folder, "browser"), 0o755);
  await writeFile(join(folder, "plain"), "");
  await writeFile(join(folder, "user-dirs.dirs"), '# comment\nXDG_DOWNLOAD_DIR="$HOME/下载"\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const flags = (options: { isHeadless?: boolean; isRoot?: boolean } = {}) =>
  browserFlags({
    profileFolder: "/profile",
    url: "https://qunzhu.invalid/",
    language: "zh-CN",
    isHeadless: false,
    isRoot: false,
    ...options,
  });

test("the browser is driven by a pipe, knows no host and keeps its sandbox", () => {
  expect(flags()).toEqual(
    expect.arrayContaining([
      "--remote-debugging-pipe",
      "--host-resolver-rules=MAP * ~NOTFOUND",
      "--lang=zh-CN",
    ]),
  );
  expect(flags().join(" ")).not.toMatch(/--no-sandbox|--remote-debugging-port|--headless/);
});

test("only root goes without the sandbox", () => {
  expect(flags({ isRoot: true })).toEqual(expect.arrayContaining(["--no-sandbox", "--test-type"]));
  expect(flags({ isHeadless: true })).toContain("--headless=new");
});

test("a browser named by the person is taken, or none", () => {
  expect(findChromium({ QUNZHU_CHROMIUM: join(folder, "browser") })).toBe(join(folder, "browser"));
  // Windows has no mark for programs: there a file that is there will do.
  const plain = join(folder, "plain");
  expect(findChromium({ QUNZHU_CHROMIUM: plain })).toBe(process.platform === "win32" ? plain : null);
  expect(findChromium({ QUNZHU_CHROMIUM: join(folder, "missing") })).toBeNull();
});

test("a system without any browser has none", () => {
  expect(findChromium({ PROGRAMFILES: folder }, "win32")).toBeNull();
  expect(findChromium({ HOME: folder }, "darwin")).toBeNull();
});

test("the first folder dialog that is installed answers", async () => {
  const missing = { program: join(folder, "missing"), args: [] };
  const pick = { program: process.execPath, args: ["-e", "console.log('/some/folder')"] };
  const cancel = { program: process.execPath, args: ["-e", "process.exit(1)"] };
  expect(await askForFolder([missing, pick])).toBe("/some/folder");
  expect(await askForFolder([cancel, pick])).toBeNull();
  await expect(askForFolder([missing])).rejects.toMatchObject({ code: "unsupported" });
});

test("every system has its folder dialog and its way to show a file", () => {
  expect(
    ["linux", "darwin", "win32"].map((platform) => folderDialogs(platform as NodeJS.Platform)[0]?.program),
  ).toEqual(["zenity", "osascript", "powershell.exe"]);
  expect(showInFolderCommand("/a/b c.txt", "linux")).toEqual({ program: "xdg-open", args: ["/a"] });
  expect(showInFolderCommand("/a/b c.txt", "darwin")).toEqual({
    program: "open",
    args: ["-R", "/a/b c.txt"],
  });
  expect(showInFolderCommand("C:\\a\\b.txt", "win32").args).toEqual(["/select,C:\\a\\b.txt"]);
});

test("a program that is not installed is an error, not a crash", async () => {
  await expect(startDetached({ program: join(folder, "missing"), args: [] })).rejects.toMatchObject({
    code: "unsupported",
  });
});

test("a sender is the top frame only in the page's own world", () => {
  const contexts = createFrameContexts("MAIN");
  const created = (id: number, auxData: object) =>
    contexts.onEvent({
      method: "Runtime.executionContextCreated",
      params: { context: { id, origin: "https://qunzhu.invalid", auxData } },
    });
  expect(contexts.main()).toBeNull();
  created(1, { isDefault: true, frameId: "MAIN" });
  created(2, { isDefault: false, frameId: "MAIN" });
  created(3, { isDefault: true, frameId: "CHILD" });
  expect([1, 2, 3, 4].map((id) => contexts.senderOf(id).isTopFrame)).toEqual([true, false, false, false]);
  expect(contexts.senderOf(4).origin).toBe("");
  expect(contexts.main()).toBe(1);
  contexts.onEvent({ method: "Runtime.executionContextsCleared", params: {} });
  expect(contexts.main()).toBeNull();
});

test.each([
  [{ LANG: "zh_CN.UTF-8" }, "zh-CN"],
  [{ LANG: "en_GB.UTF-8", LC_ALL: "zh_TW" }, "zh-TW"],
  [{ LANG: "C.UTF-8" }, "en"],
  [{ LANG: "POSIX" }, "en"],
  [{ LANG: "en_US", QUNZHU_LANGUAGE: "zh-CN" }, "zh-CN"],
])("%j speaks %s", (env, language) => {
  expect(systemLanguage(env)).toBe(language);
});

test("downloads go where the desktop says, and data where Electron would put it", () => {
  expect(downloadsFolder({ XDG_CONFIG_HOME: folder })).toMatch(/\/下载$/);
  expect(downloadsFolder({ XDG_CONFIG_HOME: "/nowhere" })).toMatch(/Downloads$/);
  expect(downloadsFolder({ QUNZHU_DOWNLOADS: "/d" })).toBe("/d");
  expect(dataFolder({ XDG_CONFIG_HOME: "/config" }, "linux")).toBe("/config/Qunzhu");
  expect(dataFolder({ APPDATA: "C:\\Roaming" }, "win32")).toBe("C:\\Roaming\\Qunzhu");
  expect(dataFolder({ QUNZHU_DATA: "/data" }, "linux")).toBe(resolve("/data"));
  expect(dataFolder({}, "darwin")).toMatch(/Library\/Application Support\/Qunzhu$/);
  expect(dataArgument(["node", "main.js", "--data", "/x"])).toBe(resolve("/x"));
  expect(dataArgument(["node", "main.js"])).toBeUndefined();
  expect(dataArgument(["node", "main.js", "--data"])).toBeUndefined();
});

test("a web page opens in the person's own browser, and nothing else does", () => {
  const url = "https://example.com/a?b=c&d";
  expect(openPageCommand(url, "linux")).toEqual({ program: "xdg-open", args: [url] });
  expect(openPageCommand(url, "darwin")).toEqual({ program: "open", args: [url] });
  expect(openPageCommand(url, "win32").args.at(-1)).toBe(url);
  expect(webPage("HTTPS://Example.com")).toBe("https://example.com/");
  for (const address of ["file:///etc/passwd", "javascript:alert(1)", "-a", "", "https://u:p@example.com"]) {
    expect(() => webPage(address)).toThrow("only web pages are opened");
  }
});
