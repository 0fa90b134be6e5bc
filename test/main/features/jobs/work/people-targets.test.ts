import { expect, test } from "vitest";
import { type GroupFacts, planTargets } from "../../../../../main/features/jobs/work/people-targets.ts";
import type { PeopleAction } from "../../../../../shared/domain/job.ts";
import type { Member } from "../../../../../shared/domain/member.ts";

const now = 1_800_000_000_000;

function member(id: string, changes: Partial<Member> = {}): [string, Member] {
  return [id, { id, name: `name ${id}`, role: "member", joinedAt: 5, mutedUntil: null, ...changes }];
}

const facts: GroupFacts = {
  groupId: "g",
  selfId: "me",
  ownerId: "owner",
  isAllowed: true,
  members: new Map([
    member("me", { role: "admin" }),
    member("owner", { role: "owner" }),
    member("admin", { role: "admin" }),
    member("plain"),
    member("short", { mutedUntil: now + 60_000 }),
    member("long", { mutedUntil: -1 }),
    member("over", { mutedUntil: now - 1 }),
  ]),
  blockedIds: new Set(["blocked"]),
  areMutesTold: true,
  protectedIds: new Set(["friend"]),
  now,
};

const mute: PeopleAction = { type: "mute", minutes: 10 };
const reasonFor = (action: PeopleAction, targetId: string, changes: Partial<GroupFacts> = {}) =>
  planTargets(action, [targetId], { ...facts, ...changes }).leftOut[0]?.reason ?? null;

test.each<[PeopleAction, string, string | null]>([
  [{ type: "kick" }, "me", "self"],
  [{ type: "kick" }, "owner", "owner"],
  [{ type: "kick" }, "admin", "admin"],
  [{ type: "kick" }, "friend", "protected"],
  [{ type: "kick" }, "nobody", "not_a_member"],
  [{ type: "kick" }, "plain", null],
  [mute, "admin", "admin"],
  [mute, "short", null],
  [mute, "long", "already_so"],
  [{ type: "mute", minutes: -1 }, "short", null],
  [{ type: "mute", minutes: 1 }, "short", "already_so"],
  [{ type: "unmute" }, "plain", "already_so"],
  [{ type: "unmute" }, "over", "already_so"],
  [{ type: "unmute" }, "long", null],
  [{ type: "block" }, "blocked", "already_so"],
  [{ type: "block" }, "nobody", null],
  [{ type: "unblock" }, "blocked", null],
  [{ type: "unblock" }, "plain", "already_so"],
  [{ type: "promote" }, "admin", "already_so"],
  [{ type: "promote" }, "plain", null],
  [{ type: "demote" }, "admin", null],
  [{ type: "demote" }, "plain", "already_so"],
  [{ type: "invite", reason: "" }, "plain", "already_so"],
  [{ type: "invite", reason: "" }, "nobody", null],
])("%o of %s: %s", (action, targetId, reason) => {
  expect(reasonFor(action, targetId)).toBe(reason);
});

test("without the permission nobody is acted on", () => {
  expect(reasonFor({ type: "kick" }, "plain", { isAllowed: false })).toBe("no_permission");
});

test("where mutes are not told, whoever is to be unmuted is", () => {
  expect(reasonFor({ type: "unmute" }, "plain", { areMutesTold: false })).toBe(null);
});

test("everybody wished for is there once, acted on or left out, in the order of the wish", () => {
  const plan = planTargets({ type: "kick" }, ["plain", "me", "plain", "over"], facts);
  expect(plan.targets.map(({ targetId }) => targetId)).toEqual(["plain", "over"]);
  expect(plan.leftOut.map(({ targetId }) => targetId)).toEqual(["me"]);
});
