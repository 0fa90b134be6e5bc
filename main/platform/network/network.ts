import { Agent, type Dispatcher } from "undici";
import { AppError } from "../../../shared/errors.ts";
import { createConnector, createProxyConnector, proxyAuthorization, proxyRefusal } from "./connect.ts";
import { faultOf, networkFault } from "./network-errors.ts";
import { loopbackDirectly, type ProxyServer, type Route, type RoutesFor } from "./routes.ts";

export interface NetworkRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes made as they are asked for need `content-length` among the headers. */
  readonly body?: string | Uint8Array | (() => AsyncGenerator<Uint8Array>) | undefined;
  /**
   * "kept": over a connection that serves one request after another. A server may close it just as a request enters
   * it, which for a write nobody could tell from an answer lost: those are sent over one of their "own".
   */
  readonly connection: "kept" | "own";
  readonly signal: AbortSignal;
  /** The connection stands and the request begins to be written: from here on the server may have seen it. */
  readonly onUnderway?: () => void;
}

export interface NetworkAnswer {
  readonly status: number;
  /** Lower-case names; of several the first. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Hands over the body as it comes; a promise holds the rest back until it is fulfilled. Rejects where it breaks off. */
  read(take: (bytes: Uint8Array) => Promise<void> | undefined): Promise<void>;
  /** Hangs up; whatever has not been read is lost. */
  discard(): void;
}

/**
 * The one way to other machines: for the API, the gateway, storages and pictures alike. Knows routes, trust and
 * connections; redirects, retries and the meaning of a status are its callers'.
 */
export interface Network {
  /** Answers at the headers, whatever the status. Errors are AppErrors with `network.reason`, or "cancelled". */
  send(request: NetworkRequest): Promise<NetworkAnswer>;
  close(): Promise<void>;
}

/** A server that sends more of them before its answer is not waited for. */
const maxInterimAnswers = 16;
const keptIdleMs = 4_000;

export function createNetwork(deps: { readonly routesFor: RoutesFor }): Network {
  const routesFor = loopbackDirectly(deps.routesFor);
  const agents = new Map<string, Agent>();

  function agentFor(route: Route, isForwarded: boolean, connection: "kept" | "own"): Agent {
    const key = JSON.stringify([route, isForwarded, connection]);
    const known = agents.get(key);
    if (known) return known;
    const agent = new Agent({
      connect: route !== "direct" && isForwarded ? createProxyConnector(route) : createConnector(route),
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

  return {
    async send(request) {
      throwIfAborted(request.signal);
      const routes = await routesFor(request.url);
      for (const route of routes.slice(0, -1)) {
        try {
          return await sendOver(route, request);
        } catch (cause) {
          // Nothing was sent: the next way may be open.
          if (!(cause instanceof AppError) || cause.network?.reason !== "proxy_unreachable") throw cause;
        }
      }
      return sendOver(routes.at(-1) ?? "direct", request);
    },

    async close() {
      const open = [...agents.values()];
      agents.clear();
      await Promise.all(open.map((agent) => agent.destroy()));
    },
  };
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled(signal);
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
