import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { expect, onTestFinished, test, vi } from "vitest";
import { proxyRefusal } from "../../../../main/platform/network/connect.ts";
import { createNetwork, type Network } from "../../../../main/platform/network/network.ts";
import { parseProxy, type Route } from "../../../../main/platform/network/routes.ts";
import { createAuthority } from "../../../support/world/certificates.ts";
import { type Listening, listening, type Place } from "../../../support/world/listening.ts";
import { startSecureFront } from "../../../support/world/secure-front.ts";
import { startSocksProxy } from "../../../support/world/socks-proxy.ts";
import { startTestProxy } from "../../../support/world/test-proxy.ts";

const host = "api.example.com";

/** A server that tells what it was asked, as `host:80` and, with TLS, as `host:443`; the authority is trusted. */
async function world() {
  const closing: { close(): Promise<void> }[] = [];
  const keep = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const started = await starting;
    closing.push(started);
    return started;
  };
  const authority = createAuthority();
  const trusted = getCACertificates("default");
  setDefaultCACertificates([authority.cert]);
  onTestFinished(async () => {
    setDefaultCACertificates(trusted);
    for (const { close } of closing.reverse()) await close();
  });
  const plain = await keep(
    listening(
      createServer((request, response) => {
        const { "proxy-authorization": secret, host: asked } = request.headers;
        response.end(JSON.stringify({ url: request.url, asked, secret: secret ?? null }));
      }),
    ),
  );
  const certificate = authority.issue({ names: [host] });
  const secure = await keep(startSecureFront({ [host]: { certificate, behind: plain } }));
  const routes = { [`${host}:80`]: plain, [`${host}:443`]: secure };

  /** The same TLS server in front of a proxy: one that is spoken to over https. */
  const wrapped = async (proxy: Listening, name = "localhost") =>
    keep(startSecureFront({ [name]: { certificate: authority.issue({ names: [name] }), behind: proxy } }));
  return { keep, routes, wrapped };
}

function through(...ways: (string | "direct")[]): Network {
  const routes = ways.map((way): Route => (way === "direct" ? "direct" : parseProxy(way)));
  const network = createNetwork({ routesFor: async () => routes });
  onTestFinished(() => network.close());
  return network;
}

async function ask(network: Network, url: string): Promise<unknown> {
  const parts: Uint8Array[] = [];
  const answer = await network.send({
    url: new URL(url),
    method: "GET",
    headers: {},
    connection: "kept",
    signal: new AbortController().signal,
  });
  await answer.read((bytes) => void parts.push(bytes));
  return JSON.parse(Buffer.concat(parts).toString());
}

const at = ({ port }: Pick<Place, "port">) => `127.0.0.1:${port}`;
const heard = { url: "/path?q=1", asked: host, secret: null };

test("https goes through a tunnel, plain http is handed over whole; the server sees neither proxy nor password", async () => {
  const { keep, routes } = await world();
  const password = { user: "ann", password: "p@ss:word" };
  const proxy = await keep(startTestProxy(routes, { password }));
  const network = through(proxy.url);
  for (const scheme of ["https", "http"]) {
    expect(await ask(network, `${scheme}://${host}/path?q=1`)).toEqual(heard);
  }
  expect(proxy.seen.map(({ method, target }) => `${method} ${target}`)).toEqual([
    `CONNECT ${host}:443`,
    `GET http://${host}/path?q=1`,
  ]);
});

test("a proxy that is itself spoken to over https, and whose certificate counts", async () => {
  const { keep, routes, wrapped } = await world();
  const proxy = await keep(startTestProxy(routes));
  const secure = await wrapped({ ...proxy, host: "127.0.0.1" } as unknown as Listening);
  const network = through(`https://localhost:${secure.port}`);
  expect(await ask(network, `https://${host}/path?q=1`)).toEqual(heard);
  expect(await ask(network, `http://${host}/path?q=1`)).toEqual(heard);
  const other = await wrapped({ ...proxy, host: "127.0.0.1" } as unknown as Listening, "elsewhere.localhost");
  await expect(ask(through(`https://localhost:${other.port}`), `https://${host}/`)).rejects.toMatchObject({
    code: "offline",
    network: { reason: "proxy_unreachable", host: `localhost:${other.port}` },
  });
});

