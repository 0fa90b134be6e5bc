import { ownReasons } from "../../../shared/domain/job-reasons.ts";
import { type ErrorCode, errorWords, toAppError } from "../../../shared/errors.ts";
import type { TargetRow } from "./job-rows.ts";
import type { Attempt, Settled } from "./run-log.ts";
import { differs, type Standing, type TargetAnswer, type Work } from "./work/work.ts";

/** How often one run sends a target at most. Beyond the first time only after reading back showed that nothing happened. */
const mostTries = 2;

/** These pass by themselves or by signing in: the job waits, and reads back when it goes on. */
const passing: ReadonlySet<ErrorCode> = new Set(["offline", "signed_out", "rate_limited"]);

export interface ReadBackDeps {
  readonly work: Pick<Work, "readBack" | "needsTwoLooks">;
  /** The moment between two looks at the same list. */
  readonly pause: () => Promise<void>;
  /** The run that sent it has ended, perhaps before it was sent: that is no sign of a server that loses answers. */
  readonly isOfEarlierRun: boolean;
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
    const error = toAppError(cause);
    if (passing.has(error.code)) throw error;
    const reason = `${ownReasons.readBackFailed}: ${errorWords(error)}`;
    return attempt.targets.map(({ position }) => ({ position, outcome: "unknown", reason }));
  }
  return attempt.targets.map((target) =>
    decide(
      { ...target, tries: deps.isOfEarlierRun ? 0 : target.tries },
      standings.get(target.targetId) ?? differs,
      answers.get(target.targetId),
    ),
  );
}

/** What does harm twice is sent again only when two looks, a moment apart, agree: the first may have come too early. */
async function readCarefully(
  { work, pause }: ReadBackDeps,
  attempt: Attempt,
): Promise<ReadonlyMap<string, Standing>> {
  const first = await work.readBack(attempt);
  const hasDiffered = ({ targetId }: TargetRow) => (first.get(targetId) ?? differs).is === "differs";
  if (!work.needsTwoLooks || !attempt.targets.some(hasDiffered)) return first;
  await pause();
  const second = await work.readBack(attempt);
  return new Map(
    attempt.targets.map((target) => {
      const standing = second.get(target.targetId) ?? differs;
      const isUndone = standing.is === "differs" && !hasDiffered(target);
      return [target.targetId, isUndone ? undone : standing];
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
): Settled {
  if (standing.is === "holds") return { position, outcome: "done", reason: null };
  if (answer !== undefined) return { position, ...answer };
  if (standing.is === "already_so") return { position, outcome: "already_so", reason: standing.reason };
  if (standing.is === "unclear") return { position, outcome: "unknown", reason: standing.reason };
  if (tries >= mostTries) {
    return { position, outcome: "unknown", reason: ownReasons.lostAgain };
  }
  const { reason = null } = standing;
  return { position, outcome: "waiting", reason, isPartly: reason !== null };
}
