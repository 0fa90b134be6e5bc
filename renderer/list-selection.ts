import { create } from "zustand";
import { type AppError, toAppError } from "../shared/errors.ts";
import type { ListWindows } from "./window-reader.ts";

export interface ListSelection<Place> {
  readonly place: Place | null;
  /** What an action applies to, whatever the list shows meanwhile: it grows by the person's hand alone. */
  readonly ids: ReadonlySet<string>;
  /** Where a range begins: the row last clicked or toggled. */
  readonly anchor: number | null;
  readonly isSelecting: boolean;
  /** "All" was chosen while the list was still being read for the first time: the rest is not among them. */
  readonly isPartial: boolean;
  readonly selectError: AppError | null;
  /** Another list: nothing is selected there. The same one keeps its selection. */
  openAt(place: Place): void;
  setAnchor(index: number): void;
  toggle(id: string, index: number): void;
  /** All rows between the anchor and this one, beside what was selected when the anchor was set. */
  extendTo(index: number): Promise<void>;
  /** All that the search finds at this moment, frozen. */
  all(options?: { readonly isPartial: boolean }): Promise<void>;
  choose(ids: Iterable<string>): void;
  /** Lets go of all, where all of them are among these: their job has begun. */
  forgetWithin(ids: Iterable<string>): void;
  clear(): void;
}

/** A long list of which the page holds a part, and how to read the others. */
export interface SelectableList<Row, Shown> {
  /** What the list shows now: where, which search. */
  readonly shown: () => Shown & { readonly list: ListWindows<Row> };
  readonly readRows: (
    shown: Shown,
    offset: number,
    limit: number,
  ) => Promise<{ readonly rows: readonly Row[] }>;
  readonly readIds: (shown: Shown) => Promise<readonly string[]>;
}

type Place = Readonly<Record<string, string>>;

const readAtOnce = 500;
const nothing: ReadonlySet<string> = new Set();

/** The selection in a list that is never whole. */
export function createListSelection<P extends Place, Row extends { readonly id: string }, Shown>(
  source: SelectableList<Row, Shown>,
) {
  let asked = 0;
  // What was selected beside the range that is being drawn: a range made smaller gives back only its own rows.
  let base = nothing;
  return create<ListSelection<P>>()((set, get) => {
    function chosen(ids: ReadonlySet<string>, anchor: number | null): void {
      asked += 1;
      base = ids;
      set({ ids, anchor, selectError: null, isSelecting: false, isPartial: false });
    }

    async function choose(
      read: () => Promise<ReadonlySet<string>>,
      { isRange, isPartial }: { readonly isRange: boolean; readonly isPartial: boolean },
    ): Promise<void> {
      asked += 1;
      const mine = asked;
      set({ isSelecting: true, selectError: null });
      try {
        const ids = await read();
        if (mine !== asked) return;
        if (!isRange) base = ids;
        set({ ids, isSelecting: false, isPartial });
      } catch (cause) {
        if (mine === asked) set({ selectError: toAppError(cause), isSelecting: false });
      }
    }

    async function idsBetween(from: number, to: number): Promise<readonly string[]> {
      const shown = source.shown();
      const known = Array.from({ length: to - from + 1 }, (_, step) => shown.list.rowAt(from + step));
      if (known.every((row): row is Row => row !== undefined)) return known.map(({ id }) => id);
      const ids: string[] = [];
      for (let offset = from; offset <= to; offset += readAtOnce) {
        const limit = Math.min(readAtOnce, to - offset + 1);
        const { rows } = await source.readRows(shown, offset, limit);
        ids.push(...rows.map(({ id }) => id));
        if (rows.length < limit) break;
      }
      return ids;
    }

    return {
      place: null,
      ids: nothing,
      anchor: null,
      isSelecting: false,
      isPartial: false,
      selectError: null,
      openAt(place) {
        const now = get().place;
        if (now !== null && Object.keys(place).every((key) => now[key] === place[key])) return;
        set({ place });
        chosen(nothing, null);
      },
      setAnchor(index) {
        base = get().ids;
        set({ anchor: index });
      },
      toggle(id, index) {
        const ids = new Set(get().ids);
        if (!ids.delete(id)) ids.add(id);
        chosen(ids, index);
      },
      extendTo(index) {
        const anchor = get().anchor ?? index;
        set({ anchor });
        const before = base;
        return choose(
          async () => {
            const between = await idsBetween(Math.min(anchor, index), Math.max(anchor, index));
            return new Set([...before, ...between]);
          },
          { isRange: true, isPartial: get().isPartial },
        );
      },
      all({ isPartial } = { isPartial: false }) {
        const shown = source.shown();
        return choose(async () => new Set(await source.readIds(shown)), { isRange: false, isPartial });
      },
      choose: (ids) => chosen(new Set(ids), null),
      forgetWithin(ids) {
        const begun = new Set(ids);
        if ([...get().ids].every((id) => begun.has(id))) chosen(nothing, null);
      },
      clear: () => chosen(nothing, null),
    };
  });
}
