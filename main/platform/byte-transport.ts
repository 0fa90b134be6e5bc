import type { FileHandle } from "node:fs/promises";
import type { ClientRequest, IncomingMessage } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import { AppError } from "../../shared/errors.ts";
import type { Progress } from "./batch-writer.ts";
import { connectDirectly } from "./direct-connection.ts";
import { saveBody } from "./receive-body.ts";
import { sendBody } from "./send-body.ts";
import { networkError, storageRefusal } from "./transport-errors.ts";

type Headers = Readonly<Record<string, string>>;

export interface SendRequest {
  readonly url: string;
  readonly method: "POST" | "PUT";
  readonly headers: Headers;
  /** Sent before and after the file's bytes: the wrapping of a form. */
  readonly head?: Uint8Array;
  readonly tail?: Uint8Array;
  readonly file: FileHandle;
  readonly size: number;
  readonly signal: AbortSignal;
  /** Bytes of the file the system's socket has taken. */
  readonly onProgress?: Progress;
  /** Runs after the file's last byte was read and before the request ends: the last chance to spoil it. */
  readonly beforeEnd?: () => Promise<void>;
}

export interface ReceiveRequest {
  readonly url: string;
  /** Go to this URL's origin only, never along with a redirect to another. */
  readonly headers: Headers;
  readonly signal: AbortSignal;
  /** Continue from this byte if the file still is the one of `validator` (an ETag or date the server gave before). */
  readonly resume?: { readonly from: number; readonly validator: string } | undefined;
}

export interface Received {
  /** Where in the file the bytes begin: the resumed position, or 0 because the server sends all of it. */
  readonly start: number;
  /** Size of the whole file; null where the server does not say. */
  readonly size: number | null;
  /** What a later `resume` may present; null where the server gives nothing reliable. */
  readonly validator: string | null;
  /** Streams the bytes into `file` from `start` on; answers the file's size when all of them are written. */
  saveTo(file: FileHandle, onProgress?: Progress): Promise<number>;
  /** Leaves the bytes unread. */
  discard(): void;
}

/** Moves bytes between disk and network. Errors are AppError; no message holds a URL. */
export interface ByteTransport {
  /** Sends exactly `size` bytes with a known Content-Length; answers the body (at most 64 KiB) of a 2xx answer. */
  send(request: SendRequest): Promise<string>;
  /** Answers when the headers are there. Follows redirects. */
  receive(request: ReceiveRequest): Promise<Received>;
}

const maxRedirects = 5;

/** `idleTimeoutMs`: how long a connection may move no byte before it counts as dead. */
export function createByteTransport({ idleTimeoutMs = 60_000 } = {}): ByteTransport {
  function open(url: string, options: http.RequestOptions): ClientRequest {
    const { request } = url.startsWith("https:") ? https : http;
    const opened = request(url, options);
    opened.setTimeout(idleTimeoutMs, () => {
      opened.destroy(new AppError("timeout", "the connection stood still"));
    });
    return opened;
  }

  return {
    async send(request) {
      const { head = new Uint8Array(), tail = new Uint8Array(), size, signal } = request;
      const length = String(head.length + size + tail.length);
      const sending = open(request.url, {
        method: request.method,
        headers: { ...request.headers, "content-length": length },
        signal,
        // A connection of its own for each: one kept alive may be closed by the server just as a body begins.
        agent: false,
      });
      const answered = answerOf(sending);
      const sent = sendBody(sending, { ...request, head, tail });
      try {
        // A refusal may come while the body is still under way.
        const response = await Promise.race([answered, sent.then(() => answered)]);
        const body = await textOf(response);
        const status = response.statusCode ?? 0;
        if (status < 200 || status > 299) throw storageRefusal(status, body);
        await sent;
        return body;
      } catch (cause) {
        throw networkError(cause, signal);
      } finally {
        sending.destroy();
        await sent.catch(() => "the error that matters was thrown above");
      }
    },

    async receive(request) {
      const { signal, resume } = request;
      let url = request.url;
      let headers: Headers = { ...request.headers, "accept-encoding": "identity" };
      if (resume) headers = { ...headers, range: `bytes=${resume.from}-`, "if-range": resume.validator };
      try {
        for (let hops = 0; hops <= maxRedirects; hops += 1) {
          const asking = open(url, { headers, signal, createConnection: connectDirectly });
          asking.end();
          const response = await answerOf(asking);
          const next = redirectOf(response, url);
          if (next === null) return await received(response, request);
          response.destroy();
          if (new URL(next).origin !== new URL(url).origin) headers = withoutSecrets(headers);
          url = next;
        }
      } catch (cause) {
        throw networkError(cause, signal);
      }
      throw new AppError("bad_answer", "the storage redirects in circles");
    },
  };
}

function answerOf(asking: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asking.on("response", resolve);
    asking.on("error", reject);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length > 65_536) break;
  }
  return Buffer.concat(parts).toString("utf8");
}

async function received(response: IncomingMessage, { resume, signal }: ReceiveRequest): Promise<Received> {
  const status = response.statusCode ?? 0;
  if (status !== 200 && !(status === 206 && resume)) throw storageRefusal(status, await textOf(response));
  const { headers } = response;
  if ((headers["content-encoding"] ?? "identity") !== "identity") {
    response.destroy();
    throw new AppError("bad_answer", "the storage sent the file compressed, which nobody asked for");
  }
  const length = headers["content-length"] === undefined ? null : Number(headers["content-length"]);
  const start = status === 206 ? rangeStart(headers["content-range"], resume?.from) : 0;
  return {
    start,
    size: length === null ? null : start + length,
    validator: validatorOf(headers),
    discard: () => response.destroy(),
    async saveTo(file, onProgress) {
      try {
        return await saveBody(response, file, { start, length }, onProgress);
      } catch (cause) {
        throw networkError(cause, signal);
      }
    },
  };
}

function redirectOf(response: IncomingMessage, from: string): string | null {
  const { statusCode = 0, headers } = response;
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const next = headers.location === undefined ? null : URL.parse(headers.location, from);
  if (next === null || !/^https?:$/.test(next.protocol)) {
    throw new AppError("bad_answer", "the storage redirects to nowhere");
  }
  if (from.startsWith("https:") && next.protocol === "http:") {
    throw new AppError("insecure", "the storage redirects to an unencrypted address");
  }
  return next.href;
}

function withoutSecrets(headers: Headers): Headers {
  const harmless = new Set(["accept-encoding", "range", "if-range"]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())));
}

function rangeStart(contentRange: string | undefined, wanted: number | undefined): number {
  const start = Number(/^bytes (\d+)-/.exec(contentRange ?? "")?.[1]);
  if (start !== wanted) throw new AppError("bad_answer", "the storage sent another part than was asked for");
  return start;
}

/** Only what names these very bytes: a strong ETag, else nothing. */
function validatorOf(headers: http.IncomingHttpHeaders): string | null {
  const { etag, "accept-ranges": ranges } = headers;
  return etag?.startsWith('"') && ranges === "bytes" ? etag : null;
}
