import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { inboxWorld } from "./inbox-world.ts";

test("applications to our groups and invitations to us arrive, pending ones first, with the names we know", async () => {
  const { inbox, list, pending, demo, accountId, events } = await inboxWorld();
  expect(await inbox.sync()).toEqual([]);
  const rows = await list();
  expect(rows.filter(({ kind }) => kind === "application")).toHaveLength(5);
  expect(rows.filter(({ kind }) => kind === "invitation")).toHaveLength(2);
  expect(await pending()).toBe(7);
  const { pendingApplications, pendingInvitations } = await demo.inspect();
  expect([pendingApplications, pendingInvitations]).toEqual([5, 2]);
  // The groups we are invited into are not in the cache: the server named them.
  expect(rows.every(({ groupName }) => groupName !== null && groupName !== "")).toBe(true);
  expect(rows.every(({ accountId: id, key }) => id === accountId && key.startsWith(id))).toBe(true);
  const all = await list(true);
  expect(
    all
      .map(({ status }) => status)
      .filter((status) => status !== "pending")
      .toSorted(),
  ).toEqual(["declined", "expired", "expired"]);
  expect(all.slice(0, 7)).toEqual(rows);
  expect(events().filter((name) => name === "inbox.changed").length).toBeGreaterThan(0);
});

test("a person is named by the card in a group that we know", async () => {
  const { inbox, list, members, accountId, database } = await inboxWorld();
  await inbox.sync();
  const row = (await list()).find(({ kind }) => kind === "application");
  expect(row?.personName).toBeNull();
  await database.run(
    `INSERT INTO members (group_key, member_id, name, search_text, role)
     SELECT min(key), ?, '周浩', '', 2 FROM groups WHERE account_id = ?`,
    [row?.personId ?? "", accountId],
  );
  expect((await list()).find(({ key }) => key === row?.key)?.personName).toBe("周浩");
  await members.close();
});

test("a sync without news writes nothing and says nothing", async () => {
  const { inbox, list, emitted } = await inboxWorld();
  await inbox.sync();
  const before = await list(true);
  const { revision } = await inbox.list({ showsDecided: false });
  emitted.length = 0;
  await inbox.sync();
  expect(emitted.filter(({ name }) => name === "inbox.changed")).toEqual([]);
  expect(await list(true)).toEqual(before);
  expect((await inbox.list({ showsDecided: false })).revision).toBe(revision);
});

test("offline is told for the account, and what was known stays", async () => {
  const { inbox, list, demo, accountId } = await inboxWorld();
  await inbox.sync();
  const before = await list();
  await demo.control({ fault: { path: "application_list|invitation_list", code: 20000 } });
  expect(await inbox.sync()).toMatchObject([{ accountId, code: "server_error" }]);
  expect(await list()).toEqual(before);
});

test("one list that cannot be read does not keep the other back", async () => {
  const { inbox, list, demo } = await inboxWorld();
  await demo.control({ fault: { path: "application_list", code: 20000 } });
  expect(await inbox.sync()).toHaveLength(1);
  expect((await list()).map(({ kind }) => kind)).toEqual(["invitation", "invitation"]);
});

test("a group that refuses does not hide the applications to the others", async () => {
  const { inbox, keysOf, demo, asked, groups, accountId } = await inboxWorld();
  await groups.look(accountId, demo.groups.admin);
  await demo.control({ fault: { path: "application_list", code: 20012, failTimes: 2 } });
  expect(await inbox.sync()).toEqual([]);
  expect(await keysOf("application")).toHaveLength(5);
  // All of them, then those we run, then these in two halves.
  expect(await asked("/group/application_list")).toBe(4);
});

test.each([
  [402, 1],
  [10002, 5],
])(
  "applications that a server refuses to list with %i are told, and those known stay",
  async (code, most) => {
    const { inbox, list, demo, accountId, asked } = await inboxWorld();
    await inbox.sync();
    const before = await list();
    const already = await asked("/group/application_list");
    await demo.control({ fault: { path: "application_list", code, message: "no" } });
    expect(await inbox.sync()).toEqual([
      {
        ...{ accountId, list: "application", code: "refused", message: expect.any(String) },
        server: { code: String(code), message: "no" },
      },
    ]);
    expect(await list()).toEqual(before);
    // Without a limit, and by halves of the six groups, in case too many were asked for.
    expect((await asked("/group/application_list")) - already).toBeLessThanOrEqual(most * 2);
  },
);

