import { expect, test } from "vitest";
import { accountId, addFile, addGroup, addMembers, otherAccountId, searchWorld } from "./search-world.ts";

async function world() {
  const { database, index, repository, ...rest } = await searchWorld();
  const first = await addGroup(database, { id: "10", name: "重庆棋社" });
  const second = await addGroup(database, { id: "20", name: "Lamp makers", accountId: otherAccountId });
  await addMembers(database, first, [
    { id: "1", name: "李明朗" },
    { id: "2", name: "Hallmark" },
    { id: "3", name: "lmlove" },
    { id: "4", name: "罗曼" },
    { id: "5", name: "" },
  ]);
  await addMembers(database, second, [{ id: "1", name: "单明" }]);
  await addFile(database, "10", "f1", "李明朗的简历.pdf");
  await addFile(database, "404", "f2", "李明朗 in a group we do not know.pdf");
  await index.catchUp();
  const names = async (query: string) => (await repository.everything(query)).map(({ name }) => name);
  return { ...rest, database, index, repository, names };
}

test("groups, members and files of all accounts are found, with where they are", async () => {
  const { repository } = await world();
  expect(await repository.everything("lml")).toEqual([
    { kind: "member", accountId, groupId: "10", groupName: "重庆棋社", id: "3", name: "lmlove" },
    { kind: "member", accountId, groupId: "10", groupName: "重庆棋社", id: "1", name: "李明朗" },
    { kind: "file", accountId, groupId: "10", groupName: "重庆棋社", id: "f1", name: "李明朗的简历.pdf" },
  ]);
  expect(await repository.everything("shanm")).toEqual([
    {
      kind: "member",
      accountId: otherAccountId,
      groupId: "20",
      groupName: "Lamp makers",
      id: "1",
      name: "单明",
    },
  ]);
});

test("the beginning of a name comes before its middle, then initials, then pinyin", async () => {
  const { names } = await world();
  expect(await names("lm")).toEqual(["lmlove", "Hallmark", "李明朗", "罗曼", "李明朗的简历.pdf"]);
  expect(await names("l")).toEqual([
    "Lamp makers",
    "lmlove",
    "Hallmark",
    "李明朗",
    "罗曼",
    "李明朗的简历.pdf",
  ]);
});

test.each(["chongqing", "ZhongQing", "zq", "重庆", "10"])("%s finds 重庆棋社", async (typed) => {
  const { names } = await world();
  expect(await names(typed)).toContain("重庆棋社");
});

test("of two found at the same place the one without a name comes last", async () => {
  const { repository, database } = await world();
  const key = await addGroup(database, { id: "30", name: "Hikers" });
  await addMembers(database, key, [
    { id: "977", name: "" },
    { id: "779", name: "a" },
  ]);
  const found = async (query: string) => (await repository.everything(query)).map(({ id }) => id);
  expect(await found("77")).toEqual(["779", "977"]);
});

test("what has no match finds nothing, and blanks find nothing", async () => {
  const { names } = await world();
  expect(await names("nobody")).toEqual([]);
  expect(await names("   ")).toEqual([]);
  expect(await names("%")).toEqual([]);
  expect(await names("' OR 1=1 --")).toEqual([]);
});

test("at most fifty of a kind", async () => {
  const { database, index, names } = await world();
  const key = await addGroup(database, { id: "30", name: "Many" });
  await addMembers(
    database,
    key,
    Array.from({ length: 120 }, (_, at) => ({ id: `m${at}`, name: `Ольга ${at}` })),
  );
  await index.catchUp();
  expect(await names("ольга")).toHaveLength(50);
});

test("100,000 people: the one is found by name, by id, by initials and by pinyin", async () => {
  const { database, index, repository } = await searchWorld();
  const key = await addGroup(database, { id: "10", name: "全国用户大群" });
  const people = ["王芳", "张伟", "Alex Chen", "刘洋", "陈静"];
  for (let from = 0; from < 100_000; from += 10_000) {
    await addMembers(
      database,
      key,
      Array.from({ length: 10_000 }, (_, at) => ({
        id: `7${String(from + at).padStart(6, "0")}`,
        name: from + at === 77_777 ? "欧阳明朗" : `${people[at % people.length]} ${(from + at) % 5000}`,
      })),
    );
  }
  await index.catchUp();
  for (const typed of ["欧阳明朗", "明朗", "7077777", "oyml", "ouyangm", "minglang"]) {
    expect((await repository.everything(typed)).map(({ id }) => id)).toContain("7077777");
  }
  const many = await repository.everything("w");
  expect(many).toHaveLength(50);
  const keys = await database.numbers("SELECT count(*) FROM members WHERE pinyin IS NULL");
  expect(keys[0]).toBe(0);
});
