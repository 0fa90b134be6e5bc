import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "../../shared/errors.ts";

const unzip = promisify(gunzip);

export interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly effect: "read" | "write";
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Resolves at the headers and hangs up, with an empty body. */
  readonly headersOnly?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type SendExchange = (exchange: Exchange) => Promise<HttpAnswer>;

/** Network error codes that mean the other side cannot be trusted, not that it cannot be reached. */
const distrusted = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/**
 * One request and its answer over kept connections, never a second try. Redirects are answers like others.
 * "offline": no answer came. "timeout": none in time. "outcome_unknown": a write was on its way when it broke.
 */
export function createHttpExchange(maxSockets: number): SendExchange {
  const kept = { keepAlive: true, maxSockets, timeout: 4_000, scheduling: "lifo" as const };
  const readAgents = { "http:": new HttpAgent(kept), "https:": new HttpsAgent(kept) };
  // A kept connection may be closed by the server just as a request enters it. A read is sent again then; for a write
  // nobody could tell whether it arrived, so writes get connections of their own.
  const writeAgents = { "http:": new HttpAgent({ maxSockets }), "https:": new HttpsAgent({ maxSockets }) };

  return async (exchange) => {
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    const { url, signal } = exchange;
    if (signal?.aborted) throw cancelled(signal);
    const isSecure = url.protocol === "https:";
    const agents = exchange.effect === "read" ? readAgents : writeAgents;
    let isUnderway = false;

    const request = (isSecure ? httpsRequest : httpRequest)(url, {
      method: exchange.method,
      headers: { "accept-encoding": "gzip", ...exchange.headers, ...lengthOf(exchange.body) },
      agent: agents[isSecure ? "https:" : "http:"],
    });
    const fail = (error: AppError) => {
      reject(error);
      request.destroy();
    };
    const timer = setTimeout(() => {
      const isLost = isUnderway && exchange.effect === "write";
      fail(
        new AppError(
          isLost ? "outcome_unknown" : "timeout",
          `${url.host} gave no answer within ${exchange.timeoutMs} ms`,
        ),
      );
    }, exchange.timeoutMs);
    const onAbort = () => fail(cancelled(signal));
    signal?.addEventListener("abort", onAbort, { once: true });

    request.once("socket", (socket) => {
      if (socket.connecting) socket.once(isSecure ? "secureConnect" : "connect", () => (isUnderway = true));
      else isUnderway = true;
    });
    request.on("error", (cause) => reject(brokenOff(cause, exchange, isUnderway)));
    request.on("response", (response) => {
      if (exchange.headersOnly) {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.alloc(0) });
        request.destroy();
        return;
      }
      collect(response, exchange.maxBytes).then(resolve, (cause: unknown) =>
        fail(cause instanceof AppError ? cause : brokenOff(cause, exchange, true)),
      );
    });
    request.end(exchange.body);

    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    }
  };
}

function lengthOf(body: string | Uint8Array | undefined): Record<string, string> {
  return body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
}

function cancelled(signal: AbortSignal | undefined): AppError {
  return new AppError("cancelled", "cancelled", { cause: signal?.reason });
}

async function collect(response: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const tooLong = () => new AppError("bad_answer", `the answer is longer than ${maxBytes} bytes`);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLong();
    chunks.push(chunk);
  }
  let body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  if (response.headers["content-encoding"] === "gzip" && body.length > 0) {
    body = await unzip(body, { maxOutputLength: maxBytes }).catch((cause: unknown) => {
      throw new AppError("bad_answer", "the answer cannot be unpacked", { cause });
    });
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

function brokenOff(cause: unknown, exchange: Exchange, isUnderway: boolean): AppError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "error";
  const { host } = exchange.url;
  if (code.startsWith("HPE_")) {
    return new AppError("bad_answer", `${host} does not answer with HTTP (${code})`, { cause });
  }
  if (distrusted.test(code)) {
    return new AppError("insecure", `the certificate of ${host} is not trusted (${code})`, { cause });
  }
  if (isUnderway && exchange.effect === "write") {
    return new AppError("outcome_unknown", `the connection to ${host} broke off (${code})`, { cause });
  }
  return new AppError("offline", `${host} cannot be reached (${code})`, { cause });
}
