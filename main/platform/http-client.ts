import { setTimeout as sleep } from "node:timers/promises";
import { AppError, type ErrorCode, type ServerWords } from "../../shared/errors.ts";
import { assertSecure, parseBaseUrl } from "./api-origin.ts";
import { createHttpExchange, type Exchange, type HttpAnswer } from "./http-exchange.ts";
import type { Network } from "./network/network.ts";
import { createRateLimit, longestWaitMs, type RateLimit } from "./rate-limit.ts";
import { createSemaphore } from "./semaphore.ts";
import { parseWire } from "./wire-json.ts";

/** What a body says went wrong, in the words of its server. */
export interface ServerRefusal {
  readonly code: ErrorCode;
  readonly server: ServerWords;
}

export interface HttpClientOptions {
  readonly network: Network;
  /** Scheme, host and path prefix; paths are appended. A function is asked for each request. */
  readonly baseUrl: string | (() => string);
  readonly allowsInsecureHttp: boolean;
  /** Reads the words of the server out of a body; null where there are none. */
  readonly refusalOf: (body: unknown) => ServerRefusal | null;
  /** Hears how each try of each request ended: with an answer of whatever status, or with an error. */
  readonly onTried?: (url: URL, outcome: HttpAnswer | Error) => void;
  /** Shared by all calls to the account's own origin; absent: one of its own. */
  readonly rateLimit?: RateLimit;
  readonly timeoutMs?: number;
  /** Of a JSON answer; absent: 32 MB. */
  readonly maxBytes?: number;
  /** The first pause before a second try; doubled each time, with jitter. */
  readonly retryBaseMs?: number;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** Printed as they are; undefined ones are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** JSON text. */
  readonly body?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Only reads are ever sent again. */
  readonly effect: "read" | "write";
  /** Sent once, although it is a read: each try counts somewhere, as wrong passwords do. */
  readonly isSentOnce?: boolean | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RawRequest {
  /** Absent: GET. */
  readonly method?: "GET" | "POST" | "PUT";
  readonly url: URL;
  /** Sent again with every try: whoever gets it must not mind to get it twice. */
  readonly body?: Uint8Array;
  readonly isSentOnce?: boolean;
  readonly timeoutMs?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** Resolves at the headers and hangs up, with an empty body. */
  readonly headersOnly?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpClient {
  /** The account's own origin: the only one that may see its token. */
  readonly origin: string;
  /** Sends to the account's server and parses the JSON of a 2xx answer; every other status is an AppError. */
  json(request: HttpRequest): Promise<unknown>;
  /** Asks any address, redirects and error statuses included, up to 3 tries: for pictures, links and tickets. */
  raw(request: RawRequest): Promise<HttpAnswer>;
  urlOf(path: string): URL;
}

const maxJsonBytes = 32 * 1024 * 1024;
const maxConcurrent = 6;
const maxTries = 3;
/** A body that says "too many requests" is short; a list is not parsed twice for it. */
const maxRefusalBytes = 4096;

/**
 * The http client of one account. At most 6 requests at once; reads get up to 3 tries, writes exactly one. Whatever
 * answer says that there are too many holds back all of them.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const base = baseOf(options.baseUrl);
  const places = createSemaphore(maxConcurrent);
  const exchangeOnce = createHttpExchange(options.network);
  const defaultTimeoutMs = options.timeoutMs ?? 20_000;
  const limit = options.rateLimit ?? createRateLimit();
  const isOwn = (url: URL) => url.origin === base().origin;

  /** A place among the requests under way, once the server's limit allows one. */
  async function turn(exchange: Exchange): Promise<() => void> {
    const { signal } = exchange;
    try {
      for (;;) {
        if (isOwn(exchange.url)) await limit.take(signal);
        const release = await places.acquire(signal);
        // The server may have asked for patience while this one waited for its place.
        if (!isOwn(exchange.url) || !limit.isPaused()) return release;
        release();
      }
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError("cancelled", "cancelled", { cause });
    }
  }

  async function send(exchange: Exchange): Promise<HttpAnswer> {
    assertSecure(exchange.url, options.allowsInsecureHttp);
    const release = await turn(exchange);
    try {
      const answer = await exchangeOnce(exchange);
      options.onTried?.(exchange.url, answer);
      if (isOwn(exchange.url)) heed(answer);
      return answer;
    } catch (cause) {
      if (cause instanceof Error) options.onTried?.(exchange.url, cause);
      throw cause;
    } finally {
      release();
    }
  }

  /** Slows the account down where the answer says so: by its status, by Retry-After, or by the code in its body. */
  function heed(answer: HttpAnswer): void {
    const retryAfterMs = parseRetryAfter(answer.headers["retry-after"]);
    const isRefused = answer.status === 429 || (answer.status === 503 && retryAfterMs !== null);
    if (isRefused || refusedInBody(answer)) limit.slowDown(retryAfterMs);
    else if (answer.status < 300) limit.succeeded();
  }

  function refusedInBody({ body }: HttpAnswer): boolean {
    if (body.length === 0 || body.length > maxRefusalBytes) return false;
    return options.refusalOf(parsedOrNull(body))?.code === "rate_limited";
  }

  /** The answer, or the error, of the last try. */
  async function sendPatiently(exchange: Exchange, isSentOnce = false): Promise<HttpAnswer> {
    const isLastAtOnce = isSentOnce || exchange.effect === "write";
    for (let tries = 1; ; tries += 1) {
      const isLast = isLastAtOnce || tries === maxTries;
      let retryAfter: string | undefined;
      try {
        const answer = await send({ ...exchange, hasOwnConnection: isLastAtOnce || tries > 1 });
        if (isLast || !canRetry(answer.status)) return answer;
        retryAfter = answer.headers["retry-after"];
        if (retryDelayMs(tries, retryAfter) === null || limit.waitMs() > longestWaitMs) return answer;
      } catch (cause) {
        if (isLast || !isPassing(cause)) throw cause;
      }
      const delayMs = retryDelayMs(tries, retryAfter, options.retryBaseMs) ?? 0;
      await sleep(delayMs, undefined, exchange.signal ? { signal: exchange.signal } : {}).catch(
        (cause: unknown) => {
          throw new AppError("cancelled", "cancelled", { cause });
        },
      );
    }
  }

  function urlOf(path: string): URL {
    return new URL(base().href.replace(/\/+$/, "") + path);
  }

  return {
    get origin() {
      return base().origin;
    },
    urlOf,

    async json(request) {
      const url = urlOf(request.path);
      for (const [name, value] of Object.entries(request.query ?? {})) {
        if (value !== undefined) url.searchParams.set(name, value);
      }
      const { effect, method, signal, body, timeoutMs = defaultTimeoutMs, isSentOnce } = request;
      const { maxBytes = maxJsonBytes } = options;
      const contentType = body === undefined ? {} : { "content-type": "application/json" };
      const headers = { accept: "application/json", ...contentType, ...request.headers };
      const answer = await sendPatiently(
        { url, method, body, effect, signal, headers, timeoutMs, maxBytes },
        isSentOnce,
      );
      if (answer.status >= 200 && answer.status < 300) return parseBody(answer.body, request.path);
      throw statusError(answer, request, options.refusalOf);
    },

    raw({ method = "GET", timeoutMs = defaultTimeoutMs, isSentOnce, ...request }) {
      return sendPatiently({ ...request, method, timeoutMs, effect: "read" }, isSentOnce);
    },
  };
}

function baseOf(baseUrl: string | (() => string)): () => URL {
  if (typeof baseUrl === "function") return () => parseBaseUrl(baseUrl());
  const url = parseBaseUrl(baseUrl);
  return () => url;
}

/** Whether the same read may well succeed a moment later. A wrong password will not, and each try may count towards locking its account. */
function isPassing(cause: unknown): boolean {
  return cause instanceof AppError && cause.code === "offline" && cause.network?.reason !== "proxy_password";
}

function parseBody(body: Buffer, path: string): unknown {
  try {
    return parseWire(body.toString("utf8"));
  } catch (cause) {
    // The parser's own message quotes the text, which may hold a token; that of a bound is ours.
    const fault = cause instanceof RangeError ? `has ${cause.message}` : "is not JSON";
    throw new AppError("bad_answer", `${path}: the answer ${fault}`);
  }
}

function statusError(
  answer: HttpAnswer,
  request: HttpRequest,
  refusalOf: HttpClientOptions["refusalOf"],
): AppError {
  const { status } = answer;
  const server = { code: String(status), message: "" };
  const location = answer.headers.location;
  if (status >= 300 && status < 400 && location !== undefined) {
    const target = URL.parse(location, request.path.startsWith("/") ? "http://same.invalid" : undefined);
    const host = target === null || target.hostname === "same.invalid" ? "another path" : target.origin;
    return new AppError("bad_answer", `${request.path}: the server redirects to ${host}`, { server });
  }
  const refusal = refusalOf(parsedOrNull(answer.body));
  return new AppError(codeOfStatus(status, request.effect, refusal), `${request.path}: HTTP ${status}`, {
    server: refusal?.server ?? server,
    retryAfterMs: parseRetryAfter(answer.headers["retry-after"]) ?? undefined,
  });
}

function codeOfStatus(status: number, effect: "read" | "write", refusal: ServerRefusal | null): ErrorCode {
  if (status === 401) return "signed_out";
  if (status === 429) return "rate_limited";
  // A gateway that got no good answer cannot tell whether what stands behind it did the work.
  if (effect === "write" && (status === 502 || status === 504)) return "outcome_unknown";
  if (status >= 500) return "server_error";
  if (refusal) return refusal.code;
  return status === 404 ? "not_found" : "refused";
}

function parsedOrNull(body: Buffer): unknown {
  try {
    return parseWire(body.toString("utf8"));
  } catch {
    return null;
  }
}

/** Statuses after which the same read may well succeed. */
function canRetry(status: number): boolean {
  return status === 429 || (status >= 502 && status <= 504);
}

/**
 * How long to wait before try number `tries + 1`: what Retry-After says, or a doubling pause with jitter.
 * Null when the server asks for more than a person would wait.
 */
function retryDelayMs(tries: number, retryAfter: string | undefined, baseMs = 300): number | null {
  const askedMs = parseRetryAfter(retryAfter);
  if (askedMs !== null) return askedMs > longestWaitMs ? null : askedMs;
  const fullMs = baseMs * 2 ** (tries - 1);
  return fullMs / 2 + (Math.random() * fullMs) / 2;
}

/** Milliseconds from now that a Retry-After header asks for; null for none or nonsense. */
function parseRetryAfter(value: string | undefined): number | null {
  if (value === undefined) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
