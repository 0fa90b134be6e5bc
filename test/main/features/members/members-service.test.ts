import { expect, test } from "vitest";
import type { RemoteMember } from "../../../../main/backends/backend.ts";
import { AppError } from "../../../../shared/errors.ts";
import { remoteGroup, remoteProfile } from "../accounts/fake-backend.ts";
import { cacheWorld, gate } from "../groups/cache-world.ts";

const person = (id: string, name: string, joinedAt: number | null = null): RemoteMember => ({
  id,
  name,
  joinedAt,
});

/** A group "10" owned by 9, administrated by 8, with five members. */
async function world() {
  const cache = await cacheWorld();
  const { server, groups, members, accountId } = cache;
  server.groups = [remoteGroup("10", "Chess", { memberCount: null })];
  server.members.set("10", [
    person("1", "me"),
    person("9", "Olga", 1_700_000_000_000),
    person("8", "Ben"),
    person("7007199254740993", "Ann 安"),
    person("5", ""),
  ]);
  server.admins.set("10", ["8"]);
  server.mutes = new Map([
    ["1", -1],
    ["5", 1_900_000_000_000],
  ]);
  await groups.sync(accountId);
  cache.emitted.length = 0;
  return { ...cache, sync: () => members.sync(accountId, "10") };
}

test("a sync brings members with roles and mutes: owner, admins, then by name", async () => {
  const { sync, members, accountId, groups, clock } = await world();
  await sync();
  const { rows, total } = await members.window({
    accountId,
    groupId: "10",
    query: "",
    offset: 0,
    limit: 100,
  });
  expect(total).toBe(5);
  expect(rows).toEqual([
    { id: "9", name: "Olga", role: "owner", joinedAt: 1_700_000_000_000, mutedUntil: null },
    { id: "8", name: "Ben", role: "admin", joinedAt: null, mutedUntil: null },
    { id: "7007199254740993", name: "Ann 安", role: "member", joinedAt: null, mutedUntil: null },
    { id: "1", name: "me", role: "member", joinedAt: null, mutedUntil: -1 },
    { id: "5", name: "", role: "member", joinedAt: null, mutedUntil: 1_900_000_000_000 },
  ]);
  expect(await members.get(accountId, "10", "8")).toEqual({ ...rows[1], card: "Ben" });
  await expect(members.get(accountId, "10", "nobody")).rejects.toMatchObject({ code: "not_found" });
  expect(await groups.get(accountId, "10")).toMatchObject({ memberCount: 5, membersSyncedAt: clock.now });
});

test("people are named by any group of the account that has a name for them", async () => {
  const { sync, people, accountId } = await world();
  await sync();
  const names = await people.names(accountId, null, ["9", "5", "404"]);
  expect([...names]).toEqual([["9", "Olga"]]);
  expect((await people.names("another", null, ["9"])).size).toBe(0);
});

test("names that arrive change rows where they stand; who asks without an order gets today's", async () => {
  const { sync, members, people, server, accountId } = await world();
  for (const id of ["3", "4", "6"]) server.members.get("10")?.push(person(id, ""));
  server.profiles.set("3", remoteProfile("3", { nickName: "Zoé" }));
  server.profiles.set("4", remoteProfile("4", { nickName: "Amy" }));
  await sync();
  const place = { accountId, groupId: "10", offset: 2, limit: 100 };
  const window = async (query = "", order?: number) => {
    const { rows, ...rest } = await members.window({
      ...place,
      query,
      ...(order !== undefined && { order }),
    });
    return { ...rest, names: rows.map(({ id, name }) => name || id) };
  };
  const before = await window();
  expect(before.names).toEqual(["Ann 安", "me", "3", "4", "5", "6"]);
  await people.ready(accountId, ["3", "4", "6"]);
  const { order } = before;
  expect(await window("", order)).toEqual({ ...before, names: ["Ann 安", "me", "Zoé", "Amy", "5", "6"] });
  // Whoever searches meanwhile finds the new names, in the order they have before them.
  const found = await members.window({ ...place, offset: 0, query: "m", order });
  expect(found.rows.map(({ name }) => name)).toEqual(["me", "Amy"]);
  expect((await people.status(accountId, "10")).order).toBeGreaterThan(order);
  const after = await window();
  expect(after.names).toEqual(["Amy", "Ann 安", "me", "Zoé", "5", "6"]);
  expect(after.order).toBeGreaterThan(order);
  expect(after.revision).toBe(before.revision);
  // A list that became another one is sorted anew, and says so.
  server.members.get("10")?.push(person("7", "Bea"));
  await sync();
  expect(await window("", order)).toMatchObject({
    names: ["Amy", "Ann 安", "Bea", "me", "Zoé", "5", "6"],
    order: after.order,
  });
});

