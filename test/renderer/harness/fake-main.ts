import type { Bridge, Reply } from "../../../shared/ipc/contract.ts";

/** How each call is answered, by its name. */
export type Answers = Record<string, (input: never) => Reply | Promise<Reply>>;

/** The stand-in for main, as a test reaches it in the page: `window.fakeMain`. */
export interface FakeMain {
  /** What the page has asked for so far, in its order. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  /** Answers given instead of the usual ones, by call. */
  readonly given: Record<string, Reply>;
  readonly answers: Answers;
  /** Names of the files that were handed over. */
  readonly adopted: string[];
  emit(name: string, payload?: unknown): void;
}

declare global {
  interface Window {
    readonly fakeMain: FakeMain;
  }
}

export const ok = (value?: unknown): Reply => ({ ok: true, value });

/** What the server refused, in its words. */
export const refused = (code: string, message: string): Reply => ({
  ok: false,
  code: "refused",
  message,
  server: { code, message },
});

export function windowOf<Row>(
  rows: readonly Row[],
  { offset = 0, limit = 100 }: { readonly offset?: number; readonly limit?: number },
): Reply {
  return ok({ revision: 1, order: 0, total: rows.length, rows: rows.slice(offset, offset + limit) });
}

/** Without answers yet: they are added to `answers`. */
export function createFakeMain(): { readonly fakeMain: FakeMain; readonly bridge: Bridge } {
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const fakeMain: FakeMain = {
    calls: [],
    given: {},
    answers: {},
    adopted: [],
    emit(name, payload = {}) {
      for (const listener of listeners) listener(name, payload);
    },
  };
  const bridge: Bridge = {
    async call(name, input) {
      fakeMain.calls.push({ name, input });
      const given = fakeMain.given[name] ?? (await fakeMain.answers[name]?.((input ?? {}) as never));
      return given ?? { ok: false, code: "forbidden", message: name };
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async adoptFile(file) {
      fakeMain.adopted.push(file.name);
      const { name, size } = file;
      return { ok: true, value: { handle: crypto.randomUUID(), name, size, isFolder: name === "a folder" } };
    },
  };
  return { fakeMain, bridge };
}
