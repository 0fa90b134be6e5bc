import { expect, test } from "vitest";
import { createAnnouncementsRepository } from "../../../../main/features/announcements/announcements-repository.ts";
import { snippetOf } from "../../../../main/features/search/snippet.ts";
import { accountId, addAnnouncement, addGroup, searchWorld } from "./search-world.ts";

async function world() {
  const { database, index, repository, ...rest } = await searchWorld();
  await addGroup(database, { id: "10", name: "棋社" });
  const long = `${"好的。".repeat(700)}最后一行`;
  await addAnnouncement(database, "10", {
    id: "1",
    title: "周末活动",
    content: "周六 9:00\n在北门 Gate 7 集合",
  });
  await addAnnouncement(database, "10", {
    id: "2",
    title: "Rules",
    content: "Be kind. 重庆见。",
    createdAt: 9,
  });
  await addAnnouncement(database, "10", { id: "3", title: "长文", content: long, createdAt: 5 });
  await addAnnouncement(database, "404", { id: "4", title: "周末 elsewhere", content: "" });
  await index.catchUp();
  const found = async (query: string) =>
    (await repository.everything(query)).filter(({ kind }) => kind === "announcement");
  return {
    ...rest,
    database,
    index,
    found,
    ids: async (query: string) => (await found(query)).map(({ id }) => id),
  };
}

test("an announcement is found by its title and its text, with where it is and the words around", async () => {
  const { found } = await world();
  expect(await found("gate 7")).toEqual([
    {
      ...{ kind: "announcement", accountId, groupId: "10", groupName: "棋社", id: "1", name: "周末活动" },
      snippet: "周六 9:00 在北门 Gate 7 集合",
    },
  ]);
  expect(await found("RULES")).toMatchObject([{ id: "2", snippet: "Be kind. 重庆见。" }]);
});

test.each(["周末", "zmhd", "zhoumohuodong", "北门", "bm", "beimenG"])("%s finds 周末活动", async (typed) => {
  const { ids } = await world();
  expect(await ids(typed)).toEqual(["1"]);
});

test("heteronyms are heard in a text too", async () => {
  const { ids } = await world();
  expect(await ids("chongqing")).toEqual(["2"]);
});

test("the end of a very long one is found by its words", async () => {
  const { found } = await world();
  const [hit] = await found("最后一行");
  expect(hit?.id).toBe("3");
  expect(hit?.snippet).toMatch(/^….*最后一行$/);
});

test("what was announced in a group that we do not know is not found", async () => {
  const { ids } = await world();
  expect(await ids("elsewhere")).toEqual([]);
});

test("of two that match alike the newer comes first", async () => {
  const { database, ids } = await world();
  await addAnnouncement(database, "10", { id: "5", title: "a", content: "said kind", createdAt: 20 });
  expect(await ids("kind")).toEqual(["5", "2"]);
});

test("one that became another is heard anew, one that stayed is not", async () => {
  const { database, index, heard, ids } = await world();
  const repository = createAnnouncementsRepository(database);
  const one = { id: "1", title: "会议", content: "三楼", authorId: null, createdAt: 1 };
  await repository.replace(accountId, "10", [one], 1);
  expect(await ids("zmhd")).toEqual([]);
  await index.catchUp();
  expect(await ids("huiyi")).toEqual(["1"]);
  const before = heard.length;
  await repository.replace(accountId, "10", [one], 2);
  await index.catchUp();
  expect(heard).toHaveLength(before);
});

test("a snippet is a line around what was found", () => {
  expect(snippetOf("one\n two", "two")).toBe("one two");
  expect(snippetOf("x".repeat(300), "nothing")).toBe(`${"x".repeat(120)}…`);
  expect(snippetOf(`${"a".repeat(50)}needle${"b".repeat(200)}`, "needle")).toMatch(/^…a{24}needleb{90}…$/);
  expect(snippetOf(`${"😀".repeat(30)}needle`, "needle")).toMatch(/^…(😀)+needle$/u);
});