test("who was seen joining or leaving is recorded by the name that is shown, a new card by the card", async () => {
  const { sync, people, server, accountId, kept } = await world();
  await sync();
  await people.setNote(accountId, "7007199254740993", "Accountant");
  server.profiles.set("44", remoteProfile("44", { nickName: "Nico" }));
  await people.ready(accountId, ["44"]);
  const list = server.members.get("10") ?? [];
  server.members.set("10", [
    ...list
      .filter(({ id }) => id !== "7007199254740993")
      .map((one) => (one.id === "8" ? person("8", "Benny") : one)),
    person("44", ""),
  ]);
  await sync();
  expect(kept.map(({ kind, targetName, detail }) => [kind, targetName, detail])).toEqual([
    ["seen_joined", "Nico", null],
    ["seen_renamed", "Benny", "Ben"],
    ["seen_left", "Accountant", null],
  ]);
});

test("windows join without a gap, and past the end there is nothing", async () => {
  const { sync, members, accountId } = await world();
  await sync();
  const window = async (offset: number, limit: number) =>
    (await members.window({ accountId, groupId: "10", query: "", offset, limit })).rows.map(({ id }) => id);
  const all = await window(0, 100);
  expect([...(await window(0, 2)), ...(await window(2, 2)), ...(await window(4, 2))]).toEqual(all);
  expect(await window(5, 100)).toEqual([]);
});

test("who has no name comes after those of the same role who have one, in every window and search", async () => {
  const { sync, members, accountId, server } = await world();
  const more = [
    person("12", ""),
    person("3", ""),
    person("14", "!"),
    person("15", "zoé 3"),
    person("16", ""),
  ];
  server.members.set("10", [...more, ...(server.members.get("10") ?? [])]);
  server.admins.set("10", ["8", "16"]);
  await sync();
  const ids = async (query: string, offset = 0, limit = 100) =>
    (await members.window({ accountId, groupId: "10", query, offset, limit })).rows.map(({ id }) => id);
  const all = await ids("");
  expect(all).toEqual(["9", "8", "16", "14", "7007199254740993", "1", "15", "12", "3", "5"]);
  const windows = await Promise.all([0, 3, 6, 9].map((offset) => ids("", offset, 3)));
  expect(windows.flat()).toEqual(all);
  expect(await ids("3")).toEqual(["7007199254740993", "15", "3"]);
  expect(await ids("3", 1, 1)).toEqual(["15"]);
});

test("members are found by part of their name, in any case, or of their id", async () => {
  const { sync, memberNames } = await world();
  await sync();
  expect(await memberNames("10", "OL")).toEqual(["Olga"]);
  expect(await memberNames("10", "安")).toEqual(["Ann 安"]);
  expect(await memberNames("10", "254740993")).toEqual(["Ann 安"]);
  expect(await memberNames("10", "n")).toEqual(["Ben", "Ann 安"]);
  expect(await memberNames("10", "nobody")).toEqual([]);
});

test("a search sees what a later sync changed", async () => {
  const { sync, memberNames, server } = await world();
  await sync();
  expect(await memberNames("10", "b")).toEqual(["Ben"]);
  server.members.set("10", [person("8", "Ben"), person("6", "Bea")]);
  await sync();
  expect(await memberNames("10", "b")).toEqual(["Ben", "Bea"]);
  expect(await memberNames("10")).toEqual(["Ben", "Bea"]);
});

test("an unchanged list is not announced, but the group's mark moves", async () => {
  const { sync, groups, accountId, clock, emitted, events } = await world();
  await sync();
  expect(events()).toContain("members.changed");
  emitted.length = 0;
  clock.now += 5000;
  await sync();
  expect(events()).toEqual(["groups.changed"]);
  expect((await groups.get(accountId, "10")).membersSyncedAt).toBe(clock.now);
});

test("a server that tells mutes and admins to nobody but admins still shows its members", async () => {
  const { sync, server, members, accountId } = await world();
  server.mutes = new AppError("forbidden", "needs admin permission");
  await sync();
  expect(await members.get(accountId, "10", "1")).toMatchObject({ mutedUntil: null });
});

