import { AppError, errorCodes } from "../shared/errors.ts";
// Types only: main has checked every value against the contract, and the schemas would be half the page's start.
import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Reply,
} from "../shared/ipc/contract.ts";
import type { FileHandle } from "../shared/ipc/window.ts";

declare global {
  interface Window {
    readonly qunzhu?: Bridge;
  }
}

/** The one way from the page to main. A refused call throws an AppError; nothing is ever answered with silence. */
export interface AppBridge {
  call<N extends CallName>(name: N, ...input: InputOf<N>): Promise<CallOutput<N>>;
  /** Returns a function that stops listening. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Hands a dropped, pasted or picked file over to main, which alone learns its path. */
  adoptFile(file: File): Promise<FileHandle>;
}

/** Calls without input may leave it out. */
type InputOf<N extends CallName> = undefined extends CallInput<N> ? [input?: undefined] : [CallInput<N>];

export function createBridge(raw: Bridge): AppBridge {
  return {
    async call<N extends CallName>(name: N, ...[input]: InputOf<N>) {
      return valueIn(await raw.call(name, input)) as CallOutput<N>;
    },
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      return raw.on((heard, payload) => {
        if (heard === name) listener(payload as EventPayload<N>);
      });
    },
    async adoptFile(file) {
      return valueIn(await raw.adoptFile(file)) as FileHandle;
    },
  };
}

function valueIn(reply: Reply): unknown {
  if (reply?.ok === true) return reply.value;
  if (reply?.ok !== false) throw new AppError("internal", "the answer is no reply");
  const code = errorCodes.includes(reply.code) ? reply.code : "internal";
  throw new AppError(code, reply.message, {
    server: reply.server,
    network: reply.network,
    step: reply.step,
  });
}

let created: AppBridge | undefined;

function current(): AppBridge {
  if (created) return created;
  if (typeof window === "undefined" || !window.qunzhu) {
    throw new AppError("internal", "this page was opened outside the app");
  }
  created = createBridge(window.qunzhu);
  return created;
}

/** The bridge of this page, made at first use. Stores take one as a parameter, so that tests can pass another. */
export const bridge: AppBridge = {
  call: async (name, ...input) => current().call(name, ...input),
  on: (name, listener) => current().on(name, listener),
  adoptFile: async (file) => current().adoptFile(file),
};
