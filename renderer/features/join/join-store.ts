import { create } from "zustand";
import type { CodeCard, JoinOutcome } from "../../../shared/domain/join.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { FoundCode } from "../../../shared/qr-reader/read-codes.ts";
import { type AppBridge, bridge } from "../../bridge.ts";
import type { NamedPicture } from "./incoming-files.ts";
import { createReaderClient, type ReaderClient } from "./reader/reader-client.ts";

/** One thing the person brought: a picture with the codes in it, or a pasted text. */
export type JoinItem =
  | {
      readonly type: "picture";
      readonly id: string;
      readonly name: string;
      /** Of the picture itself, for the thumbnail. */
      readonly url: string;
      readonly state: "reading" | "read" | "failed";
      readonly width: number;
      readonly height: number;
      readonly codes: readonly MarkedCode[];
      readonly error: AppError | null;
    }
  | { readonly type: "text"; readonly id: string; readonly codeKey: string };

export type MarkedCode = FoundCode & { readonly codeKey: string };

/** How far a code has come; shared by every picture that shows it. */
export interface CodeState {
  readonly text: string;
  readonly card: CodeCard | null;
  readonly cardError: AppError | null;
  /** The account chosen to join with; null while there is none. */
  readonly accountId: string | null;
  readonly step: "idle" | "asking" | "joining" | "done";
  readonly outcome: JoinOutcome | null;
  readonly joinError: AppError | null;
}

export interface JoinStore {
  readonly isOpen: boolean;
  readonly items: readonly JoinItem[];
  readonly codes: Readonly<Record<string, CodeState>>;
  /** Why what the person brought last could not even be opened. */
  readonly bringError: AppError | null;
  open(): void;
  close(): void;
  /** Opens the panel and reads what comes; nothing (a cancelled dialog) changes nothing. */
  bring(pictures: Promise<readonly NamedPicture[]>): Promise<void>;
  addPictures(pictures: readonly NamedPicture[]): Promise<void>;
  dismissBringError(): void;
  addText(text: string): Promise<void>;
  remove(itemId: string): void;
  clear(): void;
  inspect(codeKey: string): Promise<void>;
  chooseAccount(codeKey: string, accountId: string): void;
  /** Joining takes two steps: ask, then join. */
  ask(codeKey: string): void;
  cancelAsking(codeKey: string): void;
  join(codeKey: string): Promise<void>;
  /** Cards follow the accounts: a new one may be able to join. */
  listen(): () => void;
}

interface Deps {
  readonly bridge: AppBridge;
  readonly reader: ReaderClient;
  readonly makeUrl?: (picture: Blob) => string;
  readonly dropUrl?: (url: string) => void;
}

const fresh: Omit<CodeState, "text"> = {
  card: null,
  cardError: null,
  accountId: null,
  step: "idle",
  outcome: null,
  joinError: null,
};

