import { setTimeout as sleep } from "node:timers/promises";
import { AppError, toAppError } from "../../../../shared/errors.ts";

/** The making of one plan. It can be given up between two groups, and waits where the server asks for patience. */
export interface Planning {
  /** Aborted once the plan was given up. */
  readonly signal: AbortSignal;
  /** How many groups are to be read. */
  expect(groups: number): void;
  /** One of them, whose reading may be begun anew. Throws "cancelled" once the plan was given up. */
  read<Value>(group: () => Promise<Value>): Promise<Value>;
}

export interface PlanningDeps {
  readonly signal: AbortSignal;
  /** The first pause after "too many requests", doubled each time. */
  readonly patienceMs: number;
  readonly tell: (done: number, total: number) => void;
}

const mostTries = 6;
/** Nobody looks at a plan in the making for longer. */
const longestPauseMs = 60_000;

export function createPlanning({ signal, patienceMs, tell }: PlanningDeps): Planning {
  let done = 0;
  let total = 0;

  async function patiently<Value>(read: () => Promise<Value>): Promise<Value> {
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      try {
        return await read();
      } catch (cause) {
        const { code, retryAfterMs = patienceMs * 2 ** (tries - 1) } = toAppError(cause);
        if (code !== "rate_limited" || tries === mostTries || retryAfterMs > longestPauseMs) throw cause;
        await sleep(retryAfterMs, undefined, { signal }).catch(() => signal.throwIfAborted());
      }
    }
  }

  return {
    signal,
    expect(groups) {
      total += groups;
      tell(done, total);
    },
    async read(group) {
      const value = await patiently(group);
      done += 1;
      tell(done, total);
      return value;
    },
  };
}

/** Why a plan that nobody waits for any more has no end. */
export const givenUp = () => new AppError("cancelled", "the plan was given up");
