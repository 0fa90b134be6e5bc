import { once } from "node:events";
import type { FileHandle } from "node:fs/promises";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { createByteTransport } from "../../../main/platform/byte-transport.ts";
import { testNetwork } from "../../support/test-network.ts";
import { selfSigned } from "../../support/world/certificates.ts";
import { bytesOf, mebibyte, receivedFile } from "./received-file.ts";

const { handle, saved } = receivedFile();

async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const serve = async (listener: RequestListener) => `http://${await listening(createServer(listener))}`;

function receive(url: string, { signal = new AbortController().signal, idleMs = 60_000 } = {}) {
  return createByteTransport(testNetwork, { idleMs, slowMs: 60_000, leastBytes: 0 }).receive({
    url,
    headers: {},
    signal,
    maxBytes: 64 * mebibyte,
  });
}

/** A body that begins and of which no more comes. */
function beginOnly(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { "content-length": 4 * mebibyte });
  response.write(bytesOf(bytes));
}

const sizes = [0, 1, 65_535, 65_536, mebibyte - 65_536, mebibyte - 1, mebibyte, 5 * mebibyte + 7];

for (const size of sizes) {
  test(`${size} bytes arrive as they are, whether their number is told or not`, async () => {
    const bytes = bytesOf(size);
    const url = await serve((request, response) => {
      const isTold = request.url === "/told";
      response.writeHead(200, isTold ? { "content-length": size } : { "transfer-encoding": "chunked" });
      response.end(bytes);
    });
    for (const [path, told] of [
      ["told", size],
      ["untold", null],
    ] as const) {
      await handle().truncate(0);
      const received = await receive(`${url}${path}`);
      expect(received.size).toBe(told);
      const progress: number[] = [];
      expect(await received.saveTo(handle(), (done) => progress.push(done))).toBe(size);
      expect((await saved()).equals(bytes)).toBe(true);
      expect(progress).toEqual([...progress].sort((one, other) => one - other));
      expect(progress.at(-1) ?? 0).toBe(size);
    }
  });
}

test("what came before anyone wanted it is not lost", async () => {
  const bytes = bytesOf(3 * mebibyte);
  const url = await serve((_request, response) => {
    response.writeHead(200, { "content-length": bytes.length });
    response.end(bytes);
  });
  const received = await receive(url);
  // Several turns of the event loop, in which the connection goes on reading.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(await received.saveTo(handle())).toBe(bytes.length);
  expect((await saved()).equals(bytes)).toBe(true);
});

test("a slow disk holds the network back, and one batch is written after the other", async () => {
  const bytes = bytesOf(6 * mebibyte);
  const url = await serve((_request, response) => {
    response.writeHead(200, { "content-length": bytes.length });
    response.end(bytes);
  });
  let writing = 0;
  const slow = {
    async write(...given: Parameters<FileHandle["write"]>) {
      writing += 1;
      expect(writing).toBe(1);
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const result = await handle().write(...(given as Parameters<FileHandle["write"]>));
      writing -= 1;
      return result;
    },
  } as unknown as FileHandle;
  const received = await receive(url);
  expect(await received.saveTo(slow)).toBe(bytes.length);
  expect((await saved()).equals(bytes)).toBe(true);
});

test("over TLS the bytes are the same, and a certificate nobody trusts is refused", async () => {
  const bytes = bytesOf(2 * mebibyte + 3);
  const certificate = selfSigned({ names: ["localhost", "127.0.0.1"] });
  const server = createSecureServer(certificate, (_request, response) => {
    response.writeHead(200, { "content-length": bytes.length });
    response.end(bytes);
  });
  const url = `https://${await listening(server)}`;
  await expect(receive(url)).rejects.toMatchObject({ code: "insecure" });
  const trusted = getCACertificates("default");
  onTestFinished(() => setDefaultCACertificates(trusted));
  setDefaultCACertificates([certificate.cert]);
  for (const address of [url, url.replace("127.0.0.1", "localhost")]) {
    expect(await (await receive(address)).saveTo(handle())).toBe(bytes.length);
    expect((await saved()).equals(bytes)).toBe(true);
  }
});

