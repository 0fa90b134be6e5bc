import type { InboxRow } from "../../../shared/domain/inbox.ts";
import type { Decided } from "./inbox-decisions-store.ts";
import type { InboxFilter } from "./inbox-store.ts";

/**
 * What the list shows: what waits, and beside it what was just decided, so that its outcome can be read; or what is
 * decided. Searched in names, ids and reason.
 */
export function shownRows(
  rows: readonly InboxRow[],
  filter: InboxFilter,
  query: string,
  decided: ReadonlyMap<string, Decided>,
): readonly InboxRow[] {
  const wanted = query.trim().toLowerCase();
  const matches = (row: InboxRow) => wanted === "" || searchText(row).includes(wanted);
  if (filter === "decided") return rows.filter((row) => row.status !== "pending" && matches(row));
  const pending = rows.filter(({ status }) => status === "pending");
  const waiting = new Set(pending.map(({ key }) => key));
  const settled = [...decided.values()].map(({ row }) => row).filter(({ key }) => !waiting.has(key));
  return [...settled, ...pending].filter(matches);
}

function searchText({ personName, personId, groupName, groupId, reason }: InboxRow): string {
  return [personName, personId, groupName, groupId, reason].join("\n").toLowerCase();
}
