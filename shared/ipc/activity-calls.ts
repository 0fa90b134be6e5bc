import { z } from "zod";
import { Activity, ActivityKind } from "../domain/activity.ts";
import { AccountId, EntityId } from "../domain/ids.ts";
import { WindowQuery, windowOf } from "./window.ts";

export const ActivityFilter = WindowQuery.extend({
  accountId: AccountId.nullable().default(null),
  groupId: EntityId.nullable().default(null),
  /** "mine": what was done through this app. "seen": what others did. */
  who: z.enum(["all", "mine", "seen"]).default("all"),
  kinds: z.array(ActivityKind).max(60).default([]),
});

export const activityCalls = {
  /** Newest first; kept without limit. */
  "activity.window": { input: ActivityFilter, output: windowOf(Activity) },
  /** CSV of everything the filter matches; false when the person cancelled the dialog. */
  "activity.export": { input: ActivityFilter, output: z.boolean() },
} as const;
