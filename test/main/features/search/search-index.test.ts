import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { createMembersRepository } from "../../../../main/features/members/members-repository.ts";
import { createSearchIndex } from "../../../../main/features/search/search-index.ts";
import { accountId, addFile, addGroup, addMembers, searchWorld } from "./search-world.ts";

test("a name is heard once; only names with Chinese are told of", async () => {
  const { database, index, heard, problems } = await searchWorld();
  const key = await addGroup(database, { id: "10", name: "Chess" });
  await addMembers(database, key, [
    { id: "1", name: "李明" },
    { id: "2", name: "Ann" },
  ]);
  await addFile(database, "10", "f", "notes.txt");
  await index.catchUp();
  expect(heard).toEqual([{ what: "members", accountId, groupId: "10" }]);
  expect(await database.all("SELECT name, pinyin FROM members ORDER BY name")).toEqual([
    { name: "Ann", pinyin: "" },
    { name: "李明", pinyin: "LmM\tLimingMing" },
  ]);
  await index.catchUp();
  expect(heard).toHaveLength(1);
  expect(problems).toEqual([]);
});

test("who is renamed by a later sync is heard anew; who only changes otherwise is not", async () => {
  const { database, index, repository, heard } = await searchWorld();
  const key = await addGroup(database, { id: "10", name: "Chess" });
  const members = createMembersRepository(database);
  const sync = async (card: string, role: number) => {
    const merge = await members.beginMerge(key, true);
    await merge.page([["1", card, role, null, null, card, `${card}\n1`]]);
    await merge.finish();
  };
  await sync("李明", 2);
  await index.catchUp();
  await sync("李明", 1);
  await index.catchUp();
  expect(heard).toHaveLength(1);
  await sync("王芳", 1);
  expect(await repository.everything("liming")).toEqual([]);
  await index.catchUp();
  expect(await repository.everything("wangf")).toMatchObject([{ kind: "member", id: "1" }]);
  expect(heard).toHaveLength(2);
});

test("a renamed file is found by its new name only", async () => {
  const { database, index, repository } = await searchWorld();
  await addGroup(database, { id: "10", name: "Chess" });
  await addFile(database, "10", "f", "会议.txt");
  await index.catchUp();
  expect(await repository.everything("huiyi")).toMatchObject([{ kind: "file", id: "f" }]);
  await database.run("UPDATE files SET name = '报告.txt', search_name = '报告.txt'");
  await index.catchUp();
  expect(await repository.everything("huiyi")).toEqual([]);
  expect(await repository.everything("bg")).toMatchObject([{ kind: "file", id: "f" }]);
});

test("names that keep arriving do not keep it from hearing those that are there", async () => {
  const { database, heard } = await searchWorld();
  const key = await addGroup(database, { id: "10", name: "Chess" });
  await addMembers(database, key, [{ id: "1", name: "李明" }]);
  const busy = createSearchIndex({
    database,
    onHeard: (one) => heard.push(one),
    report: () => undefined,
    quietMs: 600_000,
    longestWaitMs: 20,
  });
  await expect
    .poll(() => {
      busy.wake();
      return heard.length;
    })
    .toBe(1);
  await busy.close();
});

test("more names than one batch holds are all heard", async () => {
  const { database, index } = await searchWorld();
  const key = await addGroup(database, { id: "10", name: "棋" });
  for (let at = 0; at < 1201; at += 1) await addFile(database, "10", `f${at}`, `文件${at}`);
  await addMembers(
    database,
    key,
    Array.from({ length: 1500 }, (_, at) => ({ id: `${at}`, name: `人${at}` })),
  );
  await index.catchUp();
  for (const table of ["groups", "members", "files"]) {
    const [left] = await database.numbers(`SELECT count(*) FROM ${table} WHERE pinyin IS NULL`);
    expect([table, left]).toEqual([table, 0]);
  }
});

test("being woken is enough, and a closed index stays asleep", async () => {
  const { database, index, repository, problems } = await searchWorld();
  await addGroup(database, { id: "10", name: "重庆" });
  index.wake();
  await expect.poll(() => repository.everything("cq")).toHaveLength(1);
  await index.close();
  await addGroup(database, { id: "20", name: "长沙" });
  index.wake();
  await index.catchUp();
  expect(await repository.everything("cs")).toEqual([]);
  expect(problems).toEqual([]);
});

test("a pinyin thread that dies is started again, and every name is heard", async () => {
  const { database, index, problems } = await searchWorld();
  const key = await addGroup(database, { id: "10", name: "Chess" });
  await addMembers(database, key, [{ id: "1", name: "李明" }]);
  let deaths = 0;
  const end = (thread: Worker) => {
    deaths += 1;
    void thread.terminate();
    process.off("worker", end);
  };
  process.on("worker", end);
  await index.catchUp();
  expect(deaths).toBe(1);
  expect(await database.all("SELECT pinyin FROM members")).toEqual([{ pinyin: "LmM\tLimingMing" }]);
  expect(problems).toEqual([]);
});

test("a thread that dies again and again ends the work and is reported, not waited for", async () => {
  const { database, index, problems } = await searchWorld();
  const key = await addGroup(database, { id: "10", name: "Chess" });
  await addMembers(database, key, [{ id: "1", name: "李明" }]);
  const end = (thread: Worker) => void thread.terminate();
  process.on("worker", end);
  onTestFinished(() => void process.off("worker", end));
  await expect(index.catchUp()).rejects.toMatchObject({ code: "internal" });
  expect(problems).toHaveLength(1);
});
