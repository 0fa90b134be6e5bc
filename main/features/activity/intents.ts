import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Activity } from "../../../shared/domain/activity.ts";
import { ownReasons } from "../../../shared/domain/job-reasons.ts";
import { effectOf, errorWords, toAppError } from "../../../shared/errors.ts";
import type { Database, SqlStatement } from "../../platform/database/database.ts";
import { isAlive } from "../../platform/process-alive.ts";
import type { NewActivity } from "./activity-service.ts";

const Intent = Activity.pick({
  accountId: true,
  kind: true,
  groupId: true,
  groupName: true,
  targetId: true,
  targetName: true,
}).extend({ detail: Activity.shape.detail.optional() });
/** One act that is about to be done. */
export type Intent = z.infer<typeof Intent>;

/** One attempt at some acts, for whoever makes it. */
export interface Attempt {
  /** What became of the acts; the last word counts. */
  ended(activities: readonly NewActivity[]): void;
  /**
   * What the act brings along here, once it is done: the cache, say. It may fail without the act being undone, so that
   * is reported and never thrown.
   */
  afterwards(work: () => Promise<unknown>): Promise<void>;
}

export interface IntentsDeps {
  readonly journal: Pick<Database, "run" | "all">;
  /** Writes acts and what belongs to them in one transaction. */
  readonly record: (activities: readonly NewActivity[], together: readonly SqlStatement[]) => Promise<void>;
  /** An act was done, and what should follow here was not. */
  readonly report: (cause: unknown) => void;
  readonly now: () => number;
}

/** Nothing takes that long: its process is another one that was given the same number. */
const longestMs = 30 * 60_000;

/** How an act that threw ended, for its row. What was never sent is no act and has none. */
export function failed(cause: unknown): Pick<NewActivity, "outcome" | "detail"> {
  const outcome = effectOf(cause) === "unknown" ? "unknown" : "refused";
  return { outcome, detail: errorWords(toAppError(cause)) };
}

/** Write-ahead for single acts, as jobs have it for theirs: no act is sent that would leave no trace. */
export function createIntents({ journal, record, report, now }: IntentsDeps) {
  const runner = randomUUID();
  const forget = (id: string): SqlStatement => ({
    sql: "DELETE FROM intents WHERE id = ?",
    parameters: [id],
  });

  return {
    /**
     * Keeps the acts in the journal, then makes the attempt, then replaces them by what it says became of them; a
     * failure before it said so is their end. Throws before anything is sent where the journal cannot be written. An
     * end that cannot be written is reported: what is done is done, and the intent stays.
     */
    async attempt<Value>(
      acts: readonly Intent[],
      make: (attempt: Attempt) => Promise<Value>,
    ): Promise<Value> {
      const id = randomUUID();
      await journal.run("INSERT INTO intents (id, at, runner, pid, acts) VALUES (?, ?, ?, ?, ?)", [
        ...[id, now(), runner, process.pid],
        JSON.stringify(acts),
      ]);
      let ends: readonly NewActivity[] | null = null;
      const attempt: Attempt = {
        ended(activities) {
          ends = activities;
        },
        afterwards: async (work) => work().then(() => undefined, report),
      };
      try {
        return await make(attempt);
      } catch (cause) {
        ends ??= effectOf(cause) === "not_sent" ? [] : acts.map((act) => endedBy(act, failed(cause)));
        throw cause;
      } finally {
        await record(ends ?? [], [forget(id)]).catch(report);
      }
    },

    /** Once, at the start: nobody knows what became of acts whose process ended before it was told. */
    async settle(): Promise<void> {
      const rows = await journal.all<{ id: string; at: number; pid: number; acts: string }>(
        "SELECT id, at, pid, acts FROM intents WHERE runner <> ? ORDER BY at, id",
        [runner],
      );
      for (const { id, at, pid, acts } of rows) {
        if (pid !== process.pid && isAlive(pid) && now() - at < longestMs) continue;
        const cut = { outcome: "unknown", detail: ownReasons.appEnded } as const;
        const kept = intentsIn(acts).map((act) => ({ ...endedBy(act, cut), at }));
        await record(kept, [forget(id)]);
      }
    },
  };
}

/** What was to be done stands beside why it may not be. */
function endedBy(act: Intent, end: ReturnType<typeof failed>): NewActivity {
  const detail = [act.detail, end.detail].filter((part) => part).join(" · ");
  return { ...act, ...end, detail: detail || null };
}

/** A later version may know kinds of acts that this one does not. */
function intentsIn(text: string): readonly Intent[] {
  try {
    return z.array(Intent).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

export type Intents = ReturnType<typeof createIntents>;
