import { create } from "zustand";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import type { SearchHit } from "../../../shared/ipc/search-calls.ts";
import type { AppBridge } from "../../bridge.ts";
import { type Command, commandsFor } from "./commands.ts";

export type PaletteItem =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: SearchHit["kind"]; readonly hit: SearchHit };

export interface PaletteStore {
  readonly isOpen: boolean;
  readonly query: string;
  /** What the query finds, best first, kind after kind; the hits of the query before stay until the new ones come. */
  readonly items: readonly PaletteItem[];
  readonly active: number;
  readonly isSearching: boolean;
  readonly searchError: AppError | null;
  /** In how many groups there is something that was never read; null before that is known. */
  readonly unread: CallOutput<"search.unread"> | null;
  open(): void;
  close(): void;
  search(query: string): void;
  /** Round the end: below the last comes the first. */
  move(by: number): void;
  point(index: number): void;
  /** Closes and does what the item says; nothing where there is none. */
  choose(index: number): void;
}

interface PaletteDeps {
  readonly bridge: AppBridge;
  readonly commands: () => readonly Command[];
  readonly openHit: (hit: SearchHit) => void;
}

export function createPaletteStore({ bridge, commands, openHit }: PaletteDeps) {
  // One search at a time: while one runs, only the newest query waits.
  let running: string | null = null;
  let hits: readonly SearchHit[] = [];

  return create<PaletteStore>()((set, get) => {
    function show(change: Partial<PaletteStore> = {}): void {
      const { query } = { ...get(), ...change };
      const items = [
        ...commandsFor(query, commands()).map((command): PaletteItem => ({ kind: "command", command })),
        ...hits.map((hit): PaletteItem => ({ kind: hit.kind, hit })),
      ];
      set({ ...change, items });
    }

    async function ask(): Promise<void> {
      const { query } = get();
      running = query;
      try {
        const found = await bridge.call("search.everything", { query });
        if (get().query === query) {
          hits = found;
          show({ isSearching: false, searchError: null });
        }
      } catch (cause) {
        if (get().query === query) set({ isSearching: false, searchError: toAppError(cause) });
      } finally {
        running = null;
        const { isOpen, query: newest } = get();
        if (isOpen && newest !== query && newest.trim() !== "") void ask();
      }
    }

    async function askUnread(): Promise<void> {
      // What cannot be counted is not told; the search itself says what is wrong.
      const unread = await bridge.call("search.unread").catch(() => null);
      set({ unread });
    }

    return {
      isOpen: false,
      query: "",
      items: [],
      active: 0,
      isSearching: false,
      searchError: null,
      unread: null,
      open() {
        hits = [];
        void askUnread();
        show({ isOpen: true, query: "", active: 0, isSearching: false, searchError: null });
      },
      close: () => set({ isOpen: false }),
      search(query) {
        if (query === get().query) return;
        const isBlank = query.trim() === "";
        if (isBlank) hits = [];
        show({ query, active: 0, isSearching: !isBlank, searchError: null });
        if (!isBlank && running === null) void ask();
      },
      move(by) {
        const { items, active } = get();
        if (items.length > 0) set({ active: (active + by + items.length) % items.length });
      },
      point: (index) => set({ active: index }),
      choose(index) {
        const item = get().items[index];
        if (item === undefined) return;
        set({ isOpen: false });
        if (item.kind === "command") item.command.run();
        else openHit(item.hit);
      },
    };
  });
}
