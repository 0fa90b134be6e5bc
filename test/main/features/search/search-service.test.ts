import { expect, test } from "vitest";
import { createSearchIndex } from "../../../../main/features/search/search-index.ts";
import { createSearchRepository } from "../../../../main/features/search/search-repository.ts";
import { createSearchService } from "../../../../main/features/search/search-service.ts";
import { createRevisions } from "../../../../main/platform/revisions.ts";
import type { SmartList } from "../../../../shared/ipc/search-calls.ts";
import { remoteGroup } from "../accounts/fake-backend.ts";
import { cacheWorld } from "../groups/cache-world.ts";

const hourMs = 3_600_000;
const noon = new Date(2027, 0, 15, 12).getTime();

/** Two groups of one account, read from a server; "1" is us. */
async function world() {
  const cache = await cacheWorld();
  const { server, groups, members, accountId, database, clock } = cache;
  clock.now = noon;
  server.groups = [remoteGroup("10", "棋社", {}), remoteGroup("20", "Chess", {})];
  server.members.set("10", [
    { id: "1", name: "我", joinedAt: null },
    { id: "2", name: "李明朗", joinedAt: noon - 2 * hourMs },
    { id: "3", name: "", joinedAt: noon - 25 * hourMs },
    { id: "4", name: "Ann", joinedAt: noon - 23 * hourMs },
    { id: "5", name: "Ben", joinedAt: null },
  ]);
  server.members.set("20", [
    { id: "1", name: "me", joinedAt: null },
    { id: "4", name: "Ann C.", joinedAt: null },
  ]);
  server.admins.set("20", ["4"]);
  server.mutes = new Map([
    ["2", -1],
    ["3", noon + hourMs],
    ["4", noon + 13 * hourMs],
    ["5", noon - hourMs],
  ]);
  await groups.sync(accountId);
  await members.sync(accountId, "10");
  await members.sync(accountId, "20");
  const search = createSearchService({
    repository: createSearchRepository(database),
    groups,
    members,
    revisions: createRevisions(),
    now: () => clock.now,
  });
  const ids = async (list: SmartList, query = "") => {
    const window = { accountId, groupId: "10", list, query, offset: 0, limit: 100 };
    return (await search.smartList(window)).rows.map(({ id }) => id);
  };
  return { ...cache, search, ids };
}

test("each smart list holds those it names, and follows the clock", async () => {
  const { ids, clock } = await world();
  expect(await ids("joined_today")).toEqual(["4", "2"]);
  // By name; who has none comes last.
  expect(await ids("muted")).toEqual(["4", "2", "3"]);
  expect(await ids("muted_until_today")).toEqual(["3"]);
  expect(await ids("no_card")).toEqual(["3"]);
  expect(await ids("in_several_groups")).toEqual(["4", "1"]);
  clock.now += 2 * hourMs;
  expect(await ids("joined_today")).toEqual(["2"]);
  expect(await ids("muted")).toEqual(["4", "2"]);
  expect(await ids("muted_until_today")).toEqual([]);
  clock.now += 10 * hourMs;
  expect(await ids("muted_until_today")).toEqual(["4"]);
});

test("a search narrows a smart list, by sound too", async () => {
  const { ids, database } = await world();
  expect(await ids("muted", "an")).toEqual(["4"]);
  const index = createSearchIndex({ database, onHeard: () => {}, report: () => {} });
  await index.catchUp();
  expect(await ids("joined_today", "lml")).toEqual(["2"]);
});

test("a smart list comes in windows, and of an unknown group not at all", async () => {
  const { search, accountId } = await world();
  const query = { accountId, groupId: "10", list: "muted", query: "", limit: 2 } as const;
  const first = await search.smartList({ ...query, offset: 0 });
  const second = await search.smartList({ ...query, offset: 2 });
  expect([first.total, first.rows.length, second.rows.length]).toEqual([3, 2, 1]);
  expect(second.revision).toBe(first.revision);
  await expect(search.smartList({ ...query, groupId: "404", offset: 0 })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("two groups compared: who is in both, who only in the first, as the first knows them", async () => {
  const { search, accountId } = await world();
  const input = { accountId, firstGroupId: "10", secondGroupId: "20", offset: 0, limit: 100 };
  const both = await search.compare({ ...input, relation: "in_both" });
  expect(both.rows.map(({ name }) => name)).toEqual(["Ann", "我"]);
  const only = await search.compare({ ...input, relation: "only_first", offset: 1, limit: 2 });
  expect([only.total, only.rows.map(({ id }) => id)]).toEqual([3, ["2", "3"]]);
  await expect(search.compare({ ...input, secondGroupId: "404", relation: "in_both" })).rejects.toMatchObject(
    {
      code: "not_found",
    },
  );
});

test("a person's card tells every group of the account they are known in", async () => {
  const { search, accountId } = await world();
  const card = await search.card({ accountId, memberId: "4" });
  expect(card.groups).toEqual([
    {
      id: "4",
      name: "Ann C.",
      card: "Ann C.",
      role: "admin",
      joinedAt: null,
      mutedUntil: noon + 13 * hourMs,
      groupId: "20",
      groupName: "Chess",
    },
    {
      id: "4",
      name: "Ann",
      card: "Ann",
      role: "member",
      joinedAt: noon - 23 * hourMs,
      mutedUntil: noon + 13 * hourMs,
      groupId: "10",
      groupName: "棋社",
    },
  ]);
  expect((await search.card({ accountId, memberId: "404" })).groups).toEqual([]);
});

test("the lists of groups, members and files are searched by sound too, once heard", async () => {
  const { groupNames, memberNames, members, accountId, database, events, emitted } = await world();
  expect(await memberNames("10", "lml")).toEqual([]);
  emitted.length = 0;
  const index = createSearchIndex({
    database,
    onHeard: ({ what, groupId }) => what === "members" && members.heard(accountId, groupId),
    report: () => {},
  });
  await index.catchUp();
  expect(events()).toEqual(["members.changed"]);
  expect(await memberNames("10", "lml")).toEqual(["李明朗"]);
  expect(await groupNames("qs")).toEqual(["棋社"]);
  expect(await groupNames("ches")).toEqual(["Chess"]);
});
