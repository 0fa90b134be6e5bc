import { Agent, type Dispatcher } from "undici";
import { AppError } from "../../../shared/errors.ts";
import { createConnector, createProxyConnector, proxyAuthorization, proxyRefusal } from "./connect.ts";
import type { Network, NetworkAnswer, NetworkRequest } from "./network.ts";
import { faultOf, networkFault } from "./network-errors.ts";
import type { ProxyServer, Route, RoutesFor } from "./routes.ts";

/** A server that sends more of them before its answer is not waited for. */
const maxInterimAnswers = 16;
const keptIdleMs = 4_000;
/** How long a proxy that could not be reached comes after the other ways. */
const passedOverMs = 5 * 60_000;

/** Requests over undici: one pool of connections for each route, and for reads and writes. */
export function createUndiciNetwork(routesFor: RoutesFor): Network {
  const agents = new Map<string, Agent>();
  const closing = new AbortController();
  /** Proxies that could not be reached, and until when they are passed over. */
  const unreachable = new Map<string, number>();

  function agentFor(route: Route, isForwarded: boolean, connection: "kept" | "own"): Agent {
    const key = JSON.stringify([route, isForwarded, connection]);
    const known = agents.get(key);
    if (known) return known;
    const agent = new Agent({
      connect:
        route !== "direct" && isForwarded
          ? createProxyConnector(route, closing.signal)
          : createConnector(route, closing.signal),
      pipelining: 1,
      keepAliveTimeout: keptIdleMs,
      // Its users watch the time themselves: they know what is slow for them.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    agents.set(key, agent);
    return agent;
  }

  /** Plain http is handed to an http proxy whole: many let no tunnel through to port 80. */
  const isForwarded = (route: Route, url: URL): route is ProxyServer =>
    route !== "direct" && url.protocol === "http:" && !route.scheme.startsWith("socks");

  async function sendOver(route: Route, request: NetworkRequest): Promise<NetworkAnswer> {
    const { url, connection } = request;
    if (!isForwarded(route, url)) {
      return dispatch(agentFor(route, false, connection), request, {
        origin: url.origin,
        path: url.pathname + url.search,
        headers: request.headers,
      });
    }
    const answer = await dispatch(agentFor(route, true, connection), request, {
      origin: `http://${route.hostname}:${route.port}`,
      path: url.origin + url.pathname + url.search,
      headers: { ...request.headers, host: url.host, ...proxyAuthorization(route) },
    });
    if (answer.status !== 407) return answer;
    answer.discard();
    throw proxyRefusal(407, answer.headers["proxy-authenticate"] ?? "", route, url.host);
  }

  /** Each request would wait anew for a proxy that is away, e.g. the company's at home. */
  function reachableFirst(routes: readonly Route[]): readonly Route[] {
    const isAway = (route: Route) => performance.now() < (unreachable.get(JSON.stringify(route)) ?? 0);
    return [...routes.filter((route) => !isAway(route)), ...routes.filter(isAway)];
  }

  return {
    async send(request) {
      throwIfAborted(request.signal);
      const routes = reachableFirst(await unlessAborted(routesFor(request.url), request.signal));
      for (const route of routes.slice(0, -1)) {
        try {
          return await sendOver(route, request);
        } catch (cause) {
          // Nothing was sent: the next way may be open.
          if (!(cause instanceof AppError) || cause.network?.reason !== "proxy_unreachable") throw cause;
          unreachable.set(JSON.stringify(route), performance.now() + passedOverMs);
          throwIfAborted(request.signal);
        }
      }
      return sendOver(routes.at(-1) ?? "direct", request);
    },

    async close() {
      // A connection that is only being opened belongs to no agent yet, and would keep the process alive.
      closing.abort(new AppError("cancelled", "the network was closed"));
      const open = [...agents.values()];
      agents.clear();
      await Promise.all(open.map((agent) => agent.destroy()));
    },
  };
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled(signal);
}

/** A proxy script may take for ever to name a way. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const onAbort = () => reject(cancelled(signal));
  signal.addEventListener("abort", onAbort, { once: true });
  work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  return promise;
}

function cancelled({ reason }: AbortSignal): AppError {
  return reason instanceof AppError ? reason : new AppError("cancelled", "cancelled", { cause: reason });
}

interface Place {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Sink {
  readonly take: (bytes: Uint8Array) => Promise<void> | undefined;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** One request over one agent, from undici's events to promises. */
function dispatch(agent: Agent, request: NetworkRequest, place: Place): Promise<NetworkAnswer> {
  const { url, method, body, signal } = request;
  const { promise, resolve, reject } = Promise.withResolvers<NetworkAnswer>();
  let controller: Dispatcher.DispatchController | null = null;
  let sink: Sink | null = null;
  let interimAnswers = 0;
  /** Where the end came before anybody read. */
  let early: { readonly cause: unknown } | "ended" | null = null;

  const end = (cause: unknown) => {
    signal.removeEventListener("abort", onAbort);
    reject(cause);
    if (sink) sink.reject(cause);
    else early ??= { cause };
  };
  const onAbort = () => {
    const reason = cancelled(signal);
    end(reason);
    controller?.abort(reason);
  };
  signal.addEventListener("abort", onAbort, { once: true });

  function answerOf(status: number, headers: NetworkAnswer["headers"]): NetworkAnswer {
    return {
      status,
      headers,
      read: (take) =>
        new Promise((resolve, reject) => {
          if (early === "ended") return resolve();
          if (early !== null) return reject(early.cause);
          sink = { take, resolve, reject };
          controller?.resume();
        }),
      discard: () => controller?.abort(new AppError("cancelled", "hung up")),
    };
  }

  agent.dispatch(
    {
      origin: place.origin,
      path: place.path,
      method: method as Dispatcher.HttpMethod,
      headers: place.headers,
      // undici takes any async iterable, which its type does not say.
      body: (typeof body === "function" ? body() : (body ?? null)) as Uint8Array | string | null,
      reset: request.connection === "own",
    },
    {
      onRequestStart(given) {
        controller = given;
        if (signal.aborted) return given.abort(cancelled(signal));
        request.onUnderway?.();
      },
      onRequestUpgrade(given) {
        given.abort(networkFault("not_http", url.host, { detail: "HTTP 101" }));
      },
      onResponseStart(given, status, headers) {
        if (status < 200) {
          interimAnswers += 1;
          if (interimAnswers <= maxInterimAnswers) return;
          return given.abort(networkFault("not_http", url.host, { detail: `HTTP ${status} without end` }));
        }
        if (hasTwoLengths(headers)) {
          return given.abort(networkFault("not_http", url.host, { detail: "two lengths" }));
        }
        given.pause();
        resolve(answerOf(status, firstOfEach(headers)));
      },
      onResponseData(given, bytes) {
        try {
          const taken = sink?.take(bytes);
          if (taken === undefined) return;
          given.pause();
          taken.then(
            () => given.resume(),
            (cause: Error) => given.abort(cause),
          );
        } catch (cause) {
          given.abort(cause instanceof Error ? cause : new Error(String(cause)));
        }
      },
      onResponseEnd() {
        signal.removeEventListener("abort", onAbort);
        if (sink) sink.resolve();
        else early = "ended";
      },
      onResponseError(_given, cause) {
        end(faultOf(cause, url.host));
      },
    },
  );
  return promise;
}

/** Two of them leave open where the answer ends: one of the two ends is somebody else's. */
function hasTwoLengths(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const { "content-length": length, "transfer-encoding": encoding } = headers;
  return Array.isArray(length) || (length !== undefined && encoding !== undefined);
}

function firstOfEach(headers: Readonly<Record<string, string | string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
