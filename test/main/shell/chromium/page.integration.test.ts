import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tempFolderForAll } from "../../../support/temp-folder.ts";
import { openStandIn, type StandInApp } from "./stand-in-app.ts";

let app: StandInApp;
const folder = tempFolderForAll();
beforeAll(async () => {
  app = await openStandIn(folder());
});
afterAll(() => app?.close());

test("a call reaches main with its sender, and its answer reaches the page", async () => {
  const reply = await app.inPage(`qunzhu.call("groups.create", { name: "群主 👑" })`);
  expect(reply).toEqual({ ok: true, value: { name: "群主 👑" } });
  expect(app.calls.at(-1)?.sender).toEqual({ origin: "https://qunzhu.invalid", isTopFrame: true });
});

test("a thousand calls at once are all answered, each with its own answer", async () => {
  const script = `Promise.all(Array.from({ length: 1000 }, (_, n) => qunzhu.call("n", n)))
    .then((replies) => replies.every((reply, n) => reply.value === n))`;
  expect(await app.inPage(script)).toBe(true);
});

test("five megabytes come back unharmed", async () => {
  const script = `qunzhu.call("big", "群\\u2028".repeat(1_000_000)).then((reply) => reply.value === "群\\u2028".repeat(1_000_000))`;
  expect(await app.inPage(script)).toBe(true);
});

test("an event of main is heard in the page", async () => {
  app.page.send("transfers.changed", {});
  await app.until(`heard.some(([name]) => name === "transfers.changed")`);
});

test("the page's own worker loads and reads the page's files", async () => {
  expect(await app.inPage("workerAnswer")).toEqual({ fromWorker: true });
});

test("inline scripts and eval do not run", async () => {
  expect(await app.inPage("globalThis.inlineRan === undefined")).toBe(true);
  expect(await app.inPage(`(() => { try { return eval("1") } catch (error) { return error.name } })()`)).toBe(
    "EvalError",
  );
});

test("foreign addresses answer nobody", async () => {
  expect(await app.inPage(`fetch("https://example.com").then(() => "answered", () => "refused")`)).toBe(
    "refused",
  );
  expect(await app.inPage(`fetch("http://127.0.0.1:1/").then(() => "answered", () => "refused")`)).toBe(
    "refused",
  );
});

test("the page stays when a script sends it elsewhere", async () => {
  await app.inPage(`location.href = "https://example.com/"; void 0`);
  await app.inPage(`location.href = "http://127.0.0.1:1/"; void 0`);
  expect(await app.inPage(`qunzhu.call("still", "here").then(() => location.href)`)).toBe(
    "https://qunzhu.invalid/index.html",
  );
});

test("a page that left for an empty one is brought home", async () => {
  await app.inPage(`location.href = "about:blank"; void 0`);
  await app.until(`location.href === "https://qunzhu.invalid/index.html" && globalThis.isReady === true`);
});

test("a frame inside the page is not trusted", async () => {
  const script = `(async () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    const said = [typeof frame.contentWindow.qunzhu];
    frame.contentWindow.qunzhuPost(JSON.stringify({ kind: "call", id: 1, name: "from a frame" }));
    await qunzhu.call("after", null);
    frame.remove();
    return said;
  })()`;
  expect(await app.inPage(script)).toEqual(["undefined"]);
  expect(app.calls.find(({ name }) => name === "from a frame")?.sender.isTopFrame).toBe(false);
});

test("what is no message of the bridge is dropped", async () => {
  const before = app.calls.length;
  await app.inPage(`qunzhuPost("not json"); qunzhuPost("null"); qunzhuPost('{"kind":"adopt"}'); void 0`);
  await app.inPage(`qunzhu.call("after", null)`);
  expect(app.calls).toHaveLength(before + 1);
});

test("a popup is closed, and its opener goes on", async () => {
  await app.inPage(`window.open("https://qunzhu.invalid/index.html"); window.open("about:blank"); void 0`);
  expect(await app.inPage(`qunzhu.call("after", 1).then((reply) => reply.ok)`)).toBe(true);
  while ((await app.pages()).length > 1) await new Promise(setImmediate);
});

test("no permission is granted", async () => {
  const script = `Promise.all(["notifications", "geolocation", "camera", "microphone", "clipboard-read"]
    .map((name) => navigator.permissions.query({ name }).then(({ state }) => state)))`;
  expect(new Set((await app.inPage(script)) as string[])).toEqual(new Set(["denied"]));
});

test("a dropped file's path reaches main and never the page", async () => {
  const path = join(folder(), "群文件 report.txt");
  await writeFile(path, "hello");
  await app.dropFiles([path]);
  await app.until("dropped.length === 1");
  expect(await app.inPage("dropped[0]")).toEqual({ ok: true, value: path });
});

test("a file that a script made has no path", async () => {
  const reply = await app.inPage(`qunzhu.adoptFile(new File(["x"], "x.txt"))`);
  expect(reply).toMatchObject({ ok: false, code: "invalid" });
  expect(await app.inPage(`qunzhu.adoptFile({ path: "/etc/passwd" })`)).toMatchObject({ ok: false });
});

test("F5 asks the app to refresh and leaves the page loaded", async () => {
  const press = { type: "rawKeyDown", key: "F5", code: "F5", windowsVirtualKeyCode: 116 };
  await app.inPage("globalThis.isSame = true; void 0");
  await app.press(press);
  await app.until(`heard.some(([name, payload]) => payload.command === "refresh")`);
  expect(await app.inPage("globalThis.isSame")).toBe(true);
});
