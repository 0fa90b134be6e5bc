import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createCdpPipe } from "../../../../main/shell/chromium/cdp-pipe.ts";

function world() {
  const toBrowser = new PassThrough();
  const fromBrowser = new PassThrough();
  const pipe = createCdpPipe(toBrowser, fromBrowser);
  const sent: unknown[] = [];
  toBrowser.on("data", (chunk: Buffer) => {
    for (const text of chunk.toString().split("\0").filter(Boolean)) sent.push(JSON.parse(text));
  });
  const receive = (...messages: object[]) =>
    fromBrowser.write(messages.map((message) => `${JSON.stringify(message)}\0`).join(""));
  return { pipe, sent, receive, fromBrowser, toBrowser };
}

test("answers find their commands, in whatever order they come", async () => {
  const { pipe, sent, receive } = world();
  const first = pipe.send("Page.enable", {}, "S");
  const second = pipe.send("Browser.getVersion");
  receive({ id: 2, result: { product: "x" } }, { id: 1, result: {}, sessionId: "S" });
  expect(await second).toEqual({ product: "x" });
  expect(await first).toEqual({});
  expect(sent).toEqual([
    { id: 1, method: "Page.enable", params: {}, sessionId: "S" },
    { id: 2, method: "Browser.getVersion" },
  ]);
});

test("a message cut in the middle of a character is put together again", async () => {
  const { pipe, fromBrowser } = world();
  const answer = pipe.send("Runtime.evaluate");
  const bytes = Buffer.from(`${JSON.stringify({ id: 1, result: { value: "群主👑" } })}\0`);
  for (const byte of bytes) fromBrowser.write(Buffer.from([byte]));
  expect(await answer).toEqual({ value: "群主👑" });
});

test("an answer is heard before the events that follow it", async () => {
  const { pipe, receive } = world();
  const heard: string[] = [];
  pipe.onEvent(({ method }) => heard.push(method));
  await new Promise<void>((resolve) => {
    pipe.post({ method: "Page.enable" }, () => heard.push("answer"));
    pipe.onEvent(({ method }) => method === "last" && resolve());
    receive({ method: "first" }, { id: 1, result: {} }, { method: "last" });
  });
  expect(heard).toEqual(["first", "answer", "last"]);
});

test("a refused command throws the browser's words", async () => {
  const { pipe, receive } = world();
  const answer = pipe.send("Page.navigate");
  receive({ id: 1, error: { code: -32000, message: "Cannot navigate" } });
  await expect(answer).rejects.toMatchObject({ code: "internal", message: "Page.navigate: Cannot navigate" });
});

test("when the browser hangs up, every waiting and every later command fails", async () => {
  const { pipe, fromBrowser } = world();
  const waiting = pipe.send("Page.enable");
  fromBrowser.end();
  fromBrowser.resume();
  await expect(waiting).rejects.toMatchObject({ code: "internal" });
  await pipe.closed;
  await expect(pipe.send("Page.enable")).rejects.toMatchObject({ code: "internal" });
});
