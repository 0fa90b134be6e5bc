import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import type { DemoFault } from "../demo-interface.ts";
import { boundaryOf, MultipartError, MultipartReader } from "./multipart-reader.ts";
import type { ObjectStore } from "./object-store.ts";

export type UploadResult = { readonly problem: string | null };

interface OpenFile {
  readonly path: string;
  readonly descriptor: number;
  readonly type: string;
  size: number;
}

/** One file of a form on its way to disk. Writes are synchronous: the demo has a thread to itself, and a hop per chunk costs more than the copy. */
class Upload {
  readonly #store: ObjectStore;
  readonly #now: number;
  readonly fields = new Map<string, string>();
  problem: string | null = null;
  #file: OpenFile | null = null;

  constructor(store: ObjectStore, now: number) {
    this.#store = store;
    this.#now = now;
  }

  open(type: string): void {
    this.problem ??= this.#store.ticketProblem(this.fields, this.#now);
    if (this.problem !== null || this.#file !== null) return;
    const path = this.#store.newPath();
    this.#file = { path, descriptor: openSync(path, "wx"), type, size: 0 };
  }

  write(bytes: Buffer): void {
    if (this.#file === null) return;
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#file.descriptor, bytes, done, bytes.length - done);
    }
    this.#file.size += bytes.length;
  }

  finish(): void {
    if (this.#file === null) {
      this.problem ??= "MissingFile";
      return;
    }
    closeSync(this.#file.descriptor);
    this.#store.keep(this.fields.get("key") ?? "", this.#file.type, this.#file.size, this.#file.path);
    this.#file = null;
  }

  abandon(): void {
    if (this.#file === null) return;
    closeSync(this.#file.descriptor);
    rmSync(this.#file.path, { force: true });
    this.#file = null;
  }
}

/** Reads one form to its end; the object exists once this has answered without a problem. Rejects when the sender goes away. */
export function receiveUpload(
  request: IncomingMessage,
  store: ObjectStore,
  now: number,
  fault: DemoFault | null,
): Promise<UploadResult> {
  const boundary = boundaryOf(request.headers["content-type"]);
  if (boundary === null) {
    request.resume();
    return Promise.resolve({ problem: "MalformedPOSTRequest" });
  }
  const upload = new Upload(store, now);
  const reader = new MultipartReader(boundary, {
    field: (name, value) => upload.fields.set(name, value),
    file: (_name, _fileName, type) => upload.open(type),
    fileBytes: (bytes) => upload.write(bytes),
    fileEnd: () => {},
  });
  return new Promise((resolve, reject) => {
    let received = 0;
    const fail = (cause: unknown) => {
      upload.abandon();
      reject(cause);
    };
    request.on("data", (chunk: Buffer) => {
      received += chunk.length;
      try {
        if (upload.problem === null) reader.push(chunk);
      } catch (cause) {
        if (!(cause instanceof MultipartError)) return fail(cause);
        upload.problem = "MalformedPOSTRequest";
      }
      if (received > (fault?.dropAfterBytes ?? Number.POSITIVE_INFINITY)) request.destroy();
      if (fault?.bytesPerSecond !== undefined)
        pauseFor(request, (chunk.length / fault.bytesPerSecond) * 1000);
    });
    request.on("end", () => {
      if (!reader.isComplete) upload.problem ??= "IncompleteBody";
      if (upload.problem === null) upload.finish();
      else upload.abandon();
      resolve({ problem: upload.problem });
    });
    request.on("error", fail);
    request.on("close", () => {
      if (!request.complete) fail(new Error("the sender went away"));
    });
  });
}

function pauseFor(request: IncomingMessage, ms: number): void {
  request.pause();
  setTimeout(() => request.resume(), ms);
}
