import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { remoteGroup } from "../accounts/fake-backend.ts";
import { cacheWorld, gate } from "./cache-world.ts";

test("a sync brings the server's groups: own ones first, then those known to be administrated, then by name", async () => {
  const world = await cacheWorld();
  const { server, groups, accountId } = world;
  server.groups = [
    remoteGroup("10", "Zebra"),
    remoteGroup("11", "apple"),
    remoteGroup("12", "Mine", { ownerId: "1" }),
    remoteGroup("13", "Ruled"),
  ];
  server.admins.set("13", ["5", "1"]);
  await groups.sync(accountId);
  expect(await world.groupNames()).toEqual(["Mine", "apple", "Ruled", "Zebra"]);
  await groups.look(accountId, "13");
  await groups.sync(accountId);
  expect(await world.groupNames()).toEqual(["Mine", "Ruled", "apple", "Zebra"]);
  expect(await groups.get(accountId, "12")).toEqual({
    accountId,
    id: "12",
    name: "Mine",
    description: null,
    avatar: null,
    memberCount: 3,
    capacity: 200,
    type: "private",
    role: "owner",
    roleCheckedAt: null,
    ownerId: "1",
    joinRule: "approval",
    mutedUntil: null,
    createdAt: 1_700_000_000_000,
    membersSyncedAt: null,
    filesSyncedAt: null,
  });
  expect(world.accounts.get(accountId).syncedAt).toBe(world.clock.now);
});

test("a sync asks for the list alone, and for nothing of a single group", async () => {
  const { server, groups, accountId } = await cacheWorld();
  server.groups = Array.from({ length: 50 }, (_, at) => remoteGroup(String(at), `Group ${at}`));
  server.requests.length = 0;
  await groups.sync(accountId);
  expect(server.requests).toEqual(["groups"]);
});

test("the groups we run are told apart from those where nobody has asked yet", async () => {
  const { server, groups, accountId } = await cacheWorld();
  server.groups = [
    remoteGroup("10", "Aardvark"),
    remoteGroup("11", "Mine", { ownerId: "1" }),
    remoteGroup("12", "Ruled"),
    remoteGroup("13", "Unopened"),
  ];
  server.admins.set("12", ["1"]);
  await groups.sync(accountId);
  expect(await groups.idsByRole(accountId)).toEqual({ run: ["11"], unread: ["10", "12", "13"] });
  for (const id of ["10", "12"]) await groups.look(accountId, id);
  expect(await groups.idsByRole(accountId)).toEqual({ run: ["11", "12"], unread: ["13"] });
  expect(await groups.get(accountId, "10")).toMatchObject({
    role: "member",
    roleCheckedAt: expect.any(Number),
  });
  expect(await groups.get(accountId, "13")).toMatchObject({ role: "member", roleCheckedAt: null });
});

test("refreshing one group reads that one, not the whole account, and writes it only where it differs", async () => {
  const { server, groups, accountId, database, events } = await cacheWorld();
  server.groups = [remoteGroup("10", "One"), remoteGroup("11", "Two")];
  await groups.sync(accountId);
  const merges: string[] = [];
  const beginMerge = database.beginMerge.bind(database);
  database.beginMerge = (plan) => {
    merges.push(plan.table);
    return beginMerge(plan);
  };
  await groups.refresh(accountId, "10");
  const before = events().length;
  await groups.refresh(accountId, "10");
  expect(events()).toHaveLength(before);
  server.groups = [remoteGroup("10", "One, renamed", { description: "New" }), remoteGroup("11", "Two")];
  await groups.refresh(accountId, "10");
  expect(events()).toHaveLength(before + 1);
  expect(await groups.get(accountId, "10")).toMatchObject({ name: "One, renamed", description: "New" });
  expect(await groups.get(accountId, "11")).toMatchObject({ name: "Two" });
  expect(merges).toEqual([]);
});

test("groups are found by part of their name, in any case, or of their id", async () => {
  const world = await cacheWorld();
  world.server.groups = [
    remoteGroup("9007199254740993", "围棋 Club"),
    remoteGroup("22", "ÉCHECS"),
    remoteGroup("23", "100% <b>"),
  ];
  await world.groups.sync(world.accountId);
  expect(await world.groupNames(" club ")).toEqual(["围棋 Club"]);
  expect(await world.groupNames("棋")).toEqual(["围棋 Club"]);
  expect(await world.groupNames("échecs")).toEqual(["ÉCHECS"]);
  expect(await world.groupNames("740993")).toEqual(["围棋 Club"]);
  expect(await world.groupNames("%")).toEqual(["100% <b>"]);
  expect(await world.groupNames("_")).toEqual([]);
});

test("a group that vanished on the server leaves with its members", async () => {
  const world = await cacheWorld();
  const { server, groups, members, accountId, database } = world;
  server.groups = [remoteGroup("10", "Stays"), remoteGroup("11", "Goes")];
  server.members.set("11", [{ id: "1", name: "Me", joinedAt: null }]);
  await groups.sync(accountId);
  await members.sync(accountId, "11");
  server.groups = [remoteGroup("10", "Stays")];
  await groups.sync(accountId);
  expect(await world.groupNames()).toEqual(["Stays"]);
  expect(await database.all("SELECT * FROM members")).toEqual([]);
  await expect(members.sync(accountId, "11")).rejects.toMatchObject({ code: "not_found" });
});

