import type { CodeCard } from "../../../shared/domain/join.ts";
import type { Attempt, AttemptsStore } from "./attempts-store.ts";
import type { ChoiceStore } from "./choice-store.ts";
import type { CodesStore } from "./codes-store.ts";
import { accountOf, isTicked } from "./joinable.ts";
import type { QueueEntry } from "./queue-store.ts";
import type { JoinRow } from "./rows.ts";

/** The same for all codes of one group; null for a code that does not name its group. */
function groupKeyOf(card: CodeCard | null | undefined): string | null {
  if (!card || card.groupId === null || card.accountKind === null) return null;
  return `${card.accountKind} ${card.groupId}`;
}

/** The other codes of the group that a code names. */
export function siblingsOf(codeKey: string, codes: CodesStore["codes"]): readonly string[] {
  const group = groupKeyOf(codes[codeKey]?.card);
  if (group === null) return [];
  return Object.keys(codes).filter((other) => other !== codeKey && groupKeyOf(codes[other]?.card) === group);
}

/** The codes of a group of which an earlier row shows another code. */
export function repeatsIn(rows: readonly JoinRow[], codes: CodesStore["codes"]): ReadonlySet<string> {
  const groups = new Set<string>();
  const repeats = new Set<string>();
  for (const row of rows) {
    const group = row.type === "code" ? groupKeyOf(codes[row.codeKey]?.card) : null;
    if (row.type !== "code" || group === null) continue;
    if (groups.has(group)) repeats.add(row.codeKey);
    groups.add(group);
  }
  return repeats;
}

/**
 * What is joined when the ticked codes are, in the order of the list, each with its account. Of several codes of one
 * group only one goes along: the first that a person ticked, else the first that starts ticked, and by itself none
 * after one of them has led into the group, or may have.
 */
export function pickedOf(
  rows: readonly JoinRow[],
  codes: CodesStore["codes"],
  choice: Pick<ChoiceStore, "ticks" | "accountFor">,
  attempts: AttemptsStore["attempts"],
): readonly QueueEntry[] {
  const settled = new Set(
    Object.entries(attempts).flatMap(([codeKey, attempt]) => {
      const isOpen =
        attempt.step === "done" && (attempt.outcome === null || isDeadEnd(attempt.outcome.outcome));
      const group = isOpen ? null : groupKeyOf(codes[codeKey]?.card);
      return group === null ? [] : [`${group} ${attempt.accountId}`];
    }),
  );
  const picked = new Map<string, QueueEntry>();
  for (const row of rows) {
    if (row.type !== "code") continue;
    const { codeKey } = row;
    const { card, text } = codes[codeKey] ?? {};
    if (!card || text === undefined || card.accountKind === null) continue;
    const attempt = attempts[codeKey];
    const accountId = accountOf(card, choice.accountFor, attempt);
    if (accountId === null || !isTicked(codeKey, card, choice, attempt)) continue;
    const group = groupKeyOf(card);
    const isByHand = choice.ticks[codeKey] === true;
    if (group !== null && !isByHand && settled.has(`${group} ${accountId}`)) continue;
    const before = picked.get(group ?? codeKey);
    if (before !== undefined && (!isByHand || choice.ticks[before.codeKey] === true)) continue;
    picked.set(group ?? codeKey, { codeKey, text, accountId, kind: card.accountKind });
  }
  return [...picked.values()];
}

/** It says nothing about the group's other codes. */
function isDeadEnd(outcome: NonNullable<Attempt["outcome"]>["outcome"]): boolean {
  return outcome === "expired" || outcome === "refused";
}
