import * as net from "node:net";
import * as tls from "node:tls";
import { SocksClient } from "socks";
import { type buildConnector, Client } from "undici";
import { AppError } from "../../../shared/errors.ts";
import { bareHost, networkOf } from "../api-origin.ts";
import { faultOf, networkFault } from "./network-errors.ts";
import type { ProxyServer, Route } from "./routes.ts";
import { trustedAuthorities } from "./trust.ts";

/** How long a connection may take to stand, all its parts together: name, proxy, TLS. */
const connectTimeoutMs = 20_000;
/** A proxy that takes longer is not there: whoever asks must have time left for the next way. */
const proxyTimeoutMs = 8_000;
const keepAliveProbeMs = 60_000;
const maxSessions = 200;

interface Place {
  /** As in a URL, or an IPv6 address without its brackets. */
  readonly hostname: string;
  readonly port: number;
}

interface Target extends Place {
  readonly isSecure: boolean;
}

function hostOf({ hostname, port }: Place): string {
  return net.isIPv6(hostname) ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

/** As a person writes it: without the port that goes without saying. */
function nameOf(target: Target): string {
  return new URL(`${target.isSecure ? "https" : "http"}://${hostOf(target)}`).host;
}

/** undici's way to a server over one route. Every error is an AppError with its reason; `closing` ends what is being opened. */
export function createConnector(route: Route, closing: AbortSignal): buildConnector.connector {
  /** TLS sessions by server, so that a second connection to it needs no whole handshake. */
  const sessions = new Map<string, Buffer>();

  async function connect(target: Target): Promise<net.Socket> {
    const deadline = createDeadline(nameOf(target), closing);
    try {
      const socket =
        route === "direct"
          ? await deadline.watch(openSocket(bareHost(target.hostname), target.port), nameOf(target))
          : await throughProxy(route, target, deadline);
      if (!target.isSecure) return socket;
      const secure = startTls(socket, target.hostname, sessions.get(hostOf(target)));
      secure.on("session", (session: Buffer) => {
        if (sessions.size >= maxSessions) sessions.clear();
        sessions.set(hostOf(target), session);
      });
      return await deadline.watch(secure, nameOf(target));
    } finally {
      deadline.end();
    }
  }

  return ({ protocol, hostname, port }, callback) => {
    const isSecure = protocol === "https:";
    connect({ isSecure, hostname, port: Number(port || (isSecure ? 443 : 80)) }).then(
      (socket) => {
        socket.setNoDelay(true);
        socket.setKeepAlive(true, keepAliveProbeMs);
        callback(null, socket as net.Socket);
      },
      (cause: Error) => callback(cause, null),
    );
  };
}

/** undici's way to a proxy itself, for the plain http requests that are handed to it whole. */
export function createProxyConnector(proxy: ProxyServer, closing: AbortSignal): buildConnector.connector {
  return (_target, callback) => {
    const deadline = createDeadline(hostOf(proxy), closing);
    openProxy(proxy, deadline)
      .finally(deadline.end)
      .then(
        (socket) => callback(null, socket),
        (cause: Error) => callback(cause, null),
      );
  };
}

type Deadline = ReturnType<typeof createDeadline>;

/** One limit over all the steps of a connection; a network that closes ends them too. */
function createDeadline(host: string, closing: AbortSignal, ms = connectTimeoutMs) {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(networkFault("too_slow", host, { detail: "no connection" })),
    ms,
  );
  const signal = AbortSignal.any([controller.signal, closing]);
  return {
    signal,
    end: () => clearTimeout(timer),
    /** The socket when it stands; what keeps it from that is told with its reason. */
    watch<S extends net.Socket>(socket: S, of: string): Promise<S> {
      const readyEvent = socket instanceof tls.TLSSocket ? "secureConnect" : "connect";
      return new Promise<S>((resolve, reject) => {
        const fail = (cause: unknown) => {
          socket.destroy();
          reject(faultOf(cause, of));
        };
        const onAbort = () => fail(signal.reason);
        const onClose = () => fail(networkFault("cut_off", of, { detail: "while connecting" }));
        socket.once("error", fail);
        // The step before may have taken all the time there was.
        if (signal.aborted) return onAbort();
        signal.addEventListener("abort", onAbort, { once: true });
        socket.once("close", onClose);
        socket.once(readyEvent, () => {
          signal.removeEventListener("abort", onAbort);
          socket.off("close", onClose);
          socket.off("error", fail);
          // From here on errors are told to whoever uses the socket; between the two nobody may listen yet.
          socket.on("error", () => undefined);
          resolve(socket);
        });
      });
    },
  };
}

/**
 * The only place that looks a name up or opens a connection. Tests name in `QUNZHU_ONLY_HOSTS` the names that are their
 * own: then every other name, and every address but this machine's, is refused before anybody is asked for it.
 */
function openSocket(host: string, port: number): net.Socket {
  const only = process.env.QUNZHU_ONLY_HOSTS?.split(" ");
  const isOnThisMachine = net.isIP(host) !== 0 && networkOf(host) === "machine";
  if (only && !isOnThisMachine && !only.includes(host)) {
    throw new AppError("forbidden", `${host} is not among the hosts that this run may ask`);
  }
  return net.connect({ host, port });
}

/** Verification cannot be switched off: not by a setting, not by a variable of the environment. */
function startTls(socket: net.Socket, hostname: string, session?: Buffer): tls.TLSSocket {
  const host = bareHost(hostname);
  return tls.connect({
    socket,
    host,
    servername: net.isIP(host) === 0 ? host : "",
    secureContext: trustedAuthorities(),
    rejectUnauthorized: true,
    ALPNProtocols: ["http/1.1"],
    session,
  });
}

