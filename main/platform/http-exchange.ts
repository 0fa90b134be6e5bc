import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "../../shared/errors.ts";
import type { Network, NetworkAnswer } from "./network/network.ts";
import { networkFault } from "./network/network-errors.ts";

const unzip = promisify(gunzip);

export interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly effect: "read" | "write";
  /** For what was tried before, or will not be tried again: the server may have closed all the kept connections by now. */
  readonly hasOwnConnection?: boolean;
  /** How long nothing may come: no connection, no headers, no further byte of the body. Six times that for all of it. */
  readonly timeoutMs: number;
  /** Of the body, as it comes and unpacked alike. */
  readonly maxBytes: number;
  /** Resolves at the headers and hangs up, with an empty body. */
  readonly headersOnly?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: NetworkAnswer["headers"];
  readonly body: Buffer;
}

export type SendExchange = (exchange: Exchange) => Promise<HttpAnswer>;

/**
 * One request and its answer, never a second try. Redirects are answers like others.
 * "offline": no answer came. "timeout": none in time. "outcome_unknown": a write was on its way when it broke.
 */
export function createHttpExchange(network: Network): SendExchange {
  return async (exchange) => {
    const { url, method, body, effect, timeoutMs } = exchange;
    const tooSlow = networkFault("too_slow", url.host, { detail: `${timeoutMs} ms` });
    const timeout = new AbortController();
    const giveUp = () => timeout.abort(tooSlow);
    const idle = setTimeout(giveUp, timeoutMs);
    const limit = setTimeout(giveUp, 6 * timeoutMs);
    const signals = exchange.signal ? [exchange.signal, timeout.signal] : [timeout.signal];
    let isUnderway = false;
    try {
      const answer = await network.send({
        url,
        method,
        headers: { "accept-encoding": "gzip", ...exchange.headers },
        body,
        connection: effect === "read" && !exchange.hasOwnConnection ? "kept" : "own",
        signal: AbortSignal.any(signals),
        onUnderway: () => {
          isUnderway = true;
        },
      });
      const { status, headers } = answer;
      if (!exchange.headersOnly)
        return { status, headers, body: await bodyOf(answer, exchange.maxBytes, idle) };
      answer.discard();
      return { status, headers, body: Buffer.alloc(0) };
    } catch (cause) {
      if (effect === "write" && isUnderway && isBrokenOff(cause)) {
        const { message, network: fault } = cause;
        throw new AppError("outcome_unknown", message, { cause, network: fault });
      }
      throw cause;
    } finally {
      clearTimeout(idle);
      clearTimeout(limit);
    }
  };
}

/** The answer, or the rest of it, never came: whether the request was obeyed cannot be told from here. */
function isBrokenOff(cause: unknown): cause is AppError {
  return cause instanceof AppError && (cause.code === "offline" || cause.code === "timeout");
}

async function bodyOf(answer: NetworkAnswer, maxBytes: number, idle: NodeJS.Timeout): Promise<Buffer> {
  const tooLong = () => new AppError("too_large", `the answer is longer than ${maxBytes} bytes`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const announced = Number(answer.headers["content-length"] ?? 0);
  if (announced > maxBytes) {
    answer.discard();
    throw tooLong();
  }
  await answer.read((bytes) => {
    idle.refresh();
    length += bytes.length;
    if (length > maxBytes) throw tooLong();
    chunks.push(bytes);
    return undefined;
  });
  const body = Buffer.concat(chunks, length);
  if (answer.headers["content-encoding"] !== "gzip" || length === 0) return body;
  return unzip(body, { maxOutputLength: maxBytes }).catch((cause: unknown) => {
    if (cause instanceof RangeError) throw tooLong();
    throw new AppError("bad_answer", "the answer cannot be unpacked", { cause });
  });
}
