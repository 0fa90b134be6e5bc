import type { Job, JobPlan } from "../../../../shared/domain/job.ts";
import { accountId } from "../../support/samples.ts";

export const jobId = "00000000-0000-4000-8000-00000000000a";

export function sampleJob(change: Partial<Job> = {}): Job {
  return {
    id: jobId,
    accountId,
    action: { type: "mute", minutes: 60 },
    state: "running",
    createdAt: 0,
    finishedAt: null,
    total: 3,
    counts: { waiting: 3, done: 0, already_so: 0, refused: 0, unknown: 0, cancelled: 0 },
    current: null,
    canUndo: false,
    waitingMs: null,
    ...change,
  };
}

export function samplePlan(change: Partial<JobPlan> = {}): JobPlan {
  return {
    planId: "00000000-0000-4000-8000-00000000000b",
    accountId,
    action: { type: "mute", minutes: 60 },
    targets: [{ groupId: "1", targetId: "7", name: "Li" }],
    leftOut: [],
    callCount: 1,
    estimatedMs: 100,
    isReversible: true,
    ...change,
  };
}