test("SOCKS5, with a password and without; what it says of the way is told", async () => {
  const { keep, routes } = await world();
  const open = await keep(startSocksProxy(routes));
  for (const scheme of ["https", "http"]) {
    expect(await ask(through(`socks5://${at(open)}`), `${scheme}://${host}/path?q=1`)).toEqual(heard);
  }
  expect(open.seen).toEqual([`${host}:443`, `${host}:80`]);
  const locked = await keep(startSocksProxy(routes, { password: "p@ss" }));
  expect(await ask(through(`socks5://ann:p%40ss@${at(locked)}`), `https://${host}/path?q=1`)).toEqual(heard);
  await expect(ask(through(`socks5://ann:wrong@${at(locked)}`), `https://${host}/`)).rejects.toMatchObject({
    code: "offline",
    network: { reason: "proxy_password", host: at(locked) },
  });
  await expect(ask(through(`socks5://${at(open)}`), "https://nowhere.example.com/")).rejects.toMatchObject({
    code: "offline",
    network: { reason: "unreachable", host: "nowhere.example.com" },
  });
  const strict = await keep(startSocksProxy(routes, { allows: false }));
  await expect(ask(through(`socks5://${at(strict)}`), `https://${host}/`)).rejects.toMatchObject({
    network: { reason: "proxy_refused", host: at(strict) },
  });
});

test("where the first proxy cannot be reached the next one is asked; where it refused, none is", async () => {
  const { keep, routes } = await world();
  const second = await keep(startTestProxy(routes));
  const network = through("http://127.0.0.1:1", second.url);
  for (const scheme of ["https", "http"]) {
    expect(await ask(network, `${scheme}://${host}/path?q=1`)).toEqual(heard);
  }
  const refusing = await keep(startTestProxy(routes, { refusesWith: 403 }));
  const asked = second.seen.length;
  await expect(ask(through(refusing.url, second.url), `https://${host}/`)).rejects.toMatchObject({
    network: { reason: "proxy_refused", host: at(refusing), detail: `HTTP 403 for ${host}` },
  });
  expect(second.seen).toHaveLength(asked);
});

test("a proxy that never answers is left for the next way in time, and passed over from then on", async () => {
  const { keep, routes } = await world();
  const second = await keep(startTestProxy(routes));
  let reached = 0;
  const hasReached = Promise.withResolvers<void>();
  const silent = createTcpServer((socket) => {
    reached += 1;
    socket.on("error", () => undefined).resume();
    hasReached.resolve();
  });
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const network = through(`https://localhost:${port}`, second.url);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const asking = ask(network, `https://${host}/path?q=1`);
  await hasReached.promise;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await asking).toEqual(heard);
  expect(await ask(network, `https://${host}/path?q=1`)).toEqual(heard);
  expect(reached).toBe(1);
  // Where it is the only way, who tries again after "offline" does not wait for it three times.
  const alone = ask(through(`https://localhost:${port}`), `https://${host}/`);
  alone.catch(() => undefined);
  await expect.poll(() => reached).toBe(2);
  await vi.advanceTimersByTimeAsync(10_000);
  await expect(alone).rejects.toMatchObject({ code: "timeout", network: { reason: "proxy_unreachable" } });
});

test("a proxy that hangs up instead of answering is none, and the next one is asked", async () => {
  const { keep, routes } = await world();
  const dead = await keep(startTestProxy(routes, { hangsUp: "instead of answering" }));
  await expect(ask(through(dead.url), `https://${host}/`)).rejects.toMatchObject({
    code: "offline",
    network: { reason: "proxy_unreachable", host: at(dead), detail: "cut_off" },
  });
  const second = await keep(startTestProxy(routes));
  expect(await ask(through(dead.url, second.url), `https://${host}/path?q=1`)).toEqual(heard);
});

test.each([
  ['Basic realm="office"', "proxy_password"],
  ["Negotiate, NTLM, Basic", "proxy_password"],
  ["", "proxy_password"],
  ["Negotiate, NTLM", "proxy_refused"],
])("a password is asked for only where one could be sent: %s", (challenge, reason) => {
  const proxy = parseProxy("http://proxy.example.com:8080");
  expect(proxyRefusal(407, challenge, proxy, host)).toMatchObject({
    network: { reason, host: "proxy.example.com:8080" },
  });
});
