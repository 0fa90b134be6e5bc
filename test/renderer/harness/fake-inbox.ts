import type { InboxRow } from "../../../shared/domain/inbox.ts";
import type { InboxDecision } from "../../../shared/ipc/inbox-calls.ts";
import { accounts, groups } from "./fake-world.ts";

const hour = 3_600_000;
const reasons = [
  "朋友推荐，周末想一起爬山",
  "",
  "Hi, I am new in town.",
  "5 号楼 1203 业主",
  "<b>加好友</b> 送优惠券",
];
const people = ["周浩", null, "Keiko Tanaka", "Ольга Петрова", "محمد علي"];

function entry(index: number, change: Partial<InboxRow>): InboxRow {
  const accountId = accounts[0]?.id ?? "";
  const group = groups[index % 4];
  const row = {
    kind: "application",
    accountId,
    groupId: group?.id ?? "",
    groupName: group?.name ?? null,
    personId: String(2302400000000 + index * 64),
    personName: people[index % people.length] ?? null,
    reason: reasons[index % reasons.length] ?? "",
    status: "pending",
    expiresAt: Date.now() + (index + 1) * 11 * hour + hour / 2,
    updatedAt: null,
    ...change,
  } as const;
  return { ...row, key: `${row.accountId} ${row.kind} ${row.groupId} ${row.personId}` };
}

/**
 * Who waits in the fake world: a few, of whom one is handled by somebody else before we answer. In the scene
 * "accounts" some of them wait in another account.
 */
export function createFakeInbox(scene: string) {
  const other = scene === "accounts" ? { accountId: accounts[2]?.id ?? "" } : {};
  let rows: InboxRow[] = [
    ...Array.from({ length: 9 }, (_, index) => entry(index, index % 3 === 2 ? other : {})),
    entry(20, { kind: "invitation", groupId: "77", groupName: "摄影交流", personId: "0", personName: null }),
    entry(30, { status: "declined", updatedAt: Date.now() - hour }),
    entry(31, { status: "expired", expiresAt: Date.now() - 30 * hour }),
  ];
  let revision = 1;
  return {
    list({ showsDecided = false }: { readonly showsDecided?: boolean }) {
      const pending = rows.filter(({ status }) => status === "pending");
      const decided = rows.filter(({ status }) => status !== "pending");
      return {
        revision,
        pending: pending.length,
        untoldGroups: scene === "gentle" ? 940 : 0,
        rows: showsDecided ? [...pending, ...decided] : pending,
      };
    },
    decide({ keys, isApproved }: { readonly keys: readonly string[]; readonly isApproved: boolean }) {
      revision += 1;
      const status = isApproved ? "accepted" : "declined";
      const results: InboxDecision[] = keys.map((key) =>
        key.endsWith("64")
          ? { key, isDone: false, outcome: "already_handled", code: "refused", reason: "已处理 (20014)" }
          : { key, isDone: true, outcome: "done", code: null, reason: null },
      );
      const done = new Set(results.filter(({ isDone }) => isDone).map(({ key }) => key));
      rows = rows.map((row) => (done.has(row.key) ? { ...row, status, updatedAt: Date.now() } : row));
      return results;
    },
    empty() {
      rows = [];
    },
  };
}