test("a sync that changed nothing is not announced as a change, but moves the mark", async () => {
  const { server, groups, accountId, events, emitted, clock } = await cacheWorld();
  server.groups = [remoteGroup("10", "Chess")];
  await groups.sync(accountId);
  const before = await groups.window({ accountId, query: "", offset: 0, limit: 10 });
  emitted.length = 0;
  clock.now += 60_000;
  await groups.sync(accountId);
  expect(events()).toEqual(["accounts.changed"]);
  const after = await groups.window({ accountId, query: "", offset: 0, limit: 10 });
  expect(after).toEqual(before);
});

test("the revision grows with every change", async () => {
  const { server, groups, accountId } = await cacheWorld();
  const revision = async () => (await groups.window({ accountId, query: "", offset: 0, limit: 1 })).revision;
  const first = await revision();
  server.groups = [remoteGroup("10", "Chess")];
  await groups.sync(accountId);
  expect(await revision()).toBeGreaterThan(first);
});

test("offline is an error and the cache stays as it was", async () => {
  const world = await cacheWorld();
  const { server, groups, accountId, accounts } = world;
  server.groups = [remoteGroup("10", "Chess")];
  await groups.sync(accountId);
  const { syncedAt } = accounts.get(accountId);
  world.clock.now += 1000;
  server.failure = new AppError("offline", "no network");
  await expect(groups.sync(accountId)).rejects.toMatchObject({ code: "offline" });
  expect(await world.groupNames()).toEqual(["Chess"]);
  expect(accounts.get(accountId).syncedAt).toBe(syncedAt);
});

test("a list that broke off half-way removes nothing and keeps what came", async () => {
  const world = await cacheWorld();
  const { server, groups, accountId, emitted } = world;
  server.groups = ["10", "11", "12"].map((id) => remoteGroup(id, `Old ${id}`));
  await groups.sync(accountId);
  server.groups = ["10", "13", "14"].map((id) => remoteGroup(id, `New ${id}`));
  server.beforePage = (page) => {
    if (page === 1) throw new AppError("timeout", "too slow");
  };
  emitted.length = 0;
  await expect(groups.sync(accountId)).rejects.toMatchObject({ code: "timeout" });
  expect(await world.groupNames()).toEqual(["New 10", "New 13", "Old 11", "Old 12"]);
  expect(world.events()).toContain("groups.changed");
  expect(emitted.at(-1)).toMatchObject({ name: "sync.progress", payload: { isFinished: true } });
});

test("who asks while a sync runs shares it", async () => {
  const { server, groups, accountId } = await cacheWorld();
  const { opened, open } = gate();
  server.beforePage = () => opened;
  const both = [groups.sync(accountId), groups.sync(accountId)];
  open();
  await Promise.all(both);
  expect(server.requests.filter((request) => request === "groups")).toHaveLength(1);
});

test("our role is read when a group is opened, never of own groups; a server that will not say leaves it open", async () => {
  const { server, groups, accountId } = await cacheWorld();
  server.groups = [
    remoteGroup("10", "Mine", { ownerId: "1" }),
    remoteGroup("11", "Other"),
    remoteGroup("12", "Secretive"),
  ];
  const asked = () => server.requests.filter((request) => request.startsWith("adminIds"));
  server.admins.set("11", ["1"]);
  server.admins.set("12", new AppError("forbidden", "members only"));
  await groups.sync(accountId);
  for (const id of ["10", "11", "12"]) await groups.look(accountId, id);
  expect(asked()).toEqual(["adminIds 11", "adminIds 12"]);
  expect(await groups.get(accountId, "11")).toMatchObject({ role: "admin" });
  expect(await groups.get(accountId, "12")).toMatchObject({ role: "member", roleCheckedAt: null });
  await groups.sync(accountId);
  expect((await groups.get(accountId, "11")).role).toBe("admin");
  expect(asked()).toHaveLength(2);
});

test("a group and its members, opened at the same moment, read the admins once", async () => {
  const { server, groups, members, accountId } = await cacheWorld();
  server.groups = [remoteGroup("11", "Ruled")];
  server.members.set("11", [{ id: "1", name: "Me", joinedAt: null }]);
  server.admins.set("11", ["1"]);
  await groups.sync(accountId);
  server.requests.length = 0;
  await Promise.all([groups.look(accountId, "11"), members.sync(accountId, "11")]);
  expect(server.requests.toSorted()).toEqual(["adminIds 11", "group 11", "members 11", "mutes 11"]);
  expect(await groups.get(accountId, "11")).toMatchObject({ role: "admin" });
  expect(await members.get(accountId, "11", "1")).toMatchObject({ role: "admin" });
  // What is begun later wants to see what is so then.
  server.admins.set("11", []);
  await members.sync(accountId, "11");
  expect(await members.get(accountId, "11", "1")).toMatchObject({ role: "member" });
});

