import { once } from "node:events";
import type { FileHandle } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createByteTransport } from "../../../main/platform/byte-transport.ts";
import type { AppError } from "../../../shared/errors.ts";
import { testNetwork } from "../../support/test-network.ts";
import { bytesOf, mebibyte, receivedFile } from "./received-file.ts";

const { handle, saved } = receivedFile();

/** A server that says byte by byte what a test wants, whatever HTTP thinks of it. */
async function speaking(answer: (socket: Socket, request: string) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    let request = "";
    socket.on("data", (bytes) => {
      request += bytes.toString("latin1");
      if (request.endsWith("\r\n\r\n")) answer(socket, request);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}/`;
}

const head = (...lines: string[]) => ["HTTP/1.1 200 OK", ...lines, "", ""].join("\r\n");

const transport = createByteTransport(testNetwork);
const never = new AbortController().signal;
const receive = (url: string, signal = never) =>
  transport.receive({ url, headers: {}, signal, maxBytes: 64 * mebibyte });

test.each([5, 70_000, 2 * mebibyte])(
  "what follows a body of %i bytes is not part of the file",
  async (length) => {
    const bytes = bytesOf(length);
    const url = await speaking((socket) => {
      socket.write(head(`content-length: ${length}`, "connection: keep-alive"));
      socket.write(bytes);
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc");
    });
    expect(await (await receive(url)).saveTo(handle())).toBe(length);
    expect((await saved()).equals(bytes)).toBe(true);
  },
);

test.each([0, 10, 70_000, 3 * mebibyte])(
  "a body that ends %i bytes too early, politely or not, is never taken for a whole one",
  async (sent) => {
    for (const end of ["end", "destroy"] as const) {
      const url = await speaking((socket) => {
        socket.write(head(`content-length: ${sent + 1}`));
        if (sent > 0) socket.write(bytesOf(sent), () => socket[end]());
        else setImmediate(() => socket[end]());
      });
      const saving = receive(url).then((received) => received.saveTo(handle()));
      await expect(saving).rejects.toMatchObject({ code: "offline" });
    }
  },
);

test("an answer with two lengths, or with one and none, is no answer", async () => {
  for (const lines of [
    ["content-length: 5", "content-length: 6"],
    ["content-length: 5", "transfer-encoding: chunked"],
  ]) {
    const url = await speaking((socket) => socket.write(`${head(...lines)}5\r\nhello\r\n0\r\n\r\n`));
    await expect(receive(url)).rejects.toMatchObject({ code: "bad_answer" });
  }
});

test("a file that comes compressed is refused rather than saved as it is", async () => {
  const url = await speaking((socket) =>
    socket.write(`${head("content-length: 5", "content-encoding: gzip")}hello`),
  );
  await expect(receive(url)).rejects.toMatchObject({ code: "bad_answer" });
});

test("a connection that breaks again and again is resumed each time, and the bytes are the same in the end", async () => {
  const bytes = bytesOf(5 * mebibyte + 3);
  let breaks = 0;
  const url = await speaking((socket, request) => {
    const from = Number(/range: bytes=(\d+)-/i.exec(request)?.[1] ?? 0);
    const validator = 'etag: "1"\r\naccept-ranges: bytes';
    const length = `content-length: ${bytes.length - from}`;
    const range = `content-range: bytes ${from}-${bytes.length - 1}/${bytes.length}`;
    const status = from === 0 ? "200 OK" : "206 Partial Content";
    socket.write(`HTTP/1.1 ${status}\r\n${validator}\r\n${length}\r\n${range}\r\n\r\n`);
    breaks += 1;
    const cut = Math.min(bytes.length, from + breaks * 700_001);
    socket.write(bytes.subarray(from, cut), () => cut < bytes.length && socket.destroy());
  });
  let size = 0;
  for (let at = 0; size === 0; ) {
    const resume = at === 0 ? undefined : { from: at, validator: '"1"' };
    const received = await transport.receive({
      url,
      headers: {},
      signal: never,
      resume,
      maxBytes: 64 * mebibyte,
    });
    expect(received.start).toBe(at);
    const saving = received.saveTo(handle(), (done) => {
      at = done;
    });
    size = await saving.catch((cause: AppError) => {
      expect(cause.code).toBe("offline");
      return 0;
    });
  }
  expect(breaks).toBeGreaterThan(2);
  expect(size).toBe(bytes.length);
  expect((await saved()).equals(bytes)).toBe(true);
});

test.each([1, 2, 3])(
  "given up after batch %i, nothing is written any more once it has said so",
  async (batch) => {
    const url = await speaking((socket) => {
      socket.write(head(`content-length: ${8 * mebibyte}`));
      socket.write(bytesOf(8 * mebibyte));
    });
    const stop = new AbortController();
    let writing = 0;
    let batches = 0;
    const watched = {
      async write(...given: Parameters<FileHandle["write"]>) {
        writing += 1;
        const result = await handle().write(...(given as Parameters<FileHandle["write"]>));
        writing -= 1;
        return result;
      },
    } as unknown as FileHandle;
    const received = await receive(url, stop.signal);
    const saving = received.saveTo(watched, () => {
      batches += 1;
      if (batches === batch) stop.abort();
    });
    await expect(saving).rejects.toMatchObject({ code: "cancelled" });
    expect(writing).toBe(0);
  },
);

test.each([1, 3])("a disk that is full at batch %i ends the download and hangs up", async (batch) => {
  const { promise: hungUp, resolve } = Promise.withResolvers<void>();
  const url = await speaking((socket) => {
    socket.once("close", () => resolve());
    socket.write(head(`content-length: ${64 * mebibyte}`));
    socket.write(bytesOf(8 * mebibyte));
  });
  let batches = 0;
  const full = {
    async write(...given: Parameters<FileHandle["write"]>) {
      batches += 1;
      if (batches === batch) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
      return handle().write(...(given as Parameters<FileHandle["write"]>));
    },
  } as unknown as FileHandle;
  await expect((await receive(url)).saveTo(full)).rejects.toMatchObject({ code: "disk_full" });
  await hungUp;
});
