import type { ActivityChange, ActivityKind } from "../../../shared/domain/activity.ts";
import { type AppError, effectOf, errorWords } from "../../../shared/errors.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import type { ActivityService, Attempt, NewActivity } from "../activity/activity-service.ts";
import type { Place } from "./place.ts";

/** What is done, to which group, for the journal. */
export interface Act {
  readonly kind: ActivityKind;
  readonly accountId: string;
  readonly groupId: string | null;
  readonly groupName: string | null;
  readonly targetId?: string | null;
  readonly targetName?: string | null;
  /** The value set; null where there is none. What was changed says it already, so it then stands only beside a failure. */
  readonly detail?: string | null;
}

/** An act on one group. */
export function actIn({ accountId, groupId, group }: Place, rest: Pick<Act, "kind"> & Partial<Act>): Act {
  return { accountId, groupId, groupName: group.name, ...rest };
}

export type ActRecorder = ReturnType<typeof createActRecorder>;

/** Its row. `change`: what was replaced, kept of acts that were done. None for what was never sent, which is no act. */
export function endOf(
  act: Act,
  error: AppError | null,
  change: ActivityChange | null = null,
): readonly NewActivity[] {
  const outcome = error === null ? "done" : effectOf(error);
  if (outcome === "not_sent") return [];
  const words = error === null ? null : errorWords(error);
  const made = error === null ? change : null;
  const detail = [made === null && act.detail, words].filter((part) => part).join(" · ") || null;
  return [{ ...named(act), outcome, detail, change: made }];
}

/** Runs acts and keeps what became of each in the journal. */
export function createActRecorder(activity: Pick<ActivityService, "attempt">, readBack: ReadBack) {
  const attempt = <Value>(acts: readonly Act[], make: (attempt: Attempt) => Promise<Value>) =>
    activity.attempt(acts.map(named), make);

  return {
    attempt,

    /**
     * Sends once. A lost answer is resolved by `isDone`, which reads the server's state: what is so counts as done.
     * `afterwards` brings the cache along; `changed` then says what was replaced.
     */
    async perform(
      act: Act,
      steps: {
        readonly send: () => Promise<void>;
        readonly isDone: () => Promise<boolean>;
        readonly afterwards: () => Promise<void>;
        readonly changed?: () => Promise<ActivityChange | null>;
      },
    ): Promise<void> {
      await attempt([act], async ({ ended, afterwards }) => {
        await sendOrReadBack(readBack, steps);
        let change: ActivityChange | null = null;
        await afterwards(async () => {
          await steps.afterwards();
          change = (await steps.changed?.()) ?? null;
        });
        ended(endOf(act, null, change));
      });
    },
  };
}

function named({ targetId = null, targetName = null, ...act }: Act) {
  return { ...act, targetId, targetName };
}

/** Sends once; throws what went wrong unless reading back shows that it was done all the same. */
async function sendOrReadBack(
  readBack: ReadBack,
  steps: { readonly send: () => Promise<void>; readonly isDone: () => Promise<boolean> },
): Promise<void> {
  try {
    await steps.send();
  } catch (cause) {
    if (effectOf(cause) !== "unknown") throw cause;
    // What went wrong first says more than that we could not look.
    const isDone = await readBack(steps.isDone, Boolean).catch(() => false);
    if (!isDone) throw cause;
  }
}
