import {
  request as ask,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  STATUS_CODES,
} from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { listening, type Place } from "./listening.ts";
import { join } from "./secure-front.ts";

/** `host:port` as a client asks for it, and where that really is. */
export type Routes = Readonly<Record<string, Place>>;

export interface ProxyBehaviour {
  /** Lead elsewhere than the routes it was started with. */
  readonly routes?: Routes;
  /** What it lets in; absent: everybody. */
  readonly password?: { readonly user: string; readonly password: string };
  /** Answers every request with this status. */
  readonly refusesWith?: number;
  /** Hangs up instead of answering CONNECT, or when the first byte comes through the tunnel. */
  readonly hangsUp?: "instead of answering" | "before TLS";
  /** Breaks the first so many tunnels to a route after so many bytes, in either direction. */
  readonly cuts?: { readonly route: string; readonly afterBytes: number; readonly times: number };
}

/** A request as it arrived: `CONNECT host:port`, or an absolute address. */
export interface ProxiedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

export interface TestProxy {
  /** With the name and password it wants, if any. */
  readonly url: string;
  readonly port: number;
  readonly seen: readonly ProxiedRequest[];
  /** Each `host:port` it was asked for, once. */
  askedFor(): readonly string[];
  /** Hangs up on everybody, and behaves like this from now on. */
  behave(behaviour: ProxyBehaviour): void;
  close(): Promise<void>;
}

/** An http proxy on loopback, for tunnels and for plain http. No byte leaves this machine: it knows its routes only. */
export async function startTestProxy(knownRoutes: Routes, given: ProxyBehaviour = {}): Promise<TestProxy> {
  const seen: ProxiedRequest[] = [];
  let behaviour = given;
  let tunnelsCut = 0;

  /** Where the request goes; else the status it is refused with. */
  function wayOf(headers: IncomingHttpHeaders, route: string): Place | number {
    const { password, refusesWith, routes } = behaviour;
    if (password !== undefined && headers["proxy-authorization"] !== basic(password)) return 407;
    return refusesWith ?? routes?.[route] ?? knownRoutes[route] ?? 502;
  }

  function record({ method = "", url: target = "", headers }: IncomingMessage): void {
    seen.push({ method, target, headers });
  }

  const server = createServer((request, response) => {
    record(request);
    const url = URL.parse(request.url ?? "");
    const way = url === null ? 400 : wayOf(request.headers, routeOf(url.href));
    if (url === null || typeof way === "number") {
      request.resume();
      response.writeHead(Number(way), refusalHeaders(Number(way))).end(page);
      return;
    }
    const { "proxy-authorization": _, "proxy-connection": __, ...headers } = request.headers;
    const forwarded = ask({ ...way, method: request.method, path: url.pathname + url.search, headers });
    forwarded.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    forwarded.on("error", () => response.destroy());
    response.on("close", () => forwarded.destroy());
    request.pipe(forwarded);
  });

  server.on("connect", (request, client, head) => {
    record(request);
    client.on("error", () => client.destroy());
    const { hangsUp, cuts } = behaviour;
    if (hangsUp === "instead of answering") return client.destroy();
    const route = request.url ?? "";
    const way = wayOf(request.headers, route);
    if (typeof way === "number") {
      client.end(refusalOfTunnel(way));
      return;
    }
    const target = connect(way, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      if (hangsUp === "before TLS") {
        client.once("data", () => client.destroy());
        return;
      }
      if (head.length > 0) target.write(head);
      join(client, target);
      if (cuts?.route === route && tunnelsCut++ < cuts.times) breakAfter(cuts.afterBytes, client, target);
    });
    target.on("error", () => client.destroy());
    client.once("close", () => target.destroy());
  });

  const { port, hangUp, close } = await listening(server);
  const { user, password } = given.password ?? { user: "", password: "" };
  const login = user === "" ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  return {
    url: `http://${login}127.0.0.1:${port}`,
    port,
    seen,
    askedFor: () => [...new Set(seen.map(({ target }) => routeOf(target)))].sort(),
    behave(next) {
      behaviour = next;
      tunnelsCut = 0;
      hangUp();
    },
    close,
  };
}

function basic({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

const page = "<html><body>Ask your administrator.</body></html>";

function refusalHeaders(status: number): Readonly<Record<string, string>> {
  const challenge: Record<string, string> =
    status === 407 ? { "proxy-authenticate": 'Basic realm="office"' } : {};
  return {
    ...challenge,
    "content-type": "text/html",
    "content-length": String(page.length),
    connection: "close",
  };
}

function refusalOfTunnel(status: number): string {
  const headers = Object.entries(refusalHeaders(status)).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers, "", page].join("\r\n");
}

function routeOf(target: string): string {
  const url = URL.parse(target);
  return url?.protocol === "http:" ? `${url.hostname}:${url.port || "80"}` : target;
}

function breakAfter(bytes: number, one: Duplex, other: Duplex): void {
  let left = bytes;
  for (const stream of [one, other]) {
    stream.on("data", (chunk: Buffer) => {
      left -= chunk.length;
      if (left > 0) return;
      one.destroy();
      other.destroy();
    });
  }
}