test("who is known to be an admin stays one where the server ceases to tell admins", async () => {
  const { sync, server, members, accountId } = await world();
  await sync();
  server.admins.set("10", new AppError("refused", "Operation rejected"));
  await sync();
  expect(await members.get(accountId, "10", "8")).toMatchObject({ role: "admin" });
  expect(await members.get(accountId, "10", "9")).toMatchObject({ role: "owner" });
  server.admins.set("10", []);
  await sync();
  expect(await members.get(accountId, "10", "8")).toMatchObject({ role: "member" });
});

test("who is known to be muted stays so where the server ceases to tell mutes", async () => {
  const { sync, server, members, accountId } = await world();
  await sync();
  server.mutes = new AppError("refused", "Operation rejected");
  server.members.set("10", [person("1", "me again"), person("4", "Dan")]);
  await sync();
  expect(await members.get(accountId, "10", "1")).toMatchObject({ name: "me again", mutedUntil: -1 });
  expect(await members.get(accountId, "10", "4")).toMatchObject({ mutedUntil: null });
  server.mutes = new Map();
  await sync();
  expect(await members.get(accountId, "10", "1")).toMatchObject({ mutedUntil: null });
});

test("our own role is learned from the admins of the group", async () => {
  const { sync, server, groups, accountId } = await world();
  server.admins.set("10", ["8", "1"]);
  await sync();
  expect((await groups.get(accountId, "10")).role).toBe("admin");
  server.admins.set("10", ["8"]);
  await sync();
  expect((await groups.get(accountId, "10")).role).toBe("member");
});

test("a list that broke off keeps what came, removes nobody and does not move the mark", async () => {
  const { sync, server, groups, accountId, memberNames, clock, emitted, events } = await world();
  await sync();
  const markedAt = clock.now;
  clock.now += 5000;
  server.members.set("10", [person("1", "me"), person("4", "Dan"), person("3", "Cleo")]);
  server.beforePage = (page) => {
    if (page === 1) throw new AppError("offline", "no network");
  };
  emitted.length = 0;
  await expect(sync()).rejects.toMatchObject({ code: "offline" });
  expect((await memberNames("10")).sort()).toEqual(["", "Ann 安", "Ben", "Dan", "Olga", "me"]);
  expect((await groups.get(accountId, "10")).membersSyncedAt).toBe(markedAt);
  expect(events()).toEqual(["members.changed"]);
  expect(emitted.at(-1)).toMatchObject({ name: "sync.progress", payload: { isFinished: true } });
});

test("mutes that fail for another reason fail the sync, and nothing is written", async () => {
  const { sync, server, memberNames } = await world();
  server.mutes = new AppError("server_error", "503");
  await expect(sync()).rejects.toMatchObject({ code: "server_error" });
  expect(await memberNames("10")).toEqual([]);
});

test("who asks while a sync runs shares it", async () => {
  const { sync, server } = await world();
  const { opened, open } = gate();
  server.beforePage = () => opened;
  const both = [sync(), sync()];
  open();
  await Promise.all(both);
  expect(server.requests.filter((request) => request === "members 10")).toHaveLength(1);
});

test("removing an account ends its sync first and leaves nothing", async () => {
  const { sync, server, accounts, accountId, database } = await world();
  const [started, released] = [gate(), gate()];
  server.beforePage = async (page) => {
    if (page !== 1) return;
    started.open();
    await released.opened;
  };
  const ended = sync().catch((cause: unknown) => cause);
  await started.opened;
  const removal = accounts.remove(accountId);
  released.open();
  await removal;
  expect(await ended).toMatchObject({ name: "AbortError" });
  expect(await database.all("SELECT * FROM members")).toEqual([]);
});

test("a long list is announced while it arrives, and its progress tells how far it is", async () => {
  const { sync, server, emitted, clock, events } = await world();
  server.members.set(
    "10",
    Array.from({ length: 10 }, (_, index) => person(String(index), `Member ${index}`)),
  );
  server.beforePage = () => {
    clock.now += 600;
  };
  await sync();
  const progress = emitted.flatMap(({ name, payload }) => (name === "sync.progress" ? [payload] : []));
  expect(progress[0]).toMatchObject({ what: "members", done: 0, isFinished: false });
  expect(progress.some((step) => (step as { total: number | null }).total === 10)).toBe(true);
  expect(progress.at(-1)).toMatchObject({ done: 10, isFinished: true });
  expect(events().filter((name) => name === "members.changed").length).toBeGreaterThan(1);
});
