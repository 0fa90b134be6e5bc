import type {
  GroupAction,
  Job,
  JobAction,
  JobPlan,
  JobResult,
  JobTarget,
} from "../../../shared/domain/job.ts";
import type { Reply } from "../../../shared/ipc/contract.ts";
import {
  cutOffJob,
  groupReason,
  groupTargets,
  itemName,
  jobOf,
  type LeftOut,
  waiting,
} from "./fake-job-plans.ts";
import { ok, windowOf } from "./fake-main.ts";
import { accounts, groups, knownPeople, memberAt } from "./fake-world.ts";

interface JobInput {
  readonly accountId?: string;
  readonly groupId?: string;
  readonly groupIds?: readonly string[];
  readonly userIds?: readonly string[];
  readonly items?: readonly { readonly groupId: string; readonly targetId: string }[];
  readonly action?: JobAction;
  readonly planId?: string;
  readonly jobId?: string;
  readonly query?: string;
  readonly outcome?: string | null;
  readonly offset?: number;
  readonly limit?: number;
}

const accountId = accounts[0]?.id ?? "";
const missing: Reply = { ok: false, code: "not_found", message: "no such job" };
const inverses: Readonly<Record<string, JobAction["type"]>> = {
  mute: "unmute",
  block: "unblock",
  promote: "demote",
  demote: "promote",
  announce: "unannounce",
  apply_settings: "restore_settings",
  mute_all: "unmute_all",
};
/** More than this and a job stays under way, for looking at it. */
const endsUpTo = 1000;

/**
 * Plans, runs and reports without a server: the second of each job is refused, the admins are left out. In the scene
 * "interrupted" one job was cut off half-way.
 */
