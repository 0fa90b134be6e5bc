/** What a form brings, in its order. File bytes come in slices of what was pushed, never copied or collected. */
export interface MultipartHandlers {
  field(name: string, value: string): void;
  file(name: string, fileName: string, type: string): void;
  fileBytes(bytes: Buffer): void;
  fileEnd(): void;
}

export class MultipartError extends Error {}

type State = "preamble" | "headers" | "field" | "file" | "delimiter" | "done";

const smallPartLimit = 64 * 1024;
const empty = Buffer.alloc(0);

/** Reads multipart/form-data as it arrives, in chunks of any size. */
export class MultipartReader {
  readonly #delimiter: Buffer;
  readonly #handlers: MultipartHandlers;
  #state: State = "preamble";
  /** Unread small stuff, or the few last bytes of a file that may begin a delimiter. */
  #pending: Buffer = empty;
  #fieldName = "";

  constructor(boundary: string, handlers: MultipartHandlers) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
    this.#handlers = handlers;
  }

  get isComplete(): boolean {
    return this.#state === "done";
  }

  /** Throws MultipartError on a malformed form. */
  push(chunk: Buffer): void {
    let bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    this.#pending = empty;
    while (bytes.length > 0 && this.#state !== "done") {
      const rest: Buffer | null = this.#step(bytes);
      if (rest === null) return;
      bytes = rest;
    }
  }

  /** What is left to read after one step, or null when the rest waits for more. */
  #step(bytes: Buffer): Buffer | null {
    switch (this.#state) {
      case "preamble":
        return this.#readPreamble(bytes);
      case "headers":
        return this.#readHeaders(bytes);
      case "field":
        return this.#readField(bytes);
      case "file":
        return this.#readFile(bytes);
      case "delimiter":
        return this.#readDelimiter(bytes);
      case "done":
        return null;
    }
  }

  #wait(bytes: Buffer): null {
    if (bytes.length > smallPartLimit) throw new MultipartError("a part is too long");
    this.#pending = bytes;
    return null;
  }

  #readPreamble(bytes: Buffer): Buffer | null {
    const first = this.#delimiter.subarray(2);
    if (bytes.length < first.length) return this.#wait(bytes);
    if (!bytes.subarray(0, first.length).equals(first)) throw new MultipartError("no boundary at the start");
    this.#state = "delimiter";
    return bytes.subarray(first.length);
  }

  #readDelimiter(bytes: Buffer): Buffer | null {
    if (bytes.length < 2) return this.#wait(bytes);
    const end = bytes.toString("latin1", 0, 2);
    if (end !== "\r\n" && end !== "--") throw new MultipartError("a boundary does not end");
    this.#state = end === "--" ? "done" : "headers";
    return bytes.subarray(2);
  }

  #readHeaders(bytes: Buffer): Buffer | null {
    const end = bytes.indexOf("\r\n\r\n");
    if (end === -1) return this.#wait(bytes);
    const headers = bytes.toString("utf8", 0, end);
    const name = /^content-disposition:.*?[; ]name="([^"]*)"/im.exec(headers)?.[1];
    if (name === undefined) throw new MultipartError("a part has no name");
    const fileName = /^content-disposition:.*?[; ]filename="([^"]*)"/im.exec(headers)?.[1];
    if (fileName === undefined) {
      this.#fieldName = name;
      this.#state = "field";
    } else {
      const type = /^content-type:[ \t]*(\S+)/im.exec(headers)?.[1] ?? "application/octet-stream";
      this.#state = "file";
      this.#handlers.file(name, fileName, type);
    }
    return bytes.subarray(end + 4);
  }

  #readField(bytes: Buffer): Buffer | null {
    const end = bytes.indexOf(this.#delimiter);
    if (end === -1) return this.#wait(bytes);
    this.#handlers.field(this.#fieldName, bytes.toString("utf8", 0, end));
    this.#state = "delimiter";
    return bytes.subarray(end + this.#delimiter.length);
  }

  #readFile(bytes: Buffer): Buffer | null {
    const end = bytes.indexOf(this.#delimiter);
    if (end === -1) {
      const held = this.#possibleDelimiterAtEnd(bytes);
      if (held < bytes.length) this.#handlers.fileBytes(bytes.subarray(0, bytes.length - held));
      // Copied, because it would keep the whole chunk alive.
      if (held > 0) this.#pending = Buffer.from(bytes.subarray(bytes.length - held));
      return null;
    }
    if (end > 0) this.#handlers.fileBytes(bytes.subarray(0, end));
    this.#handlers.fileEnd();
    this.#state = "delimiter";
    return bytes.subarray(end + this.#delimiter.length);
  }

  /** How many of the last bytes could be the beginning of a delimiter; almost always none. */
  #possibleDelimiterAtEnd(bytes: Buffer): number {
    const from = Math.max(0, bytes.length - this.#delimiter.length + 1);
    for (let at = bytes.indexOf(13, from); at !== -1; at = bytes.indexOf(13, at + 1)) {
      const tail = bytes.subarray(at);
      if (this.#delimiter.subarray(0, tail.length).equals(tail)) return tail.length;
    }
    return 0;
  }
}

/** The boundary of a multipart/form-data content type; null for any other. */
export function boundaryOf(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? "");
  return match?.[1] ?? match?.[2] ?? null;
}
