import type { AppBridge } from "../../../renderer/bridge.ts";
import type { CallName, CallOutput, EventName, EventPayload } from "../../../shared/ipc/contract.ts";

interface PendingCall<Output> {
  readonly input: unknown;
  answer(output: Output): Promise<void>;
  fail(cause: unknown): Promise<void>;
}

/** A bridge whose answers the test gives by hand, in the order it likes. */
export function createFakeBridge() {
  const pending: { name: string; call: PendingCall<unknown> }[] = [];
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  const bridge = {
    call(name: string, input: unknown) {
      return new Promise((resolve, reject) => {
        const answer = (output: unknown) => {
          resolve(output);
          return settle();
        };
        const fail = (cause: unknown) => {
          reject(cause);
          return settle();
        };
        pending.push({ name, call: { input, answer, fail } });
      });
    },
    on(name: string, listener: (payload: never) => void) {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => heard.delete(listener);
    },
    adoptFile: () => Promise.reject(new Error("no files in this test")),
  } as unknown as AppBridge;

  return {
    bridge,
    /** The oldest call of that name not yet taken; throws where there is none. */
    take<N extends CallName>(name: N): PendingCall<CallOutput<N>> {
      const index = pending.findIndex((one) => one.name === name);
      const [found] = index < 0 ? [] : pending.splice(index, 1);
      if (!found) throw new Error(`nobody called ${name}`);
      return found.call as PendingCall<CallOutput<N>>;
    },
    waiting: (name: CallName) => pending.filter((one) => one.name === name).length,
    emit<N extends EventName>(name: N, payload: EventPayload<N>) {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
  };
}
