import type { RowFilter } from "./choice-store.ts";
import type { CodesStore } from "./codes-store.ts";
import type { JoinItem, JoinPicture, MarkedCode } from "./items-store.ts";

/** One line of the review list. */
export type JoinRow =
  | {
      readonly type: "code";
      readonly codeKey: string;
      /** Where it was found first; null for a pasted text. */
      readonly picture: JoinPicture | null;
      readonly mark: MarkedCode | null;
      /** Its place among the different codes of its picture, from 1. */
      readonly number: number;
      readonly count: number;
      /** In how many other pictures it is. */
      readonly others: number;
    }
  | { readonly type: "problem"; readonly picture: JoinPicture };

/** Each different code once, newest things first; pictures without a code say so. Those being read are not there yet. */
export function rowsOf(items: readonly JoinItem[]): readonly JoinRow[] {
  const rows: JoinRow[] = [];
  const shown = new Map<string, number>();
  for (const item of items) {
    if (item.type === "picture" && item.codes.length === 0) {
      if (item.state !== "reading") rows.push({ type: "problem", picture: item });
      continue;
    }
    const keys = item.type === "text" ? [item.codeKey] : keysOf(item);
    keys.forEach((codeKey, index) => {
      const at = shown.get(codeKey);
      const row = at === undefined ? undefined : rows[at];
      if (at !== undefined && row?.type === "code") {
        const others = row.others + (item.type === "picture" ? 1 : 0);
        rows[at] =
          row.picture === null
            ? { ...rowOf(item, codeKey, index, keys.length), others: row.others }
            : { ...row, others };
        return;
      }
      shown.set(codeKey, rows.length);
      rows.push(rowOf(item, codeKey, index, keys.length));
    });
  }
  return rows;
}

function rowOf(item: JoinItem, codeKey: string, index: number, count: number): JoinRow & { type: "code" } {
  const picture = item.type === "picture" ? item : null;
  const mark = picture?.codes.find((code) => code.codeKey === codeKey) ?? null;
  return { type: "code", codeKey, picture, mark, number: index + 1, count, others: 0 };
}

/** The different codes of a picture, in the order of their numbers. */
export function keysOf({ codes }: JoinPicture): readonly string[] {
  return [...new Set(codes.map(({ codeKey }) => codeKey))];
}

export function filtered(
  rows: readonly JoinRow[],
  filter: RowFilter,
  codes: CodesStore["codes"],
): readonly JoinRow[] {
  if (filter === "all") return rows;
  if (filter === "problems") return rows.filter(({ type }) => type === "problem");
  return rows.filter((row) => row.type === "code" && codes[row.codeKey]?.card?.canJoin === true);
}

/** How many pictures are still to be read, of how many. */
export function readingOf(items: readonly JoinItem[]): { readonly left: number; readonly total: number } {
  const pictures = items.filter((item) => item.type === "picture");
  return { left: pictures.filter(({ state }) => state === "reading").length, total: pictures.length };
}
