import { ownReasons } from "../../../shared/domain/job-reasons.ts";
import { errorWords, isOfAll, toAppError } from "../../../shared/errors.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import type { TargetRow } from "./job-rows.ts";
import type { Attempt, Settled } from "./run-log.ts";
import { differs, holds, type Standing, type TargetAnswer, type Work } from "./work/work.ts";

/** How often one run sends a target at most. Beyond the first time only after reading back showed that nothing happened. */
const mostTries = 2;

export interface ReadBackDeps {
  readonly work: Pick<Work, "readBack" | "needsTwoLooks">;
  /** Looks at least twice before it gives up. */
  readonly readBack: ReadBack;
  /** The run that sent it has ended, perhaps before it was sent: that is no sign of a server that loses answers. */
  readonly isOfEarlierRun: boolean;
  /** The server said yes to the call, and nothing of these: where reads lag it may have been done. */
  readonly isTaken: boolean;
}

/**
 * Decides each target of an attempt whose outcome is not known, by what the server's lists say now. `answers` are
 * what the server said no to at a repeated try, which may be because the first one worked.
 * Throws what passes by itself or by signing in; any other failure to read makes them unknown.
 */
export async function settleByReadingBack(
  deps: ReadBackDeps,
  attempt: Attempt,
  answers: ReadonlyMap<string, TargetAnswer> = new Map(),
): Promise<Settled[]> {
  let standings: ReadonlyMap<string, Standing>;
  try {
    standings = await readCarefully(deps, attempt);
  } catch (cause) {
    // It passes by itself, by signing in or by making room: the job waits, and reads back when it goes on.
    const error = toAppError(cause);
    if (isOfAll(error.code)) throw error;
    const reason = `${ownReasons.readBackFailed}: ${errorWords(error)}`;
    return attempt.targets.map(({ position }) => ({ position, outcome: "unknown", reason }));
  }
  return attempt.targets.map((target) =>
    decide(
      { ...target, tries: deps.isOfEarlierRun ? 0 : target.tries },
      standings.get(target.targetId) ?? differs,
      answers.get(target.targetId),
      // Doing it twice would do harm.
      deps.isTaken && deps.work.needsTwoLooks,
    ),
  );
}

/**
 * Looks until nothing differs any more, as the first look may come too early: only what differs at every look is sent
 * again. What was so at one look and not at a later one was done; where doing it twice does harm, nobody can tell.
 */
async function readCarefully(
  { work, readBack }: ReadBackDeps,
  attempt: Attempt,
): Promise<ReadonlyMap<string, Standing>> {
  const held = new Set<string>();
  const standingIn = (seen: ReadonlyMap<string, Standing>, { targetId }: TargetRow) =>
    seen.get(targetId) ?? differs;
  const look = async () => {
    const seen = await work.readBack(attempt);
    for (const target of attempt.targets) {
      if (standingIn(seen, target).is !== "differs") held.add(target.targetId);
    }
    return seen;
  };
  const isSettled = (seen: ReadonlyMap<string, Standing>) =>
    attempt.targets.every((target) => standingIn(seen, target).is !== "differs");
  const last = await readBack(look, isSettled, { isCostly: work.needsTwoLooks });
  return new Map(
    attempt.targets.map((target) => {
      const standing = standingIn(last, target);
      if (standing.is !== "differs" || !held.has(target.targetId)) return [target.targetId, standing];
      return [target.targetId, work.needsTwoLooks ? undone : holds];
    }),
  );
}

const undone: Standing = {
  is: "unclear",
  reason: ownReasons.undoneSince,
};

function decide(
  { position, tries }: TargetRow,
  standing: Standing,
  answer: TargetAnswer | undefined,
  mayBeDone: boolean,
): Settled {
  if (standing.is === "holds") return { position, outcome: "done", reason: null };
  if (answer !== undefined) return { position, ...answer };
  if (standing.is === "already_so") return { position, outcome: "already_so", reason: standing.reason };
  if (standing.is === "unclear") return { position, outcome: "unknown", reason: standing.reason };
  if (mayBeDone) return { position, outcome: "unknown", reason: ownReasons.stillShowsOldValue };
  if (tries >= mostTries) {
    return { position, outcome: "unknown", reason: ownReasons.lostAgain };
  }
  const { reason = null } = standing;
  return { position, outcome: "waiting", reason, isPartly: reason !== null };
}