test("who handed a group over learns by the next look what they are now", async () => {
  const { server, groups, accountId } = await cacheWorld();
  server.groups = [remoteGroup("11", "Mine", { ownerId: "1" })];
  await groups.sync(accountId);
  server.groups = [remoteGroup("11", "Theirs", { ownerId: "5" })];
  server.admins.set("11", ["1"]);
  await groups.look(accountId, "11");
  expect(await groups.get(accountId, "11")).toMatchObject({ role: "admin", ownerId: "5" });
});

test("refreshing one group reads its details and our role, and touches no other", async () => {
  const world = await cacheWorld();
  const { server, groups, accountId } = world;
  server.groups = [remoteGroup("10", "Chess"), remoteGroup("11", "Go")];
  await groups.sync(accountId);
  server.groups = [remoteGroup("10", "Chess club", { description: "Tuesdays" })];
  server.admins.set("10", ["1"]);
  await groups.refresh(accountId, "10");
  expect(await groups.get(accountId, "10")).toMatchObject({
    name: "Chess club",
    description: "Tuesdays",
    role: "admin",
  });
  expect(await world.groupNames()).toEqual(["Chess club", "Go"]);
});

test("a group that we have left does not come back, though its server still tells of it", async () => {
  const { server, groups, accountId, groupNames } = await cacheWorld();
  server.groups = [remoteGroup("10", "Chess"), remoteGroup("11", "Go")];
  await groups.sync(accountId);
  await groups.forget(accountId, "10");
  await expect(groups.reread(accountId, "10")).rejects.toMatchObject({ code: "not_found" });
  expect(await groupNames()).toEqual(["Go"]);
});

test("what only an earlier answer told is not lost to a shorter one", async () => {
  const { server, groups, accountId } = await cacheWorld();
  const whole = { memberCount: 7, ownerId: "1", description: "On Sundays", mutedUntil: -1 };
  server.groups = [remoteGroup("10", "Chess", whole)];
  await groups.sync(accountId);
  const untold = { description: undefined, mutedUntil: undefined };
  server.groups = [
    remoteGroup("10", "Chess", { memberCount: null, ownerId: null, joinRule: null, ...untold }),
  ];
  await groups.sync(accountId);
  expect(await groups.get(accountId, "10")).toMatchObject({
    memberCount: 7,
    ownerId: "1",
    role: "owner",
    joinRule: "approval",
    description: "On Sundays",
    mutedUntil: -1,
  });
  server.groups = [remoteGroup("10", "Chess", { description: null, mutedUntil: null })];
  await groups.sync(accountId);
  expect(await groups.get(accountId, "10")).toMatchObject({ description: null, mutedUntil: null });
});

test("removing an account ends its sync first", async () => {
  const { server, groups, accounts, accountId, database } = await cacheWorld();
  server.groups = [remoteGroup("10", "Chess"), remoteGroup("11", "Go"), remoteGroup("12", "Xiangqi")];
  const [started, released] = [gate(), gate()];
  server.beforePage = async (page) => {
    if (page !== 1) return;
    started.open();
    await released.opened;
  };
  const sync = groups.sync(accountId).catch((cause: unknown) => cause);
  await started.opened;
  const removal = accounts.remove(accountId);
  released.open();
  await removal;
  expect(await sync).toMatchObject({ name: "AbortError" });
  expect(await database.all("SELECT * FROM groups")).toEqual([]);
});

test("a joined group stays although the list leaves it out, until its own answer says that we left", async () => {
  const { server, groups, accountId, groupNames, events } = await cacheWorld();
  server.groups = [remoteGroup("10", "Listed"), remoteGroup("11", "Joined")];
  await groups.joined(accountId, { id: "11", name: "told with the code" });
  const listed = server.groups;
  server.groups = [remoteGroup("10", "Listed")];
  await groups.sync(accountId);
  expect(await groupNames()).toEqual(["Joined", "Listed"]);
  expect(await groups.get(accountId, "11")).toMatchObject({ isUnlisted: true, memberCount: 3 });
  expect(await groups.get(accountId, "10")).not.toHaveProperty("isUnlisted");
  const before = events().length;
  await groups.sync(accountId);
  expect(events().slice(before)).toEqual(["accounts.changed"]);
  server.groups = listed;
  await groups.sync(accountId);
  expect(await groups.get(accountId, "11")).not.toHaveProperty("isUnlisted");
  server.groups = [remoteGroup("10", "Listed"), remoteGroup("11", "Joined", { isMember: false })];
  await groups.refresh(accountId, "11");
  expect(await groupNames()).toEqual(["Listed"]);
});

test("a joined group of which its server tells nothing is a row by what is known of it", async () => {
  const { groups, accountId } = await cacheWorld();
  await groups.joined(accountId, { id: "12", name: "From the code" });
  expect(await groups.get(accountId, "12")).toMatchObject({ name: "From the code", isUnlisted: true });
});