test("several are approved one by one, recorded, and the people are members then", async () => {
  const { inbox, keysOf, recorded, demo, members, memberNames, pending } = await inboxWorld();
  await inbox.sync();
  const keys = await keysOf("application");
  const before = (await demo.inspect()).groups.reduce((sum, group) => sum + group.memberCount, 0);
  const results = await inbox.decide(keys, true);
  expect(results).toEqual(
    keys.map((key) => ({ key, isDone: true, outcome: "done", code: null, reason: null })),
  );
  expect(await pending()).toBe(2);
  const after = await demo.inspect();
  expect(after.pendingApplications).toBe(0);
  expect(after.groups.reduce((sum, group) => sum + group.memberCount, 0)).toBe(before + 5);
  expect(recorded).toHaveLength(5);
  expect(recorded[0]).toMatchObject({ kind: "approve_application", outcome: "done", detail: null });
  await inbox.settled();
  expect((await memberNames(recorded[0]?.groupId ?? "", recorded[0]?.targetId ?? "")).length).toBe(1);
  await members.close();
});

test("refusing lets nobody in", async () => {
  const { inbox, keysOf, demo, recorded, list } = await inboxWorld();
  await inbox.sync();
  const [first = "", second = ""] = await keysOf("application");
  const before = (await demo.inspect()).groups.reduce((sum, group) => sum + group.memberCount, 0);
  expect((await inbox.decide([first, second], false)).map(({ isDone }) => isDone)).toEqual([true, true]);
  expect((await demo.inspect()).groups.reduce((sum, group) => sum + group.memberCount, 0)).toBe(before);
  expect(recorded.map(({ kind }) => kind)).toEqual(["refuse_application", "refuse_application"]);
  expect((await list(true)).find(({ key }) => key === first)?.status).toBe("declined");
});

test("an invitation accepted brings its group into the cache", async () => {
  const { inbox, list, demo, groupNames, recorded } = await inboxWorld();
  await inbox.sync();
  const row = (await list()).find(({ groupId }) => groupId === demo.groups.joinOpen);
  expect(await inbox.decide([row?.key ?? ""], true)).toMatchObject([{ isDone: true }]);
  await inbox.settled();
  expect(await groupNames()).toContain(row?.groupName);
  expect(recorded).toMatchObject([{ kind: "accept_invitation", outcome: "done" }]);
});

test("what somebody else handled meanwhile is told as such, with the server's words", async () => {
  const { inbox, keysOf, accounts, accountId, list, recorded } = await inboxWorld();
  await inbox.sync();
  const [key = ""] = await keysOf("application");
  const row = (await list()).find((one) => one.key === key);
  await accounts
    .backendFor(accountId)
    .administration?.decideApplication(row?.groupId ?? "", row?.personId ?? "", false);
  const [result] = await inbox.decide([key], true);
  expect(result).toMatchObject({ isDone: false, outcome: "already_handled" });
  expect(result?.reason).toContain("20014");
  expect(recorded).toMatchObject([{ outcome: "refused" }]);
  // What the list said afterwards is what is shown.
  await inbox.settled();
  expect((await list(true)).find((one) => one.key === key)?.status).toBe("declined");
  expect(await inbox.decide([key], true)).toMatchObject([{ outcome: "already_handled" }]);
  expect(await inbox.decide(["nobody"], true)).toMatchObject([{ key: "nobody", isDone: false }]);
});

test("a lost answer is settled by the list, and nothing is sent twice", async () => {
  const { inbox, keysOf, demo, asked, recorded } = await inboxWorld();
  await inbox.sync();
  const [first = "", second = ""] = await keysOf("application");
  await demo.control({ fault: { path: "apply/handle", loseAnswer: true, failTimes: 1 } });
  expect(await inbox.decide([first], true)).toMatchObject([{ isDone: true, outcome: "done" }]);
  await demo.control({ fault: { path: "apply/handle", dropConnection: true, failTimes: 1 } });
  expect(await inbox.decide([second], true)).toMatchObject([{ isDone: false, outcome: "failed" }]);
  expect(await asked("/group/apply/handle")).toBe(2);
  expect(recorded.map(({ outcome }) => outcome)).toEqual(["done", "refused"]);
});

test("a lost answer that cannot be looked up stays unknown", async () => {
  const { inbox, keysOf, demo, recorded } = await inboxWorld();
  await inbox.sync();
  const [first = ""] = await keysOf("application");
  await demo.control({ fault: { path: "apply/handle", loseAnswer: true, failTimes: 1 } });
  await demo.control({ fault: { path: "application_list", code: 20000 } });
  expect(await inbox.decide([first], true)).toMatchObject([{ isDone: false, outcome: "unknown" }]);
  expect(recorded).toMatchObject([{ outcome: "unknown" }]);
});

