import type { ActivityChange, ActivityKind } from "../../../shared/domain/activity.ts";
import { type AppError, effectOf, errorWords, toAppError } from "../../../shared/errors.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import type { ActivityService } from "../activity/activity-service.ts";
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

/** Runs acts and keeps what became of each in the journal. */
export function createActRecorder(activity: ActivityService, readBack: ReadBack) {
  /** `change`: what was replaced, kept of acts that were done. */
  async function record(
    act: Act,
    error: AppError | null,
    change: ActivityChange | null = null,
  ): Promise<void> {
    const outcome = error === null ? "done" : effectOf(error);
    // Nothing happened that the journal should tell.
    if (outcome === "not_sent") return;
    const words = error === null ? null : errorWords(error);
    const made = error === null ? change : null;
    const detail = [made === null && act.detail, words].filter((part) => part).join(" · ") || null;
    const { targetId = null, targetName = null, ...rest } = act;
    await activity.record([{ ...rest, targetId, targetName, outcome, detail, change: made }]);
  }

  return {
    record,

    /**
     * Sends once. A lost answer is resolved by `isDone`, which reads the server's state: what is so counts as done.
     * `afterwards` brings the cache along before the journal is written; `changed` then says what was replaced.
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
      try {
        await sendOrReadBack(readBack, steps);
      } catch (cause) {
        await record(act, toAppError(cause));
        throw cause;
      }
      await steps.afterwards();
      await record(act, null, (await steps.changed?.()) ?? null);
    },
  };
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
