import { AppError } from "../../../../shared/errors.ts";
import { unreadableImage } from "../../../../shared/qr-reader/unreadable-image.ts";
import { drawSvg, isSvg } from "./draw-svg.ts";
import type { PictureCodes, ReadPicture, ReadReply, ReadRequest } from "./reader-protocol.ts";

export interface ReadPictureOptions {
  readonly signal?: AbortSignal;
  /** Codes found so far, while dearer ways of looking still run. */
  readonly onFound?: (found: PictureCodes) => void;
  /** A small copy is wanted too, of the pixels that were decoded for reading. */
  readonly hasThumbnail?: boolean;
}

export interface ReaderClient {
  /** One picture at a time, in the order asked. Throws AppError: unreadable_image, timeout, cancelled, internal. */
  read(picture: Blob, options?: ReadPictureOptions): Promise<ReadPicture>;
  /** Loads the reader before it is needed. */
  warmUp(): void;
  stop(): void;
}

export type ReaderWorker = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

interface Deps {
  readonly spawn?: () => ReaderWorker;
  readonly timeoutMs?: number;
}

/** For a reader that hangs: a photo of 60 million pixels takes its time on a slow machine that has other things to do. */
const patienceMs = 60_000;

/** Reads pictures in a worker; one that hangs or crashes is replaced, and only its own picture fails. */
export function createReaderClient({ spawn = spawnWorker, timeoutMs = patienceMs }: Deps = {}): ReaderClient {
  let worker: ReaderWorker | null = null;
  let lastId = 0;
  let tail: Promise<unknown> = Promise.resolve();
  let current: {
    readonly hear: (reply: ReadReply) => void;
    readonly fail: (error: AppError) => void;
  } | null = null;

  function drop(): void {
    worker?.terminate();
    worker = null;
  }

  function ready(): ReaderWorker {
    if (worker !== null) return worker;
    const made = spawn();
    const crash = () => {
      if (worker !== made) return;
      drop();
      current?.fail(new AppError("internal", "the code reader stopped unexpectedly"));
    };
    made.addEventListener("message", (event) => {
      if (worker === made) current?.hear((event as MessageEvent<ReadReply>).data);
    });
    made.addEventListener("error", crash);
    made.addEventListener("messageerror", crash);
    worker = made;
    return made;
  }

  async function readNow(
    file: Blob,
    isDrawing: Promise<boolean>,
    { signal, onFound, hasThumbnail = false }: ReadPictureOptions,
  ): Promise<ReadPicture> {
    throwIfAborted(signal);
    const picture = (await isDrawing) ? await drawSvg(file) : file;
    throwIfAborted(signal);
    lastId += 1;
    const id = lastId;
    const { promise, resolve, reject } = Promise.withResolvers<ReadPicture>();
    const abandon = (error: AppError) => {
      drop();
      reject(error);
    };
    const timer = setTimeout(
      () => abandon(new AppError("timeout", "reading the picture took too long")),
      timeoutMs,
    );
    const onAbort = () => abandon(new AppError("cancelled", "cancelled"));
    signal?.addEventListener("abort", onAbort);
    current = {
      fail: reject,
      hear(reply) {
        if (reply.id !== id) return;
        if (reply.type === "failed") {
          reject(reply.reason ? unreadableImage(reply.reason) : new AppError(reply.code, reply.message));
        } else if (reply.type === "found") onFound?.(reply);
        else resolve(reply);
      },
    };
    try {
      const transfer = picture instanceof Blob ? [] : [picture];
      ready().postMessage({ id, picture, hasThumbnail } satisfies ReadRequest, transfer);
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      current = null;
    }
  }

  return {
    read(picture, options = {}) {
      // Asked for at once, so that the worker does not wait for it later.
      const isDrawing = isSvg(picture);
      const mine = tail.then(() => readNow(picture, isDrawing, options));
      // The next picture waits for this one, whatever became of it.
      tail = mine.catch(() => undefined);
      return mine;
    },
    warmUp: () => void ready(),
    stop: drop,
  };
}

function spawnWorker(): Worker {
  return new Worker(new URL("./reader-worker.ts", import.meta.url), { type: "module", name: "code-reader" });
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError("cancelled", "cancelled");
}
