import type { Activity } from "../../../shared/domain/activity.ts";
import type { MergeOutcome, SqlParameters } from "../../platform/database/database.ts";

/** More than these are told as one number. */
export const mostSightings = 5000;

/** What was seen of one file; a number of files where there is no target. */
export type FileSighting = Pick<Activity, "kind" | "targetId" | "targetName" | "detail">;

/** What others did, from what a complete list changed. Files we uploaded ourselves, here or elsewhere, are left out. */
export function seenFiles(
  { inserted, removed, differences }: MergeOutcome,
  selfId: string | null,
): FileSighting[] {
  if (differences === undefined) return [];
  const added = sightings("seen_file_added", differences.inserted, inserted);
  const own = new Set(
    differences.inserted.filter((row) => selfId !== null && row[uploaderAt] === selfId).map(([id]) => id),
  );
  return [
    ...added.filter(({ targetId }) => targetId === null || !own.has(targetId)),
    ...sightings("seen_file_removed", differences.removed, removed),
  ];
}

/** Where a row of the merge has its uploader. */
const uploaderAt = 5;

function sightings(
  kind: FileSighting["kind"],
  rows: readonly SqlParameters[],
  count: number,
): FileSighting[] {
  const told = rows.map(([id = "", name = ""]) => ({
    kind,
    targetId: String(id),
    targetName: String(name),
    detail: null,
  }));
  const rest = count - rows.length;
  return rest > 0 ? [...told, { kind, targetId: null, targetName: null, detail: String(rest) }] : told;
}
