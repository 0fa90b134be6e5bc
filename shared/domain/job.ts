import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { AccountId, EntityId } from "./ids.ts";

/** What can be done to many people in one job. Mute carries its minutes (-1 for ever), invite its words. */
export const PeopleAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("kick") }),
  z.object({
    type: z.literal("mute"),
    minutes: z.union([z.literal(-1), z.number().int().min(1).max(5_256_000)]),
  }),
  z.object({ type: z.literal("unmute") }),
  z.object({ type: z.literal("block") }),
  z.object({ type: z.literal("unblock") }),
  z.object({ type: z.literal("promote") }),
  z.object({ type: z.literal("demote") }),
  z.object({ type: z.literal("invite"), reason: z.string().max(200).default("") }),
]);
export type PeopleAction = z.infer<typeof PeopleAction>;
export type PeopleActionType = PeopleAction["type"];

/** The action that takes this one back; null where none does (a kick, an invitation). */
export const inverseOf: Readonly<Record<PeopleActionType, PeopleActionType | null>> = {
  kick: null,
  mute: "unmute",
  unmute: null,
  block: "unblock",
  unblock: "block",
  promote: "demote",
  demote: "promote",
  invite: null,
};

/** Why somebody is left out before anything runs. */
export const LeftOutReason = z.enum([
  "owner",
  "admin",
  "self",
  "protected",
  "already_so",
  "not_a_member",
  "no_permission",
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

export const JobTarget = z.object({ groupId: EntityId, userId: EntityId, name: z.string() });
export type JobTarget = z.infer<typeof JobTarget>;

/** What would happen, before it does: nothing runs until this is confirmed, and it runs exactly this. */
export const JobPlan = z.object({
  planId: z.uuid(),
  accountId: AccountId,
  action: PeopleAction,
  targets: z.array(JobTarget),
  leftOut: z.array(JobTarget.extend({ reason: LeftOutReason })),
  callCount: z.number().int(),
  /** At the account's present pace. */
  estimatedMs: z.number(),
  isReversible: z.boolean(),
});
export type JobPlan = z.infer<typeof JobPlan>;

/** What became of one person in one group. "unknown": the answer was lost and reading back did not tell. */
export const TargetOutcome = z.enum(["waiting", "done", "already_so", "refused", "unknown", "cancelled"]);
export type TargetOutcome = z.infer<typeof TargetOutcome>;

export const JobResult = JobTarget.extend({
  outcome: TargetOutcome,
  /** The server's own words or ours; null where there is nothing to say. */
  reason: z.string().nullable(),
});
export type JobResult = z.infer<typeof JobResult>;

/** running → paused ⇄ running → done | cancelled. "interrupted": the app ended meanwhile; resume reads back first. */
export const JobState = z.enum(["running", "paused", "done", "cancelled", "interrupted"]);
export type JobState = z.infer<typeof JobState>;

export const Job = z.object({
  id: z.uuid(),
  accountId: AccountId,
  action: PeopleAction,
  state: JobState,
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  total: z.number().int(),
  counts: z.record(TargetOutcome, z.number().int()),
  /** The person being acted on, for the progress line; null when none is. */
  current: z.string().nullable(),
  /** A finished job whose action has an inverse and that was not undone yet. */
  canUndo: z.boolean(),
  /** Why it waits, e.g. the server asked for it; null when it does not. */
  waitingMs: z.number().nullable(),
  /** Why a job paused by itself; absent when it did not, or when the person paused it. */
  pausedBy: z.enum(errorCodes).optional(),
});
export type Job = z.infer<typeof Job>;
