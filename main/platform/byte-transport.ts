import type { FileHandle } from "node:fs/promises";
import { AppError, toAppError } from "../../shared/errors.ts";
import { createBatchWriter, type Progress } from "./batch-writer.ts";
import { fileError } from "./file-errors.ts";
import type { Network, NetworkAnswer } from "./network/network.ts";
import { networkFault } from "./network/network-errors.ts";
import { maxRedirects, redirectTarget, withoutSecrets } from "./network/redirects.ts";
import { checkArrival } from "./storage-arrival.ts";
import { storageRefusal } from "./storage-refusal.ts";

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
  /** A longer file is given up with "too_large", also where the server does not say how long it is. Absent: no bound. */
  readonly maxBytes?: number | undefined;
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
  /** Sends exactly `size` bytes with a known Content-Length; resolves when the storage has said that it took them. */
  send(request: SendRequest): Promise<void>;
  /** Answers when the headers are there. Follows redirects. */
  receive(request: ReceiveRequest): Promise<Received>;
}

const chunkBytes = 1024 * 1024;
const maxAnswerBytes = 65_536;

export interface PaceLimits {
  /** How long a connection may move no byte before it counts as dead. */
  readonly idleMs: number;
  /** Fewer than `leastBytes` within this time is no connection either: it would take for ever and hold a place. */
  readonly slowMs: number;
  readonly leastBytes: number;
}

const ordinaryPace: PaceLimits = { idleMs: 60_000, slowMs: 120_000, leastBytes: 120 * 1024 };
/**
 * Bytes count as sent once the system has taken them, and it takes megabytes ahead of a slow line (a proxy even more):
 * until those have gone out, nothing is seen to move and no answer can come.
 */
const sendingPace: PaceLimits = { idleMs: 300_000, slowMs: 600_000, leastBytes: 600 * 1024 };

export function createByteTransport(network: Network, pace?: PaceLimits): ByteTransport {
  return {
    async send(request) {
      const { head = new Uint8Array(), tail = new Uint8Array(), size } = request;
      const url = addressOf(request.url);
      const watch = watchPace(url.host, pace ?? sendingPace, request.signal);
      const sent = Promise.withResolvers<boolean>();
      sent.promise.catch(() => undefined);
      try {
        const answer = await network.send({
          url,
          method: request.method,
          headers: { ...request.headers, "content-length": String(head.length + size + tail.length) },
          body: () => bodyOf({ ...request, head, tail }, watch, sent),
          connection: "own",
          signal: watch.signal,
        });
        // A refusal may come while the body is still under way.
        const text = await textOf(answer);
        if (answer.status < 200 || answer.status > 299) throw storageRefusal(answer.status, text);
        // A storage that counts the bytes may answer while the file is still being looked at for the last time.
        const isWhole = await sent.promise;
        if (!isWhole) throw networkFault("cut_off", url.host, { detail: "answered before the end" });
        checkArrival(answer.status, text);
      } finally {
        watch.end();
      }
    },

    async receive(request) {
      const { resume } = request;
      let url = addressOf(request.url);
      let headers: Headers = { ...request.headers, "accept-encoding": "identity" };
      if (resume) headers = { ...headers, range: `bytes=${resume.from}-`, "if-range": resume.validator };
      const watch = watchPace(url.host, pace ?? ordinaryPace, request.signal);
      try {
        for (let hops = 0; hops <= maxRedirects; hops += 1) {
          const answer = await askTwice(network, { url, headers, signal: watch.signal });
          const next = redirectTarget(answer, url);
          if (next === null) return await received(answer, request, watch);
          answer.discard();
          if (next.origin !== url.origin) headers = withoutSecrets(headers);
          url = next;
        }
      } catch (cause) {
        watch.end();
        throw cause;
      }
      watch.end();
      throw new AppError("bad_answer", "the storage redirects in circles");
    },
  };
}

/** Without a cause, which would hold the address. */
function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new AppError("bad_answer", "the server named an address that is none");
}

/** A kept connection may have been closed by the server this very moment: a second try has one of its own. */
async function askTwice(
  network: Network,
  request: { readonly url: URL; readonly headers: Headers; readonly signal: AbortSignal },
): Promise<NetworkAnswer> {
  try {
    return await network.send({ ...request, method: "GET", connection: "kept" });
  } catch (cause) {
    if (toAppError(cause).network?.reason !== "cut_off") throw cause;
    return network.send({ ...request, method: "GET", connection: "own" });
  }
}

interface PaceWatch {
  /** Aborted with the reason where the connection is dead or too slow, and when the caller's signal is. */
  readonly signal: AbortSignal;
  moved(bytes: number): void;
  /** Waits for something that is not the network: until then no time counts. */
  hold<T>(work: Promise<T>): Promise<T>;
  end(): void;
}

function watchPace(host: string, { idleMs, slowMs, leastBytes }: PaceLimits, outer: AbortSignal): PaceWatch {
  const stopped = new AbortController();
  let isOver = false;
  const give = (detail: string) => stopped.abort(networkFault("too_slow", host, { detail }));
  let movedInWindow = 0;
  let idle: NodeJS.Timeout;
  let window: NodeJS.Timeout;
  const begin = () => {
    if (isOver) return;
    movedInWindow = 0;
    idle = setTimeout(() => give(`no byte in ${idleMs / 1000} s`), idleMs);
    window = setInterval(() => {
      if (movedInWindow < leastBytes) give(`${movedInWindow} bytes in ${slowMs / 1000} s`);
      movedInWindow = 0;
    }, slowMs);
  };
  const pause = () => {
    clearTimeout(idle);
    clearInterval(window);
  };
  begin();
  return {
    signal: AbortSignal.any([outer, stopped.signal]),
    moved(bytes) {
      movedInWindow += bytes;
      idle.refresh();
    },
    async hold(work) {
      pause();
      try {
        return await work;
      } finally {
        begin();
      }
    },
    end() {
      isOver = true;
      pause();
    },
  };
}

