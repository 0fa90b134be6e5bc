import { z } from "zod";
import { Activity, ActivityKind, UndoResult } from "../domain/activity.ts";
import { AccountId, EntityId } from "../domain/ids.ts";
import { WindowQuery, windowOf } from "./window.ts";

export const ActivityFilter = WindowQuery.extend({
  accountId: AccountId.nullable().default(null),
  groupId: EntityId.nullable().default(null),
  /** "mine": what was done through this app. "seen": what others did. */
  who: z.enum(["all", "mine", "seen"]).default("all"),
  kinds: z.array(ActivityKind).max(60).default([]),
  /** ms since epoch, inclusive. */
  since: z.number().nullable().default(null),
  /** ms since epoch, exclusive. */
  until: z.number().nullable().default(null),
});

export const activityCalls = {
  /** Newest first; kept without limit. */
  "activity.window": { input: ActivityFilter, output: windowOf(Activity) },
  /** One act as it stands now; AppError("not_found") where there is none. */
  "activity.get": { input: z.object({ id: z.number().int().positive() }), output: Activity },
  /** CSV of everything the filter matches; false when the person cancelled the dialog. */
  "activity.export": { input: ActivityFilter, output: z.boolean() },
  /**
   * Sets a value back to what it was before this act, or removes what it announced; that is an act of its own. First
   * looks whether the value is still the act's: if not, nothing is sent unless `isSure`. What acts on people and jobs
   * are undone by plans instead and are refused here.
   */
  "activity.undo": {
    input: z.object({ id: z.number().int().positive(), isSure: z.boolean().default(false) }),
    output: UndoResult,
  },
} as const;