/** A connection to the proxy itself. What fails here is the proxy's fault, and nothing was sent to any server. */
async function openProxy(proxy: ProxyServer, whole: Deadline): Promise<net.Socket> {
  const host = hostOf(proxy);
  const deadline = createDeadline(host, whole.signal, proxyTimeoutMs);
  try {
    const socket = await deadline.watch(openSocket(bareHost(proxy.hostname), proxy.port), host);
    return proxy.scheme === "https" ? await deadline.watch(startTls(socket, proxy.hostname), host) : socket;
  } catch (cause) {
    const fault = faultOf(cause, host);
    // A proxy's own certificate is told as such.
    if (fault.code === "insecure") throw fault;
    const detail = fault.network?.reason ?? fault.message;
    // One that took all its time is not waited for a second and a third time by who tries again.
    const code = fault.code === "timeout" ? "timeout" : "offline";
    throw networkFault("proxy_unreachable", host, { detail, code, cause });
  } finally {
    deadline.end();
  }
}

function throughProxy(proxy: ProxyServer, target: Target, deadline: Deadline): Promise<net.Socket> {
  return proxy.scheme === "http" || proxy.scheme === "https"
    ? throughHttpProxy(proxy, target, deadline)
    : throughSocks(proxy, target, deadline);
}

export function proxyAuthorization({ user, password }: ProxyServer): Record<string, string> {
  if (user === "") return {};
  const words = Buffer.from(`${user}:${password}`).toString("base64");
  return { "proxy-authorization": `Basic ${words}` };
}

/** A tunnel by CONNECT. */
async function throughHttpProxy(proxy: ProxyServer, target: Target, deadline: Deadline): Promise<net.Socket> {
  const client = new Client(`http://${hostOf(proxy)}`, {
    connect: (_options, callback) => {
      openProxy(proxy, deadline).then(
        (socket) => callback(null, socket),
        (cause: Error) => callback(cause, null),
      );
    },
  });
  const authority = hostOf(target);
  try {
    const { statusCode, headers, socket } = await client.connect({
      path: authority,
      headers: { host: authority, ...proxyAuthorization(proxy) },
      signal: deadline.signal,
    });
    if (statusCode >= 200 && statusCode <= 299) return socket as net.Socket;
    socket.destroy();
    throw proxyRefusal(statusCode, String(headers["proxy-authenticate"] ?? ""), proxy, nameOf(target));
  } catch (cause) {
    if (deadline.signal.aborted) throw deadline.signal.reason;
    const fault = faultOf(cause, hostOf(proxy));
    const reason = fault.network?.reason;
    if (reason === "not_http") {
      throw networkFault("proxy_refused", hostOf(proxy), { detail: "it does not speak HTTP", cause });
    }
    // It hung up instead of answering: no server has heard of the request yet.
    if (reason === "cut_off")
      throw networkFault("proxy_unreachable", hostOf(proxy), { detail: reason, cause });
    throw fault;
  }
}

/** What a proxy's own answer to CONNECT means. */
export function proxyRefusal(status: number, challenge: string, proxy: ProxyServer, server: string) {
  const host = hostOf(proxy);
  if (status === 407) {
    // Only the kinds, e.g. "Basic, NTLM".
    const kinds = [...new Set(challenge.match(/\b(basic|digest|ntlm|negotiate|kerberos)\b/gi) ?? [])].join(
      ", ",
    );
    if (kinds === "") return networkFault("proxy_password", host);
    // We know Basic: by the others no user name and password would ever be let in.
    return /basic/i.test(kinds)
      ? networkFault("proxy_password", host, { detail: kinds })
      : networkFault("proxy_refused", host, { detail: `HTTP 407, only ${kinds}` });
  }
  // It tried, and found no way to the server.
  if (status >= 502 && status <= 504) {
    return networkFault("unreachable", server, { detail: `proxy ${host}: HTTP ${status}` });
  }
  return networkFault("proxy_refused", host, { detail: `HTTP ${status} for ${server}` });
}

async function throughSocks(proxy: ProxyServer, target: Target, deadline: Deadline): Promise<net.Socket> {
  const existing = await openProxy(proxy, deadline);
  const onAbort = () => existing.destroy();
  deadline.signal.addEventListener("abort", onAbort, { once: true });
  try {
    const { socket } = await SocksClient.createConnection({
      command: "connect",
      existing_socket: existing,
      timeout: connectTimeoutMs,
      proxy: {
        host: bareHost(proxy.hostname),
        port: proxy.port,
        type: proxy.scheme === "socks4" ? 4 : 5,
        ...(proxy.user !== "" && { userId: proxy.user, password: proxy.password }),
      },
      destination: { host: bareHost(target.hostname), port: target.port },
    });
    return socket;
  } catch (cause) {
    existing.destroy();
    if (deadline.signal.aborted) throw deadline.signal.reason;
    const words = cause instanceof Error ? cause.message : "";
    if (/authentication/i.test(words)) throw networkFault("proxy_password", hostOf(proxy), { cause });
    const rejected = /rejected connection - (\w+)/.exec(words)?.[1];
    if (rejected === undefined)
      throw networkFault("proxy_refused", hostOf(proxy), { detail: "SOCKS", cause });
    const detail = `proxy ${hostOf(proxy)}: ${rejected}`;
    if (/NotAllowed/.test(rejected))
      throw networkFault("proxy_refused", hostOf(proxy), { detail: rejected, cause });
    throw networkFault("unreachable", nameOf(target), { detail, cause });
  } finally {
    deadline.signal.removeEventListener("abort", onAbort);
  }
}
