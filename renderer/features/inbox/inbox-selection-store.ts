import { create } from "zustand";

export interface InboxSelectionStore {
  /** Keys of what is chosen, frozen when chosen: what comes later is not among them. */
  readonly selected: ReadonlySet<string>;
  readonly anchor: string | null;
  only(key: string): void;
  toggle(key: string): void;
  /** Everything between the last plain choice and this one, in the order shown. */
  extendTo(key: string, shown: readonly string[]): void;
  all(shown: readonly string[]): void;
  forget(keys: readonly string[]): void;
  clear(): void;
}

export function createInboxSelectionStore() {
  return create<InboxSelectionStore>()((set, get) => ({
    selected: new Set(),
    anchor: null,
    only: (key) => set({ selected: new Set([key]), anchor: key }),
    toggle(key) {
      const selected = new Set(get().selected);
      if (!selected.delete(key)) selected.add(key);
      set({ selected, anchor: key });
    },
    extendTo(key, shown) {
      const anchor = get().anchor ?? key;
      const ends = [shown.indexOf(anchor), shown.indexOf(key)].filter((at) => at >= 0);
      if (ends.length === 0) return;
      set({ selected: new Set(shown.slice(Math.min(...ends), Math.max(...ends) + 1)), anchor });
    },
    all: (shown) => set({ selected: new Set(shown) }),
    forget(keys) {
      const selected = new Set(get().selected);
      for (const key of keys) selected.delete(key);
      set({ selected });
    },
    clear: () => set({ selected: new Set(), anchor: null }),
  }));
}

export const useInboxSelectionStore = createInboxSelectionStore();
