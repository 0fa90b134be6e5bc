import { useMemo, useState } from "react";
import type { PersonRow } from "./moderation-store.ts";

export interface PeopleSelection {
  /** Ids in the order of the list; who is no longer on it is not selected either. */
  readonly selected: ReadonlySet<string>;
  only(index: number): void;
  toggle(index: number): void;
  /** Everybody between the last plain choice and this row. */
  extendTo(index: number): void;
  all(): void;
  clear(): void;
  /** The focus goes back to the list. */
  leave(): void;
}

/** Which people of a list that is wholly here are chosen. */
export function usePeopleSelection(rows: readonly PersonRow[]): Omit<PeopleSelection, "leave"> {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState(0);
  const selected = useMemo(
    () => new Set(rows.map(({ userId }) => userId).filter((id) => chosen.has(id))),
    [rows, chosen],
  );
  const idAt = (index: number) => rows[index]?.userId;
  return {
    selected,
    only(index) {
      const id = idAt(index);
      setChosen(new Set(id === undefined ? [] : [id]));
      setAnchor(index);
    },
    toggle(index) {
      const id = idAt(index);
      if (id === undefined) return;
      const next = new Set(selected);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
      setAnchor(index);
    },
    extendTo(index) {
      const from = Math.min(anchor, index);
      setChosen(new Set(rows.slice(from, Math.max(anchor, index) + 1).map(({ userId }) => userId)));
    },
    all: () => setChosen(new Set(rows.map(({ userId }) => userId))),
    clear: () => setChosen(new Set()),
  };
}
