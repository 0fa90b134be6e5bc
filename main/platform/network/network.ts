import manifest from "../../../package.json" with { type: "json" };
import { loopbackDirectly, type RoutesFor } from "./routes.ts";

/** Who asks, in every request: some gateways refuse one that does not say. */
const userAgent = `Qunzhu/${manifest.version}`;

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

/** Loopback is always reached directly. The library behind it is loaded with the first request: a start needs none. */
export function createNetwork(deps: { readonly routesFor: RoutesFor }): Network {
  const routesFor = loopbackDirectly(deps.routesFor);
  let opening: Promise<Network> | null = null;
  const open = () => {
    opening ??= import("./undici-network.ts").then(({ createUndiciNetwork }) =>
      createUndiciNetwork(routesFor),
    );
    return opening;
  };
  return {
    send: async (request) =>
      (await open()).send({ ...request, headers: { "user-agent": userAgent, ...request.headers } }),
    close: async () => (await opening)?.close(),
  };
}
