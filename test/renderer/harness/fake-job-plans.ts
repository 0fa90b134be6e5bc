import type { SettingChange } from "../../../shared/domain/group-settings.ts";
import type {
  GroupAction,
  Job,
  JobAction,
  JobPlan,
  JobResult,
  JobTarget,
} from "../../../shared/domain/job.ts";
import { accounts, groups, memberAt } from "./fake-world.ts";

export type LeftOut = JobPlan["leftOut"][number]["reason"];

/** Each group is set a little differently, so that a template changes more here and less there. */
export function groupTargets(groupIds: readonly string[], action: GroupAction): readonly JobTarget[] {
  return groupIds.map((groupId, index): JobTarget => {
    const name = groups.find(({ id }) => id === groupId)?.name ?? "";
    const target = { groupId, targetId: groupId, name };
    if (action.type !== "apply_settings") return target;
    const wanted = Object.entries(action.changes);
    const changes = wanted
      .slice(Math.floor(index / 2) % (wanted.length + 1))
      .map(([setting, to = null]): SettingChange => {
        const from = typeof to === "boolean" ? !to : setting === "joinRule" ? "open" : null;
        return { setting: setting as SettingChange["setting"], from, to };
      });
    return { ...target, changes };
  });
}

/** Those whose role is too small are left out, and those where nothing would change. */
export function groupReason(action: GroupAction): (target: JobTarget) => LeftOut | null {
  return ({ groupId, changes }) => {
    const role = groups.find(({ id }) => id === groupId)?.role;
    if (action.type === "leave") return role === "owner" ? "owner" : null;
    if (role === "member") return "no_permission";
    return changes?.length === 0 ? "already_so" : null;
  };
}

export function itemName({ type }: JobAction, index: number): string {
  const files = ["活动报名表.pdf", "Budget 2026.xlsx", "合影.png", "会议录音.mp3"];
  const people = ["周浩", "", "Keiko Tanaka", "Ольга Петрова"];
  const names = type === "delete_files" ? files : people;
  return names[index % names.length] ?? "";
}

export function jobOf({
  accountId,
  action,
  targets,
}: Pick<JobPlan, "accountId" | "action" | "targets">): Job {
  return {
    id: crypto.randomUUID(),
    accountId,
    action,
    state: "running",
    createdAt: Date.now(),
    finishedAt: null,
    total: targets.length,
    counts: { waiting: 0, done: 0, already_so: 0, refused: 0, unknown: 0, cancelled: 0 },
    distinct: {
      targets: new Set(targets.map(({ targetId }) => targetId)).size,
      groups: new Set(targets.map(({ groupId }) => groupId)).size,
    },
    current: null,
    canUndo: false,
    waitingMs: null,
  };
}

export function waiting(targets: readonly JobTarget[]): JobResult[] {
  return targets.map((target) => ({ ...target, outcome: "waiting", reason: null }));
}

/** A mute of twelve that the end of the app cut off after five. */
export function cutOffJob(): { readonly job: Job; readonly rows: JobResult[] } {
  const groupId = groups[0]?.id ?? "";
  const targets = Array.from({ length: 12 }, (_, index) => {
    const { id: targetId, name } = memberAt(index + 10);
    return { groupId, targetId, name };
  });
  const action = { type: "mute", minutes: 60 } as const;
  const job = jobOf({ accountId: accounts[0]?.id ?? "", action, targets });
  const rows = waiting(targets).map((row, index) => (index < 5 ? { ...row, outcome: "done" as const } : row));
  return { job: { ...job, state: "interrupted" }, rows };
}
