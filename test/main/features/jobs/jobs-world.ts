import { onTestFinished } from "vitest";
import type { Demo, DemoOptions } from "../../../../main/demo/demo-interface.ts";
import type { ReadBack } from "../../../../main/platform/read-back.ts";
import type { Activity } from "../../../../shared/domain/activity.ts";
import type {
  GroupAction,
  ItemAction,
  JobPlan,
  JobResult,
  PeopleAction,
} from "../../../../shared/domain/job.ts";
import type { Member } from "../../../../shared/domain/member.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { everything } from "./everything.ts";
import { type OpenJobsOptions, openJobs } from "./open-jobs.ts";

type WorldOptions = Omit<OpenJobsOptions, "folder" | "demo" | "readBack"> & {
  readonly demo?: DemoOptions;
  /** How all of them read back; absent: as on a demo whose reads follow its writes. */
  readonly readBackOf?: (demo: Demo) => ReadBack;
};

interface Item {
  readonly groupId: string;
  readonly targetId: string;
}

/** Jobs against a demo of their own, and what a test looks at: the demo's groups and the people in them. */
export async function jobsWorld({ demo: demoOptions = {}, readBackOf, ...options }: WorldOptions = {}) {
  const demo = await runningDemo(demoOptions);
  const folder = await tempFolder();
  const readBack = readBackOf?.(demo);
  const opened = await openJobs({ folder, demo, ...options, ...(readBack && { readBack }) });
  onTestFinished(() => opened.close());

  async function runPlan({ planId }: JobPlan) {
    return opened.jobs.ended((await opened.jobs.run(planId)).id);
  }

  async function everybody(groupId: string) {
    const { accountId, groups, members } = opened;
    await groups.sync(accountId);
    await members.sync(accountId, groupId);
    return (await members.window({ accountId, groupId, query: "", offset: 0, limit: 1_000_000 })).rows;
  }

  return {
    demo,
    folder,
    opened,
    jobs: opened.jobs,
    accountId: opened.accountId,
    everybody,
    /** Ids of plain members whom nobody has muted, in the list's order. */
    async plainMembers(groupId: string): Promise<string[]> {
      return (await everybody(groupId)).filter(isPlain).map(({ id }) => id);
    },
    plan: (groupId: string, userIds: readonly string[], action: PeopleAction) =>
      opened.jobs.plan({ accountId: opened.accountId, groupIds: [groupId], userIds, action }),
    /** Plans, runs and waits. */
    async run(groupId: string, userIds: readonly string[], action: PeopleAction) {
      const { accountId, jobs } = opened;
      return runPlan(await jobs.plan({ accountId, groupIds: [groupId], userIds, action }));
    },
    planGroups: (groupIds: readonly string[], action: GroupAction) =>
      opened.jobs.planGroups({ accountId: opened.accountId, groupIds, action }),
    async runGroups(groupIds: readonly string[], action: GroupAction) {
      const { accountId, jobs } = opened;
      return runPlan(await jobs.planGroups({ accountId, groupIds, action }));
    },
    planItems: (items: readonly Item[], action: ItemAction) =>
      opened.jobs.planItems({ accountId: opened.accountId, items, action }),
    async runItems(items: readonly Item[], action: ItemAction) {
      const { accountId, jobs } = opened;
      return runPlan(await jobs.planItems({ accountId, items, action }));
    },
    runPlan,
    /** What the activity keeps of a job. */
    async told(jobId: string): Promise<Activity[]> {
      const { rows } = await opened.activity.window(everything);
      return rows.filter((row) => row.jobId === jobId);
    },
    async results(jobId: string): Promise<JobResult[]> {
      const all = { jobId, query: "", outcome: null, offset: 0, limit: 1_000_000 };
      return (await opened.jobs.results(all)).rows;
    },
    async group(groupId: string) {
      const found = (await demo.inspect()).groups.find(({ id }) => id === groupId);
      if (found === undefined) throw new Error("no such group in the demo");
      return found;
    },
    async requestsTo(path: string): Promise<number> {
      return (await demo.inspect()).requests.filter((request) => request.path === path).length;
    },
  };
}

function isPlain({ role, mutedUntil }: Member): boolean {
  return role === "member" && mutedUntil === null;
}

/** A promise that a test opens by hand. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}
