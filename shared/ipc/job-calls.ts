import { z } from "zod";
import { AccountId, EntityId } from "../domain/ids.ts";
import {
  GroupAction,
  ItemAction,
  Job,
  JobPlan,
  JobResult,
  PeopleAction,
  TargetOutcome,
} from "../domain/job.ts";
import { WindowQuery, windowOf } from "./window.ts";

const OneJob = z.object({ jobId: z.uuid() });
/** Any number that somebody may run: what is too much for one job, the product of both, is told by the plan. */
const GroupIds = z.array(EntityId).min(1).max(20_000);
const UserIds = z.array(EntityId).min(1).max(100_000);

export const jobCalls = {
  /** Who would be acted on and who is left out, from the cache refreshed just before. Runs nothing. */
  "jobs.plan": {
    input: z.object({
      accountId: AccountId,
      groupIds: GroupIds,
      userIds: UserIds,
      action: PeopleAction,
    }),
    output: JobPlan,
  },
  /** The same for groups as a whole. Reads what each group is set to, where that matters. */
  "jobs.planGroups": {
    input: z.object({
      accountId: AccountId,
      groupIds: GroupIds,
      action: GroupAction,
    }),
    output: JobPlan,
  },
  /** The same for people who applied, or for files. */
  "jobs.planItems": {
    input: z.object({
      accountId: AccountId,
      items: z
        .array(z.object({ groupId: EntityId, targetId: EntityId }))
        .min(1)
        .max(100_000),
      action: ItemAction,
    }),
    output: JobPlan,
  },
  /** Gives up the plan in the making, which then ends as AppError("cancelled"). */
  "jobs.stopPlanning": { input: z.void(), output: z.void() },
  /** Runs a plan that was shown, exactly as it was shown. A plan is kept for an hour and runs once. */
  "jobs.run": { input: z.object({ planId: z.uuid() }), output: Job },
  "jobs.list": { input: z.void(), output: z.array(Job) },
  "jobs.results": {
    input: OneJob.extend(WindowQuery.shape).extend({ outcome: TargetOutcome.nullable().default(null) }),
    output: windowOf(JobResult),
  },
  "jobs.pause": { input: OneJob, output: z.void() },
  /** Also for an interrupted job: what has no recorded outcome is read back before anything is sent. */
  "jobs.resume": { input: OneJob, output: z.void() },
  "jobs.cancel": { input: OneJob, output: z.void() },
  /** A new plan of those that failed or are unknown. */
  "jobs.planAgain": { input: OneJob, output: JobPlan },
  /** A new plan that takes back what was done; AppError("unsupported") where nothing can. */
  "jobs.planUndo": { input: OneJob, output: JobPlan },
  /** CSV (UTF-8 with BOM, formula-safe) to where the person chooses; false when they cancelled. */
  "jobs.export": { input: OneJob, output: z.boolean() },
  /** All ids that match a search, for "select all": frozen at this moment. */
  "members.ids": {
    input: z.object({ accountId: AccountId, groupId: EntityId, query: z.string().max(200).default("") }),
    output: z.array(EntityId),
  },
  /** People that no job ever touches, on top of owner, admins and ourselves. */
  "jobs.protected": { input: z.object({ accountId: AccountId }), output: z.array(EntityId) },
  "jobs.setProtected": {
    input: z.object({ accountId: AccountId, userIds: z.array(EntityId).max(10_000) }),
    output: z.void(),
  },
} as const;
