import type { PeopleAction, PeopleActionType } from "../../../shared/domain/job.ts";
import { type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { TargetRow } from "./job-rows.ts";
import { wordsOf } from "./people-call.ts";
import { readStandings, type Standing } from "./read-back.ts";
import type { Attempt, Settled } from "./run-log.ts";

/** How often one run sends a person at most. Beyond the first time only after reading back showed that nothing happened. */
const mostTries = 2;

/** These pass by themselves or by signing in: the job waits, and reads back when it goes on. */
const pausing: ReadonlySet<ErrorCode> = new Set(["offline", "signed_out"]);

export interface ReadBackDeps {
  readonly backend: GroupBackend;
  readonly action: PeopleAction;
  /** The moment between two looks at the same list. */
  readonly pause: () => Promise<void>;
  /** The run that sent it has ended, perhaps before it was sent: that is no sign of a server that loses answers. */
  readonly isOfEarlierRun: boolean;
}

/**
 * Decides each person of an attempt whose outcome is not known, by what the server's lists say now. `refusals` are
 * the server's words to those whom it refused at a repeated try, which may be because the first one worked.
 * Throws `offline` or `signed_out`; any other failure to read makes them unknown.
 */
export async function settleByReadingBack(
  deps: ReadBackDeps,
  attempt: Attempt,
  refusals: ReadonlyMap<string, string> = new Map(),
): Promise<Settled[]> {
  const { action, isOfEarlierRun } = deps;
  let standings: ReadonlyMap<string, Standing>;
  try {
    standings = await readCarefully(deps, attempt);
  } catch (cause) {
    const error = toAppError(cause);
    if (pausing.has(error.code)) throw error;
    const reason = `the answer was lost, and reading back failed: ${wordsOf(error)}`;
    return attempt.people.map(({ position }) => ({ position, outcome: "unknown", reason }));
  }
  return attempt.people.map((person) =>
    decide(
      action.type,
      { ...person, tries: isOfEarlierRun ? 0 : person.tries },
      standings.get(person.userId) ?? "differs",
      refusals.get(person.userId),
    ),
  );
}

/** A kick is sent again only when two looks, a moment apart, both show the person: the first may have come too early. */
async function readCarefully(deps: ReadBackDeps, attempt: Attempt): Promise<Map<string, Standing>> {
  const { backend, action, pause } = deps;
  const first = await readStandings(backend, action, attempt);
  const isDoubtful = action.type === "kick" && [...first.values()].includes("differs");
  if (!isDoubtful) return first;
  await pause();
  const second = await readStandings(backend, action, attempt);
  // Who is there now but was not at the first look has joined anew.
  return new Map(
    [...second].map(([userId, standing]) => [
      userId,
      standing === "differs" && first.get(userId) !== "differs" ? "rejoined" : standing,
    ]),
  );
}

function decide(
  type: PeopleActionType,
  { position, tries }: TargetRow,
  standing: Standing,
  refusal: string | undefined,
): Settled {
  if (standing === "holds") return { position, outcome: "done", reason: null };
  if (refusal !== undefined) return { position, outcome: "refused", reason: refusal };
  const unknown = (reason: string): Settled => ({ position, outcome: "unknown", reason });
  if (standing === "rejoined") {
    return unknown("the answer was lost, and the person has joined again since");
  }
  if (type === "invite") {
    return unknown("the answer was lost; the person is not in the group, but an invitation may be waiting");
  }
  if (tries >= mostTries) return unknown("the answer was lost again, and it does not hold");
  return { position, outcome: "waiting", reason: null };
}
