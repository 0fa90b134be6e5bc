import type { Job, JobPlan, JobResult, PeopleAction } from "../../../shared/domain/job.ts";
import type { Reply } from "../../../shared/ipc/contract.ts";
import { accounts, groups, knownPeople, memberAt } from "./fake-world.ts";

interface JobInput {
  readonly accountId?: string;
  readonly groupId?: string;
  readonly groupIds?: readonly string[];
  readonly userIds?: readonly string[];
  readonly action?: PeopleAction;
  readonly planId?: string;
  readonly jobId?: string;
  readonly query?: string;
  readonly outcome?: string | null;
  readonly offset?: number;
  readonly limit?: number;
}

const accountId = accounts[0]?.id ?? "";
const ok = (value?: unknown): Reply => ({ ok: true, value });
const missing: Reply = { ok: false, code: "not_found", message: "no such job" };
const inverses = { mute: "unmute", block: "unblock", promote: "demote", demote: "promote" } as const;
/** More than this and a job stays under way, for looking at it. */
const endsUpTo = 1000;

/** Plans, runs and reports without a server: the second of each job is refused, the admins are left out. */
export function fakeJobs(emit: (name: string, payload?: unknown) => void) {
  const plans = new Map<string, JobPlan>();
  const jobs = new Map<string, Job>();
  const results = new Map<string, JobResult[]>();
  let protectedIds: readonly string[] = [];
  const people = new Map(Array.from({ length: 3000 }, (_, index) => [memberAt(index).id, memberAt(index)]));

  function plan(targets: readonly Omit<JobResult, "outcome" | "reason">[], action: PeopleAction): Reply {
    const leftOut: JobPlan["leftOut"] = [];
    const acting: JobPlan["targets"] = [];
    for (const target of targets) {
      const role = people.get(target.userId)?.role;
      if (protectedIds.includes(target.userId)) leftOut.push({ ...target, reason: "protected" });
      else if (role === "owner" || role === "admin") leftOut.push({ ...target, reason: role });
      else acting.push(target);
    }
    const made: JobPlan = {
      planId: crypto.randomUUID(),
      accountId,
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
    change(jobId, { state: "running", current: rows[Math.floor(rows.length / 3)]?.userId ?? null });
    if (rows.length > endsUpTo) return;
    setTimeout(() => {
      settle(rows.length);
      const action = jobs.get(jobId)?.action.type ?? "kick";
      change(jobId, { state: "done", current: null, finishedAt: Date.now(), canUndo: action in inverses });
    }, 50);
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
          userIds.map((userId) => ({ groupId, userId, name: people.get(userId)?.name ?? "" })),
        ),
        action,
      ),
    "jobs.run": ({ planId = "" }: JobInput) => {
      const found = plans.get(planId);
      if (!found || !plans.delete(planId)) return missing;
      const id = crypto.randomUUID();
      results.set(
        id,
        found.targets.map((target) => ({ ...target, outcome: "waiting", reason: null })),
      );
      const job: Job = {
        id,
        accountId,
        action: found.action,
        state: "running",
        createdAt: Date.now(),
        finishedAt: null,
        total: found.targets.length,
        counts: { waiting: 0, done: 0, already_so: 0, refused: 0, unknown: 0, cancelled: 0 },
        current: null,
        canUndo: false,
        waitingMs: null,
      };
      jobs.set(id, job);
      work(id);
      return ok(jobs.get(id));
    },
    "jobs.list": () => ok([...jobs.values()].reverse()),
    "jobs.results": ({ jobId = "", query = "", outcome = null, offset = 0, limit = 100 }: JobInput) => {
      const rows = (results.get(jobId) ?? []).filter(
        (row) =>
          (outcome === null || row.outcome === outcome) &&
          (row.name.includes(query) || row.userId.includes(query)),
      );
      return ok({ revision: 1, total: rows.length, rows: rows.slice(offset, offset + limit) });
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
      const type = jobs.get(jobId)?.action.type ?? "kick";
      if (!(type in inverses)) return missing;
      const inverse = inverses[type as keyof typeof inverses];
      return plan(
        (results.get(jobId) ?? []).filter(({ outcome }) => outcome === "done"),
        { type: inverse },
      );
    },
    "jobs.export": () => ok(true),
    "jobs.protected": () => ok(protectedIds),
    "jobs.setProtected": ({ userIds = [] }: JobInput) => {
      protectedIds = userIds;
      return ok();
    },
  };
}