export function fakeJobs(emit: (name: string, payload?: unknown) => void, scene: string) {
  const plans = new Map<string, JobPlan>();
  const jobs = new Map<string, Job>();
  const results = new Map<string, JobResult[]>();
  let protectedIds: readonly string[] = [];
  const people = new Map(Array.from({ length: 3000 }, (_, index) => [memberAt(index).id, memberAt(index)]));

  function personReason({ targetId }: JobTarget): LeftOut | null {
    const role = people.get(targetId)?.role;
    if (protectedIds.includes(targetId)) return "protected";
    return role === "owner" || role === "admin" ? role : null;
  }

  function plan(
    targets: readonly JobTarget[],
    action: JobAction,
    { account = accountId, reasonOf = personReason } = {},
  ): Reply {
    const leftOut: JobPlan["leftOut"] = [];
    const acting: JobPlan["targets"] = [];
    for (const target of targets) {
      const reason = reasonOf(target);
      if (reason === null) acting.push(target);
      else leftOut.push({ ...target, reason });
    }
    const made: JobPlan = {
      planId: crypto.randomUUID(),
      accountId: account,
      action,
      targets: acting,
      leftOut,
      callCount: Math.ceil(acting.length / 100),
      estimatedMs: acting.length * 40,
      isReversible: action.type in inverses,
    };
    plans.set(made.planId, made);
    return ok(made);
  }

  function counted(job: Job): Job {
    const counts: Job["counts"] = {
      waiting: 0,
      done: 0,
      already_so: 0,
      refused: 0,
      unknown: 0,
      cancelled: 0,
    };
    for (const { outcome } of results.get(job.id) ?? []) counts[outcome] += 1;
    return { ...job, counts };
  }

  function change(jobId: string, wanted: Partial<Job>): void {
    const job = jobs.get(jobId);
    if (!job) return;
    jobs.set(jobId, counted({ ...job, ...wanted }));
    queueMicrotask(() => emit("jobs.changed", {}));
  }

  /** Half of it now, the other half a moment later. */
  function work(jobId: string): void {
    const rows = results.get(jobId) ?? [];
    const settle = (upTo: number) => {
      for (const [index, row] of rows.entries()) {
        if (index >= upTo || row.outcome !== "waiting") continue;
        rows[index] =
          index === 1
            ? { ...row, outcome: "refused", reason: "10010 权限不足" }
            : { ...row, outcome: "done" };
      }
    };
    settle(Math.floor(rows.length / 3));
    change(jobId, { state: "running", current: nameOf(rows[Math.floor(rows.length / 3)]) });
    if (rows.length > endsUpTo) return;
    setTimeout(() => {
      settle(rows.length);
      const action = jobs.get(jobId)?.action.type ?? "kick";
      change(jobId, { state: "done", current: null, finishedAt: Date.now(), canUndo: action in inverses });
    }, 50);
  }

  function add(job: Job, rows: JobResult[]): void {
    results.set(job.id, rows);
    jobs.set(job.id, counted(job));
  }

  if (scene === "interrupted") {
    const { job, rows } = cutOffJob();
    add(job, rows);
  }

  return {
    "members.ids": ({ groupId, query = "" }: JobInput) => {
      const total = Math.min(knownPeople, groups.find(({ id }) => id === groupId)?.memberCount ?? 0);
      const wanted = query.toLowerCase();
      const ids = Array.from({ length: total }, (_, index) => memberAt(index))
        .filter(({ id, name }) => name.toLowerCase().includes(wanted) || id.includes(wanted))
        .map(({ id }) => id);
      return ok(ids);
    },
    "jobs.plan": ({ groupIds = [], userIds = [], action = { type: "kick" } }: JobInput) =>
      plan(
        groupIds.flatMap((groupId) =>
          userIds.map((targetId) => ({ groupId, targetId, name: people.get(targetId)?.name ?? "" })),
        ),
        action,
      ),
    "jobs.planGroups": ({ groupIds = [], action, accountId: account = accountId }: JobInput) =>
      plan(groupTargets(groupIds, action as GroupAction), action as GroupAction, {
        account,
        reasonOf: groupReason(action as GroupAction),
      }),
    "jobs.planItems": ({ items = [], action = { type: "kick" }, accountId: account = accountId }: JobInput) =>
      plan(
        items.map((item, index) => ({ ...item, name: itemName(action, index) })),
        action,
        { account },
      ),
    "jobs.stopPlanning": () => ok(),
    "jobs.run": ({ planId = "" }: JobInput) => {
      const found = plans.get(planId);
      if (!found || !plans.delete(planId)) return missing;
      const job = jobOf(found);
      add(job, waiting(found.targets));
      work(job.id);
      return ok(jobs.get(job.id));
    },
    "jobs.list": () => ok([...jobs.values()].reverse()),
    "jobs.results": ({ jobId = "", query = "", outcome = null, ...range }: JobInput) => {
      const rows = (results.get(jobId) ?? []).filter(
        (row) =>
          (outcome === null || row.outcome === outcome) &&
          (row.name.includes(query) || row.targetId.includes(query)),
      );
      return windowOf(rows, range);
    },
    "jobs.pause": ({ jobId = "" }: JobInput) => {
      change(jobId, { state: "paused", current: null });
      return ok();
    },
    "jobs.resume": ({ jobId = "" }: JobInput) => {
      work(jobId);
      return ok();
    },
    "jobs.cancel": ({ jobId = "" }: JobInput) => {
      const rows = results.get(jobId) ?? [];
      for (const [index, row] of rows.entries()) {
        if (row.outcome === "waiting") rows[index] = { ...row, outcome: "cancelled" };
      }
      change(jobId, { state: "cancelled", current: null, finishedAt: Date.now() });
      return ok();
    },
    "jobs.planAgain": ({ jobId = "" }: JobInput) => {
      const job = jobs.get(jobId);
      if (!job) return missing;
      return plan(
        (results.get(jobId) ?? []).filter(({ outcome }) => outcome === "refused"),
        job.action,
      );
    },
    "jobs.planUndo": ({ jobId = "" }: JobInput) => {
      const action = jobs.get(jobId)?.action;
      const inverse = inverses[action?.type ?? ""];
      if (!action || inverse === undefined) return missing;
      const done = (results.get(jobId) ?? []).filter(({ outcome }) => outcome === "done");
      const back = done.map(({ changes, ...target }) => ({
        ...target,
        ...(changes && {
          changes: changes.map(({ setting, from, to }) => ({ setting, from: to, to: from })),
        }),
      }));
      return plan(back, { ...action, type: inverse } as JobAction);
    },
    "jobs.export": () => ok(true),
    "jobs.protected": () => ok(protectedIds),
    "jobs.setProtected": ({ userIds = [] }: JobInput) => {
      protectedIds = userIds;
      return ok();
    },
  };
}

function nameOf(row: JobResult | undefined): string | null {
  return row ? row.name || row.targetId : null;
}
