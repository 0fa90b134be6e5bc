import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { createNetwork, type NetworkRequest } from "../../../../main/platform/network/network.ts";
import { directly, parseProxy } from "../../../../main/platform/network/routes.ts";
import { testNetwork as network } from "../../../support/test-network.ts";
import { selfSigned } from "../../../support/world/certificates.ts";

async function portOf(server: Server, host = "127.0.0.1"): Promise<number> {
  server.listen(0, host);
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const serve = async (listener: RequestListener) =>
  new URL(`http://127.0.0.1:${await portOf(createServer(listener))}/`);

/** A server that says byte by byte what a test wants. */
async function saying(answer: (socket: Socket) => void): Promise<URL> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("data", () => answer(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const read = (url: URL): NetworkRequest => ({
  url,
  method: "GET",
  headers: {},
  connection: "kept",
  signal: new AbortController().signal,
});

async function textOf(request: NetworkRequest): Promise<string> {
  const parts: Uint8Array[] = [];
  const answer = await network.send(request);
  await answer.read((bytes) => void parts.push(bytes));
  return Buffer.concat(parts).toString();
}

test("reads share connections that are kept, a write has one of its own each time", async () => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end(String(request.headers.connection));
  });
  for (let turn = 0; turn < 6; turn += 1) expect(await textOf(read(url))).toBe("keep-alive");
  const kept = ports.size;
  // A connection rests for a turn of the event loop before it is used again: the next request may open a second one.
  expect(kept).toBeLessThanOrEqual(2);
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await textOf({ ...read(url), method: "POST", body: "{}", connection: "own" })).toBe("close");
  }
  expect(ports.size).toBe(kept + 2);
});

test("a server on an IPv6 address is reached, with TLS as without", async () => {
  const answer: RequestListener = (request, response) => void response.end(request.headers.host);
  const plain = await portOf(createServer(answer), "::1");
  expect(await textOf(read(new URL(`http://[::1]:${plain}/`)))).toBe(`[::1]:${plain}`);
  const certificate = selfSigned({ names: ["localhost", "127.0.0.1"] });
  const trusted = getCACertificates("default");
  onTestFinished(() => setDefaultCACertificates(trusted));
  setDefaultCACertificates([certificate.cert]);
  const secure = await portOf(createSecureServer(certificate, answer), "::1");
  // The certificate names localhost and 127.0.0.1 only: the address itself is what is compared.
  await expect(textOf(read(new URL(`https://[::1]:${secure}/`)))).rejects.toMatchObject({
    code: "insecure",
    network: { reason: "certificate_wrong_name", host: `[::1]:${secure}` },
  });
});

test("no variable of the environment switches the verification of certificates off", async () => {
  const port = await portOf(
    createSecureServer(selfSigned({ names: ["localhost", "127.0.0.1"] }), (_request, response) =>
      response.end(),
    ),
  );
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  onTestFinished(() => {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  });
  const unaware = createNetwork({ routesFor: directly });
  onTestFinished(() => unaware.close());
  await expect(unaware.send(read(new URL(`https://127.0.0.1:${port}/`)))).rejects.toMatchObject({
    code: "insecure",
    network: { reason: "certificate_unknown_issuer" },
  });
});

test.each([
  [
    "an upgrade nobody asked for",
    "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
  ],
  ["a flood of interim answers", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1_000)],
  ["a flood of headers", `HTTP/1.1 200 OK\r\n${"x-filler: aaaaaaaaaaaaaaaa\r\n".repeat(10_000)}`],
  ["another protocol", "SSH-2.0-OpenSSH_9.9\r\n"],
  ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello"],
])("%s is no answer, and ends at once", async (_what, words) => {
  const url = await saying((socket) => socket.write(words));
  await expect(network.send(read(url))).rejects.toMatchObject({
    code: "bad_answer",
    network: { reason: "not_http", host: url.host },
  });
});

test("a few interim answers before the answer are passed over", async () => {
  const interim = "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n".repeat(3);
  const url = await saying((socket) =>
    socket.write(`${interim}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`),
  );
  expect(await textOf(read(url))).toBe("ok");
});

test("whoever hangs up before and in the middle of an answer is told as cut off, nobody there as refused", async () => {
  const before = await saying((socket) => socket.destroy());
  await expect(textOf(read(before))).rejects.toMatchObject({
    code: "offline",
    network: { reason: "cut_off" },
  });
  const within = await saying((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", () => socket.destroy());
  });
  await expect(textOf(read(within))).rejects.toMatchObject({
    code: "offline",
    network: { reason: "cut_off" },
  });
  await expect(textOf(read(new URL("http://127.0.0.1:1/")))).rejects.toMatchObject({
    code: "offline",
    network: { reason: "connection_refused", host: "127.0.0.1:1" },
  });
});

test("https to a server that speaks plain http is told as such", async () => {
  const url = await serve((_request, response) => response.end());
  await expect(network.send(read(new URL(url.href.replace("http:", "https:"))))).rejects.toMatchObject({
    network: { reason: "not_http" },
  });
});

test("characters that no header can hold are refused before anything is sent, without being quoted", async () => {
  const url = await serve((_request, response) => response.end());
  const error = await network
    .send({ ...read(url), headers: { "access-token": "secret-word\r\nx: y" } })
    .catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: "invalid" });
  expect(`${String(error)}${JSON.stringify(error)}`).not.toContain("secret-word");
});

test("a request given up while nobody has yet said which way to go ends at once", async () => {
  const asked = Promise.withResolvers<void>();
  const asking = createNetwork({
    routesFor: () => {
      asked.resolve();
      return new Promise(() => undefined);
    },
  });
  const given = new AbortController();
  const sending = asking.send({ ...read(new URL("http://api.example.com/")), signal: given.signal });
  await asked.promise;
  given.abort();
  await expect(sending).rejects.toMatchObject({ code: "cancelled" });
  await asking.close();
});

test.each(["http", "socks5"])(
  "closing ends a connection that is only being opened through a %s proxy",
  async (scheme) => {
    const reached = Promise.withResolvers<Socket>();
    const url = await saying((socket) => {
      socket.resume();
      reached.resolve(socket);
    });
    const closing = createNetwork({ routesFor: async () => [parseProxy(`${scheme}://${url.host}`)] });
    const sending = closing.send(read(new URL("https://api.example.com/"))).catch((cause: unknown) => cause);
    const socket = await reached.promise;
    const began = performance.now();
    await Promise.all([once(socket, "close"), closing.close()]);
    // Opening it may take 20 s.
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await sending).toMatchObject({ code: "offline" });
  },
);
