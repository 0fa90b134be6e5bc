import { create } from "zustand";
import type { CodeCard } from "../../../shared/domain/join.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import { batched, type Later, soon } from "./batched.ts";

/** What is known of a code; shared by every picture that shows it. */
export interface CodeState {
  readonly text: string;
  readonly card: CodeCard | null;
  readonly cardError: AppError | null;
}

export interface CodesStore {
  readonly codes: Readonly<Record<string, CodeState>>;
  /** The key under which a text's state is kept. Main is asked about it the first time, a few texts at once. */
  know(text: string): string;
  inspect(codeKey: string): Promise<void>;
  /** Forgets all but those to keep. */
  clear(kept: ReadonlySet<string>): void;
  /** Cards follow the accounts: a new one may be able to join. */
  listen(): () => void;
}

interface Deps {
  readonly bridge: AppBridge;
  readonly later?: Later;
}

/** Each asks the code's server what group it is. */
const inspectedAtOnce = 4;

export function createCodesStore({ bridge, later = soon }: Deps) {
  const texts = new Map<string, string>();
  const waiting: string[] = [];
  let running = 0;

  return create<CodesStore>()((set, get) => {
    const change = batched(set, later);
    const changeCode = (codeKey: string, changes: Partial<CodeState>) =>
      change(({ codes }) => {
        const known = codes[codeKey];
        return known === undefined ? {} : { codes: { ...codes, [codeKey]: { ...known, ...changes } } };
      });

    function inspectNext(): void {
      while (running < inspectedAtOnce) {
        const codeKey = waiting.shift();
        if (codeKey === undefined) return;
        running += 1;
        void get()
          .inspect(codeKey)
          .finally(() => {
            running -= 1;
            inspectNext();
          });
      }
    }

    function inspectLater(codeKeys: readonly string[]): void {
      waiting.push(...codeKeys.filter((key) => !waiting.includes(key)));
      inspectNext();
    }

    return {
      codes: {},
      know(text) {
        const codeKey = parseCode(text).dedupeKey;
        if (!texts.has(codeKey)) {
          texts.set(codeKey, text);
          change(({ codes }) => ({ codes: { ...codes, [codeKey]: { text, card: null, cardError: null } } }));
          inspectLater([codeKey]);
        }
        return codeKey;
      },
      async inspect(codeKey) {
        const text = texts.get(codeKey);
        if (text === undefined) return;
        try {
          const card = await bridge.call("join.inspect", { text });
          changeCode(codeKey, { card, cardError: null });
        } catch (cause) {
          changeCode(codeKey, { cardError: toAppError(cause) });
        }
      },
      clear(kept) {
        for (const key of texts.keys()) if (!kept.has(key)) texts.delete(key);
        waiting.splice(0, waiting.length, ...waiting.filter((key) => kept.has(key)));
        change(({ codes }) => ({
          codes: Object.fromEntries(Object.entries(codes).filter(([key]) => kept.has(key))),
        }));
      },
      listen: () => bridge.on("accounts.changed", () => inspectLater([...texts.keys()])),
    };
  });
}

export const useCodesStore = createCodesStore({ bridge });
