import type { KeyboardEvent, MouseEvent } from "react";
import type { ListSelection } from "./list-selection.ts";

interface SelectByHandOptions<Row> {
  readonly canSelect: boolean;
  readonly selection: Pick<
    ListSelection<unknown>,
    "ids" | "setAnchor" | "toggle" | "extendTo" | "all" | "clear"
  >;
  /** The list is still being read for the first time: "all" are not all. */
  readonly isPartial: boolean;
  /** Where in a row a click selects, as a CSS selector. */
  readonly check: string;
  readonly open: (row: Row) => void;
}

/** What the rows of a list listen to: a click or Enter opens; the box, Ctrl, Shift, Space and Ctrl+A select. */
export function selectByHand<Row extends { readonly id: string }>(options: SelectByHandOptions<Row>) {
  const { canSelect, selection, isPartial, check, open } = options;
  const { ids, setAnchor, toggle, extendTo, all, clear } = selection;
  const isOnCheck = ({ target }: MouseEvent | KeyboardEvent) =>
    target instanceof Element && target.closest(check) !== null;
  return {
    onActivate(row: Row, index: number, event: MouseEvent | KeyboardEvent): void {
      if (!canSelect || event.type === "keydown") open(row);
      else if (event.shiftKey) void extendTo(index);
      else if (event.ctrlKey || event.metaKey || isOnCheck(event)) toggle(row.id, index);
      else {
        setAnchor(index);
        open(row);
      }
    },
    onRowKeyDown(event: KeyboardEvent, row: Row | undefined, index: number): void {
      if (!canSelect) return;
      const isControl = event.ctrlKey || event.metaKey;
      if (event.shiftKey && /^(?:Arrow|Page|Home|End)/.test(event.key)) void extendTo(index);
      else if (isControl && !event.shiftKey && event.key.toLowerCase() === "a") void all({ isPartial });
      else if (event.key === "Escape" && ids.size > 0) clear();
      else if (event.key === " " && row) toggle(row.id, index);
      else return;
      event.preventDefault();
    },
  };
}
