import type { CodeCard } from "../../../shared/domain/join.ts";
import type { Attempt } from "./attempts-store.ts";
import type { ChoiceStore } from "./choice-store.ts";

/**
 * The account a code would be joined with: the one chosen for its kind where that can, else the one that tried it in
 * this window, else the best. Which one is the best changes with each joining, and a card must not pass to another
 * account by itself.
 */
export function accountOf(
  card: CodeCard,
  accountFor: ChoiceStore["accountFor"],
  attempt?: Attempt,
): string | null {
  const chosen = card.accountKind === null ? undefined : accountFor[card.accountKind];
  const able = [chosen, attempt?.accountId].find((id) => id !== undefined && card.accountIds.includes(id));
  return able ?? card.accountIds[0] ?? null;
}

/** The attempt ended in the group. */
export function hasJoined(attempt: Attempt | undefined): boolean {
  const outcome = attempt?.outcome?.outcome;
  return outcome === "joined" || outcome === "already_member";
}

/** The account is in, so there is nothing left to do. */
export function isIn(attempt: Attempt | undefined, accountId: string | null): boolean {
  return attempt?.accountId === accountId && hasJoined(attempt);
}

/** Joinable with this account, and not known to be of no use: in already, applied already, or expired when tried. */
export function startsTicked(card: CodeCard, accountId: string | null): boolean {
  if (!card.canJoin || accountId === null || card.memberAccountIds.includes(accountId)) return false;
  return !card.seen.some((seen) =>
    seen.outcome === "expired" ? true : seen.accountId === accountId && seen.outcome !== "refused",
  );
}

/** Whether a code goes along when the chosen ones are joined. One that was tried in this window never does by itself. */
export function isTicked(
  codeKey: string,
  card: CodeCard,
  { ticks, accountFor }: Pick<ChoiceStore, "ticks" | "accountFor">,
  attempt: Attempt | undefined,
): boolean {
  const accountId = accountOf(card, accountFor, attempt);
  if (!card.canJoin || isIn(attempt, accountId) || attempt?.step === "joining") return false;
  return ticks[codeKey] ?? (attempt?.accountId !== accountId && startsTicked(card, accountId));
}
