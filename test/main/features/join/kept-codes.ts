import type { SeenCodes } from "../../../../main/features/join/seen-codes.ts";
import type { SeenCode } from "../../../../shared/domain/join.ts";

/** Remembers codes in memory, for tests that are not about how they are kept. */
export function keptCodes(): SeenCodes {
  const kept = new Map<string, SeenCode[]>();
  return {
    of: async ({ dedupeKey }) => kept.get(dedupeKey) ?? [],
    async remember({ dedupeKey }, seen) {
      const others = (kept.get(dedupeKey) ?? []).filter(({ accountId }) => accountId !== seen.accountId);
      kept.set(dedupeKey, [seen, ...others]);
    },
  };
}
