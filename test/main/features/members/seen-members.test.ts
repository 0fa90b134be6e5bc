import { expect, test } from "vitest";
import type { RemoteMember } from "../../../../main/backends/backend.ts";
import { AppError } from "../../../../shared/errors.ts";
import { remoteGroup } from "../accounts/fake-backend.ts";
import { cacheWorld } from "../groups/cache-world.ts";

const person = (id: string, name: string): RemoteMember => ({ id, name, joinedAt: null });

/** A group "10" owned by 9, administrated by 8, with us ("1"), Ann and Bob; synced once. */
async function world() {
  const cache = await cacheWorld();
  const { server, groups, members, accountId, clock } = cache;
  server.groups = [remoteGroup("10", "Chess", { memberCount: null })];
  const people = [
    ...[person("1", "me"), person("9", "Olga"), person("8", "Ben")],
    ...[person("5", "Ann"), person("6", "Bob")],
  ];
  server.members.set("10", people);
  server.admins.set("10", ["8"]);
  server.mutes = new Map();
  await groups.sync(accountId);
  const sync = async () => {
    cache.kept.length = 0;
    clock.now += 1000;
    await members.sync(accountId, "10");
    return cache.kept.map(({ kind, targetName, targetId, detail }) =>
      [kind, targetName ?? targetId, detail].filter(Boolean).join(" "),
    );
  };
  expect(await sync()).toEqual([]);
  return { ...cache, people, sync };
}

test("the first list tells nothing of others; one without news neither", async () => {
  const { sync } = await world();
  expect(await sync()).toEqual([]);
});

test("who joined, left, changed the name, was promoted, demoted or muted is told, with place and name", async () => {
  const { sync, server, people, kept, accountId, clock } = await world();
  server.members.set("10", [...people.slice(0, 3), person("5", "Anna"), person("4", "Dan")]);
  server.admins.set("10", ["5"]);
  server.mutes = new Map([["5", 1_900_000_000_000]]);
  expect(await sync()).toEqual([
    "seen_joined Dan",
    "seen_demoted Ben admin",
    "seen_renamed Anna Ann",
    "seen_promoted Anna admin",
    "seen_muted Anna 2030-03-17T17:46:40.000Z",
    "seen_left Bob",
  ]);
  expect(kept[0]).toMatchObject({ accountId, groupId: "10", groupName: "Chess", outcome: "done" });
  server.mutes = new Map([["8", -1]]);
  expect(await sync()).toEqual(["seen_muted Ben forever", "seen_unmuted Anna"]);
  server.mutes = new Map([["8", clock.now + 1500]]);
  expect(await sync()).toEqual([]);
  clock.now += 5000;
  server.mutes = new Map();
  expect(await sync()).toEqual([]);
});

test("a mute that ran out by itself was lifted by nobody", async () => {
  const { sync, server, clock } = await world();
  server.mutes = new Map([["5", clock.now + 3000]]);
  expect(await sync()).toEqual([expect.stringContaining("seen_muted Ann")]);
  clock.now += 5000;
  server.mutes = new Map();
  expect(await sync()).toEqual([]);
});

test("what the server ceases or begins to tell us is not what somebody did", async () => {
  const { sync, server } = await world();
  server.mutes = new Map([["5", -1]]);
  await sync();
  server.mutes = new AppError("forbidden", "needs admin permission");
  expect(await sync()).toEqual([]);
  // We become admin, and with that we are told of mutes again.
  server.mutes = new Map([
    ["5", -1],
    ["6", -1],
  ]);
  server.admins.set("10", ["8", "1"]);
  expect(await sync()).toEqual(["seen_promoted me admin"]);
});

test("a list that broke off tells what came, and the next one does not tell it again", async () => {
  const { sync, server, people, kept, members, accountId } = await world();
  server.members.set("10", [person("4", "Dan"), person("3", "Cleo"), ...people.slice(0, 4)]);
  server.beforePage = (page) => {
    if (page === 1) throw new AppError("offline", "no network");
  };
  await expect(members.sync(accountId, "10")).rejects.toMatchObject({ code: "offline" });
  const before = kept.map(({ kind, targetName }) => `${kind} ${targetName}`);
  server.beforePage = () => undefined;
  const all = [...before, ...(await sync())];
  expect(all.sort()).toEqual(["seen_joined Cleo", "seen_joined Dan", "seen_left Bob"]);
});
