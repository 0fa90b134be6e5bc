import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { jobCalls } from "../../../shared/ipc/job-calls.ts";
import type { Shell } from "../../shell/shell.ts";
import type { JobsService } from "./jobs-service.ts";

export function createJobCalls(
  jobs: JobsService,
  shell: Pick<Shell, "pickSavePath">,
): Pick<Handlers, keyof typeof jobCalls> {
  return {
    "jobs.plan": (input) => jobs.plan(input),
    "jobs.planGroups": (input) => jobs.planGroups(input),
    "jobs.planItems": (input) => jobs.planItems(input),
    "jobs.stopPlanning": async () => jobs.stopPlanning(),
    "jobs.run": ({ planId }) => jobs.run(planId),
    "jobs.list": () => jobs.list(),
    "jobs.results": (input) => jobs.results(input),
    "jobs.pause": ({ jobId }) => jobs.pause(jobId),
    "jobs.resume": ({ jobId }) => jobs.resume(jobId),
    "jobs.cancel": ({ jobId }) => jobs.cancel(jobId),
    "jobs.planAgain": ({ jobId }) => jobs.planAgain(jobId),
    "jobs.planUndo": ({ jobId }) => jobs.planUndo(jobId),
    "jobs.export": async ({ jobId }) => {
      const path = await shell.pickSavePath(await jobs.reportName(jobId));
      if (path === null) return false;
      await jobs.exportTo(jobId, path);
      return true;
    },
    "members.ids": ({ accountId, groupId, query }) => jobs.memberIds(accountId, groupId, query),
    "jobs.protected": ({ accountId }) => jobs.protectedIds(accountId),
    "jobs.setProtected": ({ accountId, userIds }) => jobs.setProtected(accountId, userIds),
  };
}