export function createJoinStore({ bridge, reader, ...deps }: Deps) {
  const { makeUrl = (picture) => URL.createObjectURL(picture), dropUrl = (url) => URL.revokeObjectURL(url) } =
    deps;
  const reading = new Map<string, AbortController>();
  let lastId = 0;
  const nextId = () => {
    lastId += 1;
    return `item-${lastId}`;
  };

  return create<JoinStore>()((set, get) => {
    const changeCode = (key: string, change: Partial<CodeState>) =>
      set(({ codes }) => {
        const known = codes[key];
        return known === undefined ? {} : { codes: { ...codes, [key]: { ...known, ...change } } };
      });
    const changePicture = (id: string, change: Partial<JoinItem & { type: "picture" }>) =>
      set(({ items }) => ({
        items: items.map((item) =>
          item.id === id && item.type === "picture" ? { ...item, ...change } : item,
        ),
      }));

    /** The key under which a text's state is kept; asks main about it the first time. */
    function know(text: string): string {
      const key = parseCode(text).dedupeKey;
      if (get().codes[key] === undefined) {
        set(({ codes }) => ({ codes: { ...codes, [key]: { text, ...fresh } } }));
        void get().inspect(key);
      }
      return key;
    }

    const mark = (codes: readonly FoundCode[]) =>
      codes.map((code) => ({ ...code, codeKey: know(code.text) }));

    async function readPicture(id: string, blob: Blob): Promise<void> {
      const controller = new AbortController();
      reading.set(id, controller);
      const show = (found: { codes: readonly FoundCode[]; width: number; height: number }) => {
        if (controller.signal.aborted) return;
        changePicture(id, { width: found.width, height: found.height, codes: mark(found.codes) });
      };
      try {
        show(await reader.read(blob, { signal: controller.signal, onFound: show }));
        changePicture(id, { state: "read" });
      } catch (cause) {
        changePicture(id, { state: "failed", error: toAppError(cause) });
      } finally {
        reading.delete(id);
      }
    }

    function forget(item: JoinItem): void {
      reading.get(item.id)?.abort();
      if (item.type === "picture") dropUrl(item.url);
    }

    return {
      isOpen: false,
      items: [],
      codes: {},
      bringError: null,
      open() {
        set({ isOpen: true });
        reader.warmUp();
      },
      close: () => set({ isOpen: false }),
      async bring(pictures) {
        set({ bringError: null });
        try {
          const brought = await pictures;
          if (brought.length > 0) await get().addPictures(brought);
        } catch (cause) {
          set({ isOpen: true, bringError: toAppError(cause) });
        }
      },
      dismissBringError: () => set({ bringError: null }),
      async addPictures(pictures) {
        const added = pictures.map(({ name, blob }) => ({ id: nextId(), name, blob }));
        const items = added.map(({ id, name, blob }): JoinItem => {
          const empty = { width: 0, height: 0, codes: [], error: null };
          return { type: "picture", id, name, url: makeUrl(blob), state: "reading", ...empty };
        });
        set((state) => ({ isOpen: true, items: [...items, ...state.items] }));
        await Promise.all(added.map(({ id, blob }) => readPicture(id, blob)));
      },
      async addText(text) {
        const codeKey = know(text);
        set(({ items }) => {
          const others = items.filter((item) => item.type !== "text" || item.codeKey !== codeKey);
          return { isOpen: true, items: [{ type: "text", id: nextId(), codeKey }, ...others] };
        });
      },
      remove(itemId) {
        const item = get().items.find(({ id }) => id === itemId);
        if (item) forget(item);
        set(({ items }) => ({ items: items.filter(({ id }) => id !== itemId) }));
      },
      clear() {
        get().items.forEach(forget);
        // What was tried stays known: the same code brought again shows its outcome, not a fresh button.
        set(({ codes }) => ({
          items: [],
          codes: Object.fromEntries(
            Object.entries(codes).filter(([, { step }]) => step === "joining" || step === "done"),
          ),
        }));
      },
      async inspect(codeKey) {
        const code = get().codes[codeKey];
        if (code === undefined) return;
        changeCode(codeKey, { cardError: null });
        try {
          const card = await bridge.call("join.inspect", { text: code.text });
          const chosen = get().codes[codeKey]?.accountId ?? null;
          const accountId =
            chosen !== null && card.accountIds.includes(chosen) ? chosen : (card.accountIds[0] ?? null);
          changeCode(codeKey, { card, accountId });
        } catch (cause) {
          changeCode(codeKey, { cardError: toAppError(cause) });
        }
      },
      chooseAccount: (codeKey, accountId) =>
        changeCode(codeKey, { accountId, step: "idle", outcome: null, joinError: null }),
      ask: (codeKey) => changeCode(codeKey, { step: "asking", outcome: null, joinError: null }),
      cancelAsking: (codeKey) => changeCode(codeKey, { step: "idle" }),
      async join(codeKey) {
        const code = get().codes[codeKey];
        if (code?.step !== "asking" || code.accountId === null) return;
        changeCode(codeKey, { step: "joining" });
        try {
          const outcome = await bridge.call("join.join", { accountId: code.accountId, text: code.text });
          changeCode(codeKey, { step: "done", outcome });
        } catch (cause) {
          changeCode(codeKey, { step: "done", joinError: toAppError(cause) });
        }
      },
      listen: () =>
        bridge.on("accounts.changed", () => {
          for (const [key, { step }] of Object.entries(get().codes))
            if (step === "idle") void get().inspect(key);
        }),
    };
  });
}

export const useJoinStore = createJoinStore({ bridge, reader: createReaderClient() });

/** Opens the panel in which codes are read, explained and joined. */
export function openJoin(): void {
  useJoinStore.getState().open();
}

/** The same with pictures (or what the person took for pictures) to read at once. */
export function openJoinWithFiles(files: readonly File[]): void {
  void useJoinStore.getState().addPictures(files.map((file) => ({ name: file.name, blob: file })));
}