test("when the server asks for calm the rest is not sent", async () => {
  const { inbox, keysOf, demo, asked } = await inboxWorld();
  await inbox.sync();
  const keys = await keysOf("application");
  await demo.control({ fault: { path: "apply/handle", code: 10028 } });
  const results = await inbox.decide(keys, true);
  expect(results.map(({ code, outcome }) => [code, outcome])).toEqual(
    keys.map(() => ["rate_limited", "failed"]),
  );
  expect(await asked("/group/apply/handle")).toBe(1);
});

test("an act that could leave no trace is not sent, and each entry says why", async () => {
  const { inbox, keysOf, journal, asked } = await inboxWorld();
  await inbox.sync();
  journal.failure = new AppError("disk_full", "the journal cannot be written");
  const keys = await keysOf("application");
  const results = await inbox.decide(keys, true);
  expect(results.map(({ code, outcome }) => [code, outcome])).toEqual(
    keys.map(() => ["disk_full", "failed"]),
  );
  expect(await asked("/group/apply/handle")).toBe(0);
});

test("groups where nobody knows our role are asked about with the others, in the same requests", async () => {
  const { inbox, list, groups, accountId, demo, asked } = await inboxWorld();
  expect((await groups.idsByRole(accountId)).unread).toContain(demo.groups.admin);
  await inbox.sync();
  expect((await list()).some(({ groupId }) => groupId === demo.groups.admin)).toBe(true);
  expect(await asked("/group/application_list")).toBe(1);
});

test("a server that refuses such a list is asked about ours alone, and the others are told as not asked about", async () => {
  const { inbox, list, demo, asked, groups, accountId } = await inboxWorld();
  const { unread } = await groups.idsByRole(accountId);
  await demo.control({ fault: { path: "/group/application_list", failTimes: 1, code: 20012 } });
  await inbox.sync();
  expect(await asked("/group/application_list")).toBe(2);
  const { untoldGroups } = await inbox.list({ showsDecided: false });
  expect(untoldGroups).toBe(unread.length);
  expect((await list()).filter(({ kind }) => kind === "application")).toHaveLength(3);
  await inbox.sync();
  expect((await inbox.list({ showsDecided: false })).untoldGroups).toBe(0);
});

test("the inbox is there without the server, and leaves with its account", async () => {
  const { inbox, list, accounts, accountId, demo } = await inboxWorld();
  await inbox.sync();
  await demo.stop();
  expect(await list()).toHaveLength(7);
  await accounts.remove(accountId);
  expect(await list(true)).toEqual([]);
});

test("what was decided does not wait again while the list lags, and who was let in is found in the end", async () => {
  const { inbox, keysOf, list, demo, members, accountId, clock } = await inboxWorld();
  await inbox.sync();
  const [row] = (await list()).filter(({ kind }) => kind === "application");
  await demo.control({ position: { readLagMs: 1000 } });
  await inbox.decide([row?.key ?? ""], true);
  expect(await keysOf("application")).not.toContain(row?.key);
  await inbox.settled();
  expect(await keysOf("application")).not.toContain(row?.key);
  expect(await members.get(accountId, row?.groupId ?? "", row?.personId ?? "")).toBeDefined();
  await demo.control({ position: { readLagMs: 60_000 } });
  const [other = ""] = await keysOf("application");
  await inbox.decide([other], false);
  await inbox.settled();
  expect(await keysOf("application")).not.toContain(other);
  // In the end the server's list counts, whatever it says.
  clock.aheadMs += 5000;
  await inbox.readBack(accountId);
  expect(await keysOf("application")).toContain(other);
});

test("an accepted invitation brings its group into the cache though our groups lag", async () => {
  const { inbox, keysOf, demo, groups, accountId } = await inboxWorld();
  await inbox.sync();
  await demo.control({ position: { readLagMs: 1000 } });
  await inbox.decide(await keysOf("invitation"), true);
  await inbox.settled();
  expect(await groups.get(accountId, demo.groups.joinOpen)).toBeDefined();
});

test("a lost answer is settled by a list that lags", async () => {
  const { inbox, keysOf, demo, asked } = await inboxWorld();
  await inbox.sync();
  const [first = ""] = await keysOf("application");
  await demo.control({ position: { readLagMs: 1000 } });
  await demo.control({ fault: { path: "apply/handle", loseAnswer: true, failTimes: 1 } });
  expect(await inbox.decide([first], true)).toMatchObject([{ isDone: true, outcome: "done" }]);
  expect(await asked("/group/apply/handle")).toBe(1);
});
