import type { Readable, Writable } from "node:stream";
import { AppError } from "../../../shared/errors.ts";
import { type CdpAnswer, type CdpEvent, CdpMessage } from "./cdp-message.ts";

type Json = Readonly<Record<string, unknown>>;
export type EventListener = (event: CdpEvent) => void;

/** The DevTools protocol over two pipes: JSON messages, each ended by a NUL. Nothing listens on any port. */
export interface CdpPipe {
  /** The result of the command. Throws AppError("internal") with the browser's own words, or when the pipe is closed. */
  send(method: string, params?: Json, sessionId?: string): Promise<Json>;
  /** As send, but heard at once: a promise would let the events that follow overtake the answer. */
  post(command: CdpCommand, onAnswer: (answer: Omit<CdpAnswer, "id">) => void): void;
  /** Every event of every session, in order. Returns a function that stops listening. */
  onEvent(listener: EventListener): () => void;
  /** Resolves once the browser hung up. */
  readonly closed: Promise<void>;
}

export interface CdpCommand {
  readonly method: string;
  readonly params?: Json | undefined;
  readonly sessionId?: string | undefined;
}

const gone = { error: { message: "the browser is gone" } };

export function createCdpPipe(toBrowser: Writable, fromBrowser: Readable): CdpPipe {
  const waiting = new Map<number, (answer: Omit<CdpAnswer, "id">) => void>();
  const listeners = new Set<EventListener>();
  let isClosed = false;
  let lastId = 0;

  const closed = new Promise<void>((resolve) => {
    const hangUp = () => {
      if (isClosed) return;
      isClosed = true;
      for (const onAnswer of waiting.values()) onAnswer(gone);
      waiting.clear();
      resolve();
    };
    fromBrowser.on("close", hangUp).on("end", hangUp).on("error", hangUp);
    toBrowser.on("close", hangUp).on("error", hangUp);
  });

  readMessages(fromBrowser, (text) => {
    const message = CdpMessage.parse(JSON.parse(text));
    if ("id" in message) {
      const onAnswer = waiting.get(message.id);
      waiting.delete(message.id);
      onAnswer?.(message);
    } else {
      for (const listener of [...listeners]) listener(message);
    }
  });

  const post: CdpPipe["post"] = (command, onAnswer) => {
    if (isClosed) return onAnswer(gone);
    const id = ++lastId;
    waiting.set(id, onAnswer);
    toBrowser.write(`${JSON.stringify({ id, ...command })}\0`);
  };

  return {
    closed,
    post,
    send: (method, params, sessionId) =>
      new Promise((resolve, reject) => {
        post({ method, params, sessionId }, ({ error, result = {} }) => {
          if (error === undefined) resolve(result);
          else reject(new AppError("internal", `${method}: ${error.message}`));
        });
      }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Cuts the stream at NULs. Pieces are kept as they came until their end is there: large answers come in many. */
function readMessages(stream: Readable, onMessage: (text: string) => void): void {
  let pieces: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      pieces.push(chunk.subarray(start, end));
      const text = Buffer.concat(pieces).toString("utf8");
      pieces = [];
      start = end + 1;
      onMessage(text);
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  });
}
