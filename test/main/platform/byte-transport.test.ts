import { once } from "node:events";
import { type FileHandle, open, readFile, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createByteTransport } from "../../../main/platform/byte-transport.ts";
import { fileError } from "../../../main/platform/file-errors.ts";
import { multipartForm } from "../../../main/platform/multipart-form.ts";
import { AppError } from "../../../shared/errors.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { testNetwork } from "../../support/test-network.ts";

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function temporaryFile(content: string | Buffer): Promise<FileHandle & { readonly path: string }> {
  const path = join(await tempFolder(), "file");
  await writeFile(path, content);
  const file = await open(path, "r+");
  onTestFinished(() => file.close());
  return Object.assign(file, { path });
}

const signal = new AbortController().signal;
const maxBytes = 1_000_000;
const post = { method: "POST", headers: {}, signal, maxBytes } as const;

test("a form is read by another reader as it was meant, with names in any script", async () => {
  let seen: FormData | undefined;
  const url = await serve(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const type = request.headers["content-type"] ?? "";
    seen = await new Response(Buffer.concat(parts), { headers: { "content-type": type } }).formData();
    response.end("ok");
  });
  const content = Buffer.alloc(2_500_000, "é");
  const file = await temporaryFile(content);
  const form = multipartForm(
    [
      ["key", "路径/1"],
      ["policy", "eyJ9=="],
    ],
    { field: "file", name: "照片 🎉.jpg", type: "image/jpeg" },
  );
  const headers = { "content-type": form.contentType };
  await createByteTransport(testNetwork).send({
    ...post,
    ...form,
    url,
    headers,
    file,
    size: content.length,
  });
  expect([...(seen?.keys() ?? [])]).toEqual(["key", "policy", "file"]);
  expect(seen?.get("key")).toBe("路径/1");
  const sent = seen?.get("file") as File;
  expect(sent.name).toBe("照片 🎉.jpg");
  expect(Buffer.from(await sent.arrayBuffer()).equals(content)).toBe(true);
});

test("a name cannot break out of its header", () => {
  const { head } = multipartForm([], { field: "file", name: 'a"\r\nX-Evil: 1', type: "bad\r\ntype" });
  expect(head.toString()).toContain(
    'filename="a%22%0D%0AX-Evil: 1"\r\nContent-Type: application/octet-stream\r\n\r\n',
  );
});

test("a storage that answers with the last byte, while the file is still being looked at, has taken it", async () => {
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  const url = await serve((request, response) => {
    let length = 0;
    request.on("data", (bytes: Buffer) => {
      length += bytes.length;
      if (length === 5) response.end("ok", () => resolve());
    });
  });
  const file = await temporaryFile("bytes");
  const send = (beforeEnd: () => Promise<void>) =>
    createByteTransport(testNetwork).send({ ...post, url, file, size: 5, beforeEnd });
  await expect(send(() => answered)).resolves.toBeUndefined();
  const changed = new AppError("file_error", "changed");
  await expect(send(() => Promise.reject(changed))).rejects.toBe(changed);
});

test("a storage that says yes before it has the whole file has not taken it", async () => {
  const url = await serve((request, response) => {
    request.once("data", () => response.end("ok"));
  });
  const size = 64 * 1024 * 1024;
  const file = await temporaryFile("");
  await file.truncate(size);
  const sending = createByteTransport(testNetwork).send({ ...post, url, file, size });
  await expect(sending).rejects.toMatchObject({ code: "offline", network: { reason: "cut_off" } });
});

test("a file that became shorter ends the request and says so", async () => {
  const url = await serve((request) => request.resume());
  const file = await temporaryFile("short");
  await expect(
    createByteTransport(testNetwork).send({ ...post, url, file, size: 100 }),
  ).rejects.toMatchObject({
    code: "file_error",
  });
});

test("a connection that stands still is given up", async () => {
  const url = await serve(() => {});
  const file = await temporaryFile("bytes");
  const transport = createByteTransport(testNetwork, { idleMs: 30, slowMs: 60_000, leastBytes: 0 });
  await expect(transport.send({ ...post, url, file, size: 5 })).rejects.toMatchObject({ code: "timeout" });
  await expect(transport.receive({ url, headers: {}, signal, maxBytes })).rejects.toMatchObject({
    code: "timeout",
  });
});

test("what a slow line still holds of a file that is handed over is waited for", async () => {
  const arrived = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const url = await serve((request, response) => {
    request.resume().on("end", arrived.resolve);
    void answer.promise.then(() => response.end("ok"));
  });
  const file = await temporaryFile("bytes");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const sending = createByteTransport(testNetwork).send({ ...post, url, file, size: 5 });
  sending.catch(() => undefined);
  await arrived.promise;
  await vi.advanceTimersByTimeAsync(200_000);
  answer.resolve();
  await expect(sending).resolves.toBeUndefined();
});

test("nobody there, no address, a redirect in circles: each has its code", async () => {
  const transport = createByteTransport(testNetwork);
  const receive = (url: string) => transport.receive({ url, headers: {}, signal, maxBytes });
  await expect(receive("http://127.0.0.1:1/")).rejects.toMatchObject({ code: "offline" });
  await expect(receive("not an address")).rejects.toMatchObject({ code: "bad_answer" });
  const url = await serve((_request, response) => response.writeHead(302, { location: "/" }).end());
  await expect(receive(url)).rejects.toMatchObject({ code: "bad_answer" });
  const away = await serve((_request, response) =>
    response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  );
  await expect(receive(away)).rejects.toMatchObject({ code: "bad_answer" });
});

test("errors of the network do not tell the address, which may be signed", async () => {
  const error = await createByteTransport(testNetwork)
    .receive({ url: "http://127.0.0.1:1/object?sign=secret", headers: {}, signal, maxBytes })
    .catch((cause: unknown) => cause);
  expect(String(error)).not.toContain("sign=secret");
});

test("bytes land where they belong, whether all or the rest", async () => {
  const url = await serve((request, response) => {
    const isRest = request.headers.range === "bytes=4-";
    response.writeHead(isRest ? 206 : 200, {
      etag: '"1"',
      "accept-ranges": "bytes",
      "content-range": "bytes 4-7/8",
    });
    response.end(isRest ? "5678" : "12345678");
  });
  const file = await temporaryFile("1234");
  const transport = createByteTransport(testNetwork);
  const rest = await transport.receive({
    url,
    headers: {},
    signal,
    maxBytes,
    resume: { from: 4, validator: '"1"' },
  });
  expect(rest).toMatchObject({ start: 4, validator: '"1"' });
  expect(await rest.saveTo(file)).toBe(8);
  expect(await readFile(file.path, "utf8")).toBe("12345678");
});

test("a full disk is told from other troubles", async () => {
  const url = await serve((_request, response) => response.end("bytes"));
  const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
  const file = { write: () => Promise.reject(full) } as unknown as FileHandle;
  const received = await createByteTransport(testNetwork).receive({ url, headers: {}, signal, maxBytes });
  await expect(received.saveTo(file)).rejects.toMatchObject({ code: "disk_full" });
  expect(fileError(Object.assign(new Error("x"), { code: "EDQUOT" }), "save").code).toBe("disk_full");
  expect(fileError(Object.assign(new Error("x"), { code: "EACCES" }), "save").code).toBe("file_error");
});
