import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { FoundCode } from "../../../shared/qr-reader/read-codes.ts";
import { batched, type Later, soon } from "./batched.ts";
import { useCodesStore } from "./codes-store.ts";
import type { Brought, NamedPicture } from "./incoming-files.ts";
import { useJoinStore } from "./join-store.ts";
import { createReaderClient, type ReaderClient } from "./reader/reader-client.ts";
import type { PictureCodes } from "./reader/reader-protocol.ts";
import { inReadingOrder } from "./reading-order.ts";

export type MarkedCode = FoundCode & { readonly codeKey: string };

export interface JoinPicture {
  readonly type: "picture";
  readonly id: string;
  readonly name: string;
  readonly state: "reading" | "read" | "failed";
  /** Of the picture that the codes' corners refer to; 0 before it was read. */
  readonly width: number;
  readonly height: number;
  readonly codes: readonly MarkedCode[];
  /** A small copy of the picture, for showing; null while there is none. */
  readonly thumbnail: string | null;
  readonly error: AppError | null;
}

/** One thing the person brought: a picture with the codes in it, or a pasted text. */
export type JoinItem = JoinPicture | { readonly type: "text"; readonly id: string; readonly codeKey: string };

export interface ItemsStore {
  /** Newest first. */
  readonly items: readonly JoinItem[];
  /** Files that were brought and left out. */
  readonly skipped: number;
  /** Why what the person brought last could not even be opened. */
  readonly bringError: AppError | null;
  /** Opens the panel and reads what comes; nothing (a cancelled dialog) changes nothing. */
  bring(brought: Promise<Brought>): Promise<void>;
  addTexts(texts: readonly string[]): void;
  dismissNotes(): void;
  remove(itemId: string): void;
  /** Takes one code off the list, and the pictures that showed nothing else. */
  removeCode(codeKey: string): void;
  /** Takes everything off the list but these codes, and stops what is being read. */
  clear(kept: ReadonlySet<string>): void;
}

interface Deps {
  readonly reader: Pick<ReaderClient, "read">;
  readonly know: (text: string) => string;
  readonly openPanel: () => void;
  readonly urls?: { make(blob: Blob): string; drop(url: string): void };
  readonly later?: Later;
}

/** The reader takes one picture after another; the next one's bytes are fetched meanwhile. */
const picturesAtOnce = 2;
const objectUrls: NonNullable<Deps["urls"]> = {
  make: (blob) => URL.createObjectURL(blob),
  drop: (url) => URL.revokeObjectURL(url),
};

export function createItemsStore({ reader, know, openPanel, urls = objectUrls, later = soon }: Deps) {
  const waiting: { readonly id: string; readonly load: NamedPicture["load"] }[] = [];
  const underWay = new Map<string, AbortController>();
  let lastId = 0;

  return create<ItemsStore>()((set, get) => {
    const change = batched(set, later);
    const changePicture = (id: string, changes: Partial<JoinPicture>) =>
      change(({ items }) => ({
        items: items.map((item) =>
          item.id === id && item.type === "picture" ? { ...item, ...changes } : item,
        ),
      }));

    async function readPicture(id: string, load: NamedPicture["load"]): Promise<void> {
      const controller = new AbortController();
      const { signal } = controller;
      underWay.set(id, controller);
      const marked = ({ codes, width, height }: PictureCodes) => ({
        ...{ width, height },
        codes: inReadingOrder(codes).map((code) => ({ ...code, codeKey: know(code.text) })),
      });
      const onFound = (found: PictureCodes) => {
        if (!signal.aborted) changePicture(id, marked(found));
      };
      try {
        const read = await reader.read(await load(), { signal, onFound, hasThumbnail: true });
        if (signal.aborted) return;
        const thumbnail = read.thumbnail && urls.make(read.thumbnail);
        changePicture(id, { ...marked(read), state: "read", thumbnail });
      } catch (cause) {
        if (!signal.aborted) changePicture(id, { state: "failed", error: toAppError(cause) });
      } finally {
        underWay.delete(id);
      }
    }

    async function readWaiting(): Promise<void> {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await readPicture(next.id, next.load);
      }
    }

    function forget(item: JoinItem): void {
      underWay.get(item.id)?.abort();
      const at = waiting.findIndex(({ id }) => id === item.id);
      if (at >= 0) waiting.splice(at, 1);
      if (item.type === "picture" && item.thumbnail !== null) urls.drop(item.thumbnail);
    }

    const keepOnly = (wanted: (item: JoinItem) => boolean) => {
      for (const item of get().items) if (!wanted(item)) forget(item);
      change(({ items }) => ({ items: items.filter(wanted) }));
    };

    const keepCodes = (wanted: (codeKey: string) => boolean) =>
      change(({ items }) => ({
        items: items.map((item) =>
          item.type === "picture" && !item.codes.every((code) => wanted(code.codeKey))
            ? { ...item, codes: item.codes.filter((code) => wanted(code.codeKey)) }
            : item,
        ),
      }));

    const nextId = () => {
      lastId += 1;
      return `item-${lastId}`;
    };

    return {
      items: [],
      skipped: 0,
      bringError: null,
      async bring(brought) {
        set({ bringError: null });
        try {
          const { pictures, skipped } = await brought;
          if (pictures.length === 0 && skipped === 0) return;
          openPanel();
          const added = pictures.map(({ name, load }) => ({ id: nextId(), name, load }));
          const items = added.map(({ id, name }): JoinPicture => {
            const empty = { width: 0, height: 0, codes: [], thumbnail: null, error: null };
            return { type: "picture", id, name, state: "reading", ...empty };
          });
          change((state) => ({ items: [...items, ...state.items], skipped }));
          waiting.push(...added);
          const free = Math.max(0, picturesAtOnce - underWay.size);
          await Promise.all(Array.from({ length: free }, readWaiting));
        } catch (cause) {
          openPanel();
          set({ bringError: toAppError(cause) });
        }
      },
      addTexts(texts) {
        openPanel();
        const keys = [...new Set(texts.map(know))];
        const added = keys.map((codeKey): JoinItem => ({ type: "text", id: nextId(), codeKey }));
        change(({ items }) => ({
          items: [...added, ...items.filter((item) => item.type !== "text" || !keys.includes(item.codeKey))],
        }));
      },
      dismissNotes: () => set({ bringError: null, skipped: 0 }),
      remove: (itemId) => keepOnly(({ id }) => id !== itemId),
      removeCode(codeKey) {
        const isOther = (key: string) => key !== codeKey;
        keepOnly((item) => isEmpty(item) || shows(item, isOther));
        keepCodes(isOther);
      },
      clear(kept) {
        const isKept = (key: string) => kept.has(key);
        waiting.length = 0;
        for (const controller of underWay.values()) controller.abort();
        keepOnly((item) => shows(item, isKept));
        keepCodes(isKept);
        change(({ items }) => ({
          items: items.map((item) =>
            item.type === "picture" && item.state === "reading" ? { ...item, state: "read" } : item,
          ),
        }));
        set({ skipped: 0, bringError: null });
      },
    };
  });
}

function isEmpty(item: JoinItem): boolean {
  return item.type === "picture" && item.codes.length === 0;
}

function shows(item: JoinItem, wanted: (codeKey: string) => boolean): boolean {
  return item.type === "text" ? wanted(item.codeKey) : item.codes.some((code) => wanted(code.codeKey));
}

export const reader = createReaderClient();

export const useItemsStore = createItemsStore({
  reader,
  know: (text) => useCodesStore.getState().know(text),
  openPanel: () => useJoinStore.getState().open(),
});
