import type { JobResult, TargetOutcome } from "../../../shared/domain/job.ts";

export interface ReportWords {
  readonly head: readonly string[];
  readonly groupName: (groupId: string) => string;
  readonly outcome: (outcome: TargetOutcome) => string;
  readonly reason: (reason: string) => string;
}

/** Rows for pasting into a spreadsheet: tabs between, and nothing that it would take for a formula. */
export function reportText(results: readonly JobResult[], words: ReportWords): string {
  const lines = results.map(({ groupId, targetId, name, outcome, reason }) => [
    words.groupName(groupId),
    name,
    targetId,
    words.outcome(outcome),
    reason === null ? "" : words.reason(reason),
  ]);
  return [words.head, ...lines].map((cells) => cells.map(safeCell).join("\t")).join("\n");
}

function safeCell(cell: string): string {
  const flat = cell.replace(/[\t\r\n]+/g, " ");
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}