test("a connection that breaks, stands still or is given up in the middle: each has its code", async () => {
  const breaking = await serve((_request, response) => {
    beginOnly(response, mebibyte);
    setImmediate(() => response.destroy());
  });
  await expect(receive(breaking).then((body) => body.saveTo(handle()))).rejects.toMatchObject({
    code: "offline",
  });
  const silent = await serve((_request, response) => beginOnly(response, 1000));
  const waiting = receive(silent, { idleMs: 60 }).then((body) => body.saveTo(handle()));
  await expect(waiting).rejects.toMatchObject({ code: "timeout" });
  const stop = new AbortController();
  const received = await receive(silent, { signal: stop.signal });
  const saving = received.saveTo(handle());
  stop.abort();
  await expect(saving).rejects.toMatchObject({ code: "cancelled" });
});

test("a connection that broke before the saving began is told then", async () => {
  const url = await serve((_request, response) => beginOnly(response, 1000));
  const stop = new AbortController();
  const received = await receive(url, { signal: stop.signal });
  stop.abort();
  await expect(received.saveTo(handle())).rejects.toMatchObject({ code: "cancelled" });
});

test("an error of the one who watches the progress ends the download", async () => {
  const url = await serve((_request, response) => beginOnly(response, 3 * mebibyte));
  const received = await receive(url);
  const saving = received.saveTo(handle(), () => {
    throw new Error("too much");
  });
  await expect(saving).rejects.toMatchObject({ code: "offline", cause: { message: "too much" } });
});

test("a body without end is given up at its bound, whether its length is told or not", async () => {
  const told = await serve((_request, response) => {
    response.writeHead(200, { "content-length": 65 * mebibyte });
    response.write(bytesOf(mebibyte));
  });
  await expect(receive(told)).rejects.toMatchObject({ code: "too_large" });
  let hungUp = false;
  const endless = await serve((_request, response) => {
    const block = bytesOf(mebibyte);
    const more = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on("drain", more).on("close", () => {
      hungUp = true;
    });
    more();
  });
  const received = await receive(endless);
  expect(received.size).toBeNull();
  await expect(received.saveTo(handle())).rejects.toMatchObject({
    code: "too_large",
    message: expect.stringContaining(String(64 * mebibyte)),
  });
  expect((await saved()).length).toBeLessThanOrEqual(64 * mebibyte);
  await expect.poll(() => hungUp).toBe(true);
});

test("a connection that moves only a few bytes now and then is given up as too slow", async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { "content-length": 1000 });
    const timer = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(timer));
  });
  const pace = { idleMs: 60_000, slowMs: 400, leastBytes: 500 };
  const request = { url, headers: {}, signal: new AbortController().signal, maxBytes: mebibyte };
  const received = await createByteTransport(testNetwork, pace).receive(request);
  await expect(received.saveTo(handle())).rejects.toMatchObject({
    code: "timeout",
    network: { reason: "too_slow" },
  });
});

test("time that a slow disk takes is not the connection's", async () => {
  const bytes = bytesOf(4 * mebibyte);
  const url = await serve((_request, response) => {
    response.writeHead(200, { "content-length": bytes.length });
    response.end(bytes);
  });
  const slow = {
    async write(...given: Parameters<FileHandle["write"]>) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return handle().write(...(given as Parameters<FileHandle["write"]>));
    },
  } as unknown as FileHandle;
  const request = { url, headers: {}, signal: new AbortController().signal, maxBytes: 8 * mebibyte };
  const pace = { idleMs: 120, slowMs: 120, leastBytes: 1 };
  const received = await createByteTransport(testNetwork, pace).receive(request);
  expect(await received.saveTo(slow)).toBe(bytes.length);
});