/**
 * Reads with two buffers in turn: the disk fills one while the socket empties the other, and memory stays flat. A
 * buffer is asked for again only when the socket has emptied it, for each is larger than what a socket takes unasked.
 */
async function* bodyOf(
  { head, tail, file, size, onProgress, beforeEnd }: SendRequest & { head: Uint8Array; tail: Uint8Array },
  watch: PaceWatch,
  sent: PromiseWithResolvers<boolean>,
): AsyncGenerator<Uint8Array> {
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const;
  const readNext = (turn: number, at: number) => {
    const reading = readInto(file, buffers[turn % 2 === 0 ? 0 : 1], at, size);
    // Told when it is waited for; the connection may break before.
    reading.catch(() => undefined);
    return reading;
  };
  try {
    if (head.length > 0) yield head;
    let at = 0;
    let next = size > 0 ? readNext(0, 0) : null;
    for (let turn = 0; next !== null; turn += 1) {
      const bytes: Uint8Array = await next;
      const end: number = at + bytes.length;
      next = end < size ? readNext(turn + 1, end) : null;
      yield bytes;
      at = end;
      watch.moved(bytes.length);
      onProgress?.(at);
    }
    await beforeEnd?.();
    if (tail.length > 0) yield tail;
    sent.resolve(true);
  } catch (cause) {
    sent.reject(cause);
    throw cause;
  } finally {
    // Where nobody asked for the rest.
    sent.resolve(false);
  }
}

async function readInto(file: FileHandle, buffer: Buffer, at: number, size: number): Promise<Uint8Array> {
  const wanted = Math.min(buffer.length, size - at);
  let filled = 0;
  while (filled < wanted) {
    const { bytesRead } = await file
      .read(buffer, filled, wanted - filled, at + filled)
      .catch((cause: unknown) => {
        throw fileError(cause, "read the file");
      });
    if (bytesRead === 0) throw new AppError("file_error", "the file became shorter while it was being sent");
    filled += bytesRead;
  }
  return buffer.subarray(0, wanted);
}

/** The beginning of a body: what a storage says of an error, or of a form it took. */
async function textOf(answer: NetworkAnswer): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const enough = new AppError("bad_answer", "more than anybody reads");
  await answer
    .read((bytes) => {
      parts.push(bytes);
      length += bytes.length;
      if (length > maxAnswerBytes) throw enough;
      return undefined;
    })
    .catch((cause: unknown) => {
      if (cause !== enough) throw cause;
    });
  return Buffer.concat(parts).toString("utf8");
}

async function received(
  answer: NetworkAnswer,
  { resume, maxBytes = Number.POSITIVE_INFINITY }: ReceiveRequest,
  watch: PaceWatch,
): Promise<Received> {
  const { status, headers } = answer;
  if (status !== 200 && !(status === 206 && resume)) throw storageRefusal(status, await textOf(answer));
  try {
    if ((headers["content-encoding"] ?? "identity") !== "identity") {
      throw new AppError("bad_answer", "the storage sent the file compressed, which nobody asked for");
    }
    const length = headers["content-length"] === undefined ? null : Number(headers["content-length"]);
    const start = status === 206 ? rangeStart(headers["content-range"], resume?.from) : 0;
    if (length !== null && start + length > maxBytes) throw tooLong(maxBytes);
    return {
      start,
      size: length === null ? null : start + length,
      validator: validatorOf(headers),
      discard() {
        watch.end();
        answer.discard();
      },
      saveTo: (file, onProgress) => saveBody(answer, { file, start, maxBytes, onProgress, watch }),
    };
  } catch (cause) {
    answer.discard();
    throw cause;
  }
}

const tooLong = (maxBytes: number) =>
  new AppError("too_large", `the storage sends more than the ${maxBytes} bytes that the file may have`);

/** Writes the body into the file from `start` on; answers the position after the last byte. */
async function saveBody(
  answer: NetworkAnswer,
  options: {
    readonly file: FileHandle;
    readonly start: number;
    readonly maxBytes: number;
    readonly onProgress: Progress | undefined;
    readonly watch: PaceWatch;
  },
): Promise<number> {
  const { file, start, maxBytes, onProgress, watch } = options;
  const writer = createBatchWriter(file, start, onProgress);
  let at = start;
  try {
    await answer.read((bytes) => {
      at += bytes.length;
      if (at > maxBytes) throw tooLong(maxBytes);
      watch.moved(bytes.length);
      const written = writer.put(bytes);
      return written && watch.hold(written);
    });
    watch.end();
    return await writer.end();
  } finally {
    watch.end();
    answer.discard();
    // Nobody may close the file while a batch is still being written.
    await writer.settled();
  }
}

function rangeStart(contentRange: string | undefined, wanted: number | undefined): number {
  const start = Number(/^bytes (\d+)-/.exec(contentRange ?? "")?.[1]);
  if (start !== wanted) throw new AppError("bad_answer", "the storage sent another part than was asked for");
  return start;
}

/** Only what names these very bytes: a strong ETag, else nothing. */
function validatorOf({ etag, "accept-ranges": ranges }: NetworkAnswer["headers"]): string | null {
  return etag?.startsWith('"') && ranges === "bytes" ? etag : null;
}
