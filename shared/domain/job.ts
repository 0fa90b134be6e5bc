import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { SettingChange, SettingChanges } from "./group-settings.ts";
import { AccountId, EntityId } from "./ids.ts";

const Minutes = z.union([z.literal(-1), z.number().int().min(1).max(5_256_000)]);
const announcement = {
  title: z.string().trim().min(1).max(200),
  content: z.string().trim().min(1).max(10_000),
};

/** What can be done to many people in one job. Mute carries its minutes (-1 for ever), invite its words. */
export const PeopleAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("kick") }),
  z.object({
    type: z.literal("mute"),
    minutes: Minutes,
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

/** What can be done to many groups in one job. */
export const GroupAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("announce"), ...announcement }),
  /** Removes what `announce` added: the newest one of ours with these words. */
  z.object({ type: z.literal("unannounce"), ...announcement }),
  /** Sets these in every group; the plan shows for each what would change. */
  z.object({ type: z.literal("apply_settings"), changes: SettingChanges }),
  /** Sets back what a job changed: each group has its own values, in its target's `changes`. Made by undo only. */
  z.object({ type: z.literal("restore_settings") }),
  z.object({ type: z.literal("mute_all"), minutes: Minutes }),
  z.object({ type: z.literal("unmute_all") }),
  z.object({ type: z.literal("leave") }),
]);
export type GroupAction = z.infer<typeof GroupAction>;

/** What can be done to many things that lie in groups: people who applied, files. */
export const ItemAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("approve_applications") }),
  z.object({ type: z.literal("refuse_applications") }),
  z.object({ type: z.literal("delete_files") }),
]);
export type ItemAction = z.infer<typeof ItemAction>;

export const JobAction = z.discriminatedUnion("type", [
  ...PeopleAction.options,
  ...GroupAction.options,
  ...ItemAction.options,
]);
export type JobAction = z.infer<typeof JobAction>;
export type JobActionType = JobAction["type"];

/** The action that takes this one back; null where none does (a kick, an invitation, a deleted file). */
export const inverseOf: Readonly<Record<JobActionType, JobActionType | null>> = {
  kick: null,
  mute: "unmute",
  unmute: null,
  block: "unblock",
  unblock: "block",
  promote: "demote",
  demote: "promote",
  invite: null,
  announce: "unannounce",
  unannounce: null,
  apply_settings: "restore_settings",
  restore_settings: "restore_settings",
  mute_all: "unmute_all",
  unmute_all: null,
  leave: null,
  approve_applications: null,
  refuse_applications: null,
  delete_files: null,
};

/** Whom or what an action is done to: what `targetId` of its targets names. */
export function targetKindOf(type: JobActionType): "person" | "group" | "file" {
  if (type === "delete_files") return "file";
  return GroupAction.options.some((option) => option.shape.type.value === type) ? "group" : "person";
}

/** Why somebody or something is left out before anything runs. */
export const LeftOutReason = z.enum([
  "owner",
  "admin",
  "self",
  "protected",
  "already_so",
  "not_a_member",
  "no_permission",
  /** Gone meanwhile: a file, an application that somebody else answered, a group we left. */
  "gone",
  /** What it is now could not be read, so nothing is risked. */
  "not_readable",
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/** Somebody or something a job acts on. */
export const JobTarget = z.object({
  groupId: EntityId,
  /** The person, the file, or for work on groups the group itself. */
  targetId: EntityId,
  name: z.string(),
  /** Work on settings: what would change here, and from what. */
  changes: z.array(SettingChange).optional(),
});
export type JobTarget = z.infer<typeof JobTarget>;

/** What would happen, before it does: nothing runs until this is confirmed, and it runs exactly this. */
export const JobPlan = z.object({
  planId: z.uuid(),
  accountId: AccountId,
  action: JobAction,
  targets: z.array(JobTarget),
  leftOut: z.array(JobTarget.extend({ reason: LeftOutReason })),
  callCount: z.number().int(),
  /** At the account's present pace. */
  estimatedMs: z.number(),
  isReversible: z.boolean(),
});
export type JobPlan = z.infer<typeof JobPlan>;

/** What became of one target. "unknown": the answer was lost and reading back did not tell. */
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
  action: JobAction,
  state: JobState,
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  total: z.number().int(),
  counts: z.record(TargetOutcome, z.number().int()),
  /** How many different ones, where `total` counts somebody in two groups twice, and in how many groups. */
  distinct: z.object({ targets: z.number().int(), groups: z.number().int() }).optional(),
  /** The job that it takes back; absent for any other. */
  undoOf: z.uuid().optional(),
  /** Who or what is being acted on, for the progress line; null when nothing is. */
  current: z.string().nullable(),
  /** A finished job that did something, if only in part, whose action has an inverse and that was not undone yet. */
  canUndo: z.boolean(),
  /** Why it waits, e.g. the server asked for it; null when it does not. */
  waitingMs: z.number().nullable(),
  /** Why a job paused by itself; absent when it did not, or when the person paused it. */
  pausedBy: z.enum(errorCodes).optional(),
});
export type Job = z.infer<typeof Job>;
