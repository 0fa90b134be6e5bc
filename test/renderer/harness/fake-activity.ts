import type { Activity, ActivityChange, ActivityKind } from "../../../shared/domain/activity.ts";
import { accounts, groups, memberAt } from "./fake-world.ts";

const kinds: readonly ActivityKind[] = [
  ...(["mute", "seen_joined", "kick", "rename_group", "seen_renamed", "upload_file"] as const),
  ...(["seen_left", "promote", "change_setting", "seen_muted", "block", "seen_promoted"] as const),
  ...(["mute_all", "describe_group", "destroy_group"] as const),
];
const details: Readonly<Partial<Record<ActivityKind, string>>> = {
  mute: "60",
  seen_renamed: "Old name",
  seen_muted: "2026-11-21T10:30:00.000Z",
  seen_promoted: "admin",
};
const changes: Readonly<Partial<Record<ActivityKind, ActivityChange>>> = {
  rename_group: { field: "name", before: "Chess", after: "国际象棋俱乐部" },
  change_setting: { field: "joinRule", before: "open", after: "approval" },
  mute_all: { field: "mutedUntil", before: null, after: "-1" },
  describe_group: {
    ...{ field: "description", before: "Bring water and a lamp. ".repeat(40) },
    after: "每周六早上七点在地铁站集合，请带水。",
  },
};
const outcomes = ["done", "done", "refused", "done", "done", "done", "done", "unknown"] as const;

/** The newest is 0; every row is made from its index. */
function activityAt(index: number, kind = kinds[index % kinds.length] ?? "kick"): Activity {
  const group = groups[index % 3];
  const outcome = kind.startsWith("seen_") ? "done" : (outcomes[index % outcomes.length] ?? "done");
  const member = memberAt(index % 1000);
  const change = changes[kind] ?? null;
  const isOfGroup = change !== null || kind === "destroy_group";
  return {
    id: 1_000_000 - index,
    at: Date.now() - index * 7 * 60_000,
    accountId: accounts[0]?.id ?? "",
    kind,
    groupId: group?.id ?? null,
    groupName: group?.name ?? null,
    targetId: isOfGroup ? null : member.id,
    targetName: isOfGroup ? null : kind === "upload_file" ? "年度总结 🎉.pdf" : member.name,
    outcome,
    detail: outcome === "refused" ? "no permission (20011)" : (details[kind] ?? null),
    change: outcome === "done" ? change : null,
    undoes: null,
    takenBack: null,
    jobId: null,
  };
}

interface Query {
  readonly offset?: number;
  readonly limit?: number;
  readonly query?: string;
  readonly kinds?: readonly ActivityKind[];
}

/** A long journal; searched, it holds three rows, and with a kind chosen only that one. */
export function activityWindow(total: number, { offset = 0, limit = 100, query = "", kinds: wanted }: Query) {
  const count = query ? Math.min(3, total) : total;
  const rows = Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, at) =>
    activityAt(offset + at, wanted?.[0]),
  );
  return { revision: 1, total: count, rows };
}

/** The first undo finds a value that was changed again since; when that is set back all the same, it is done. */
export const undoActivity = ({ isSure = false }: { readonly isSure?: boolean }) =>
  isSure ? { state: "done" } : { state: "changed", now: "Go club" };
