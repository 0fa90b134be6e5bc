import { open, rm } from "node:fs/promises";
import type { Activity, ActivityChange } from "../../../shared/domain/activity.ts";
import { csvOf } from "../../../shared/domain/csv.ts";
import { changeOf } from "../../../shared/domain/undo.ts";
import { fileError } from "../../platform/file-errors.ts";
import { type RenameOptions, renameOver } from "../../platform/held-files.ts";

const heading = [
  "time",
  "account",
  "act",
  "group",
  "group_id",
  "target",
  "target_id",
  "outcome",
  "detail",
  "field",
  "before",
  "after",
  "job",
] as const;

/** Written beside its final place and named at the end: a half table is never mistaken for a whole one. */
export async function writeActivityCsv(
  path: string,
  parts: AsyncIterable<readonly Activity[]>,
  accountName: (accountId: string) => string | null,
  options: RenameOptions = {},
): Promise<void> {
  const partPath = `${path}.part`;
  try {
    const file = await open(partPath, "w");
    try {
      await file.write(csvOf([heading]));
      for await (const part of parts) {
        // The byte order mark belongs to the first line only.
        await file.write(csvOf(part.map((activity) => cells(activity, accountName))).replace(/^\uFEFF/, ""));
      }
    } finally {
      await file.close();
    }
    await renameOver(partPath, path, options);
  } catch (cause) {
    await rm(partPath, { force: true }).catch(() => "the first failure says it");
    throw fileError(cause, "save the table");
  }
}

function cells(activity: Activity, accountName: (accountId: string) => string | null): (string | null)[] {
  const { at, accountId, kind, groupId, groupName, targetId, targetName, outcome, detail, jobId } = activity;
  const change = changeOf(activity);
  return [
    ...[new Date(at).toISOString(), accountName(accountId) ?? accountId, kind, groupName, groupId],
    ...[targetName, targetId, outcome, detail],
    ...[change?.field ?? null, valueCell(change, "before"), valueCell(change, "after"), jobId],
  ];
}

/** Times as they stand in the other columns; an empty cell is what was not known, or a group that was not muted. */
function valueCell(change: ActivityChange | null, side: "before" | "after"): string | null {
  const value = change?.[side] ?? null;
  if (value === null) return null;
  const isTime = change?.field === "mutedUntil" && Number(value) > 0;
  return isTime ? new Date(Number(value)).toISOString() : String(value);
}
