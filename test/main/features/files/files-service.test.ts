import { expect, test } from "vitest";
import { AppError } from "../../../../shared/errors.ts";
import { accountId, groupId, transfersWorld } from "../transfers/transfers-world.ts";

async function filesWorld() {
  const world = await transfersWorld();
  const names = ["Beta.txt", "alpha.pdf", "群公告.docx"];
  const ids = names.map((name, at) => world.share(name, Buffer.alloc((at + 1) * 10, "x")));
  const window = (query = "", sort: "newest" | "name" | "size" = "name") =>
    world.files.window({ accountId, groupId, query, sort, offset: 0, limit: 100 });
  const shown = async (...options: Parameters<typeof window>) =>
    (await window(...options)).rows.map(({ name }) => name);
  const changes = () => world.emitted.filter(({ name }) => name === "files.changed").length;
  return { ...world, ids, window, shown, changes };
}

test("a sync brings the list into the cache, and one without news changes nothing", async () => {
  const { files, shown, changes, window } = await filesWorld();
  await files.sync(accountId, groupId);
  expect(await shown()).toEqual(["alpha.pdf", "Beta.txt", "群公告.docx"]);
  expect(await shown("", "size")).toEqual(["群公告.docx", "alpha.pdf", "Beta.txt"]);
  expect(await shown("BETA")).toEqual(["Beta.txt"]);
  expect(await shown("公告")).toEqual(["群公告.docx"]);
  expect(await shown("100%")).toEqual([]);
  const { revision } = await window();
  await files.sync(accountId, groupId);
  expect((await window()).revision).toBe(revision);
  expect(changes()).toBe(1);
});

test("the address of the bytes does not leave main", async () => {
  const { files, window, storage } = await filesWorld();
  await files.sync(accountId, groupId);
  expect(JSON.stringify(await window())).not.toContain(storage.origin);
});

test("an uploader is named by the card in the group, where we know it", async () => {
  const { files, window, database, api } = await filesWorld();
  for (const [at, file] of api.list.entries()) api.list[at] = { ...file, uploaderId: `${at}` };
  await database.run(
    "INSERT INTO groups (account_id, group_id, name, search_text, role) VALUES (?, ?, 'g', 'g', 2)",
    [accountId, groupId],
  );
  await database.run(
    "INSERT INTO members (group_key, member_id, name, search_text, role) SELECT key, '1', '小王', '', 2 FROM groups",
  );
  await files.sync(accountId, groupId);
  expect((await window()).rows.map(({ uploaderName }) => uploaderName)).toEqual(["小王", null, null]);
  await database.run("DELETE FROM groups");
  expect((await window()).total).toBe(0);
});

test("two who sync at once share one request", async () => {
  const { files, api } = await filesWorld();
  await Promise.all([files.sync(accountId, groupId), files.sync(accountId, groupId)]);
  expect(api.asked.lists).toBe(1);
});

test("an offline sync is an error and the cache stays", async () => {
  const { files, api, shown } = await filesWorld();
  await files.sync(accountId, groupId);
  api.files.list = () => Promise.reject(new AppError("offline", "no network"));
  await expect(files.sync(accountId, groupId)).rejects.toMatchObject({ code: "offline" });
  expect(await shown()).toHaveLength(3);
});

test("all that a search finds is told by its ids, in the order of the list", async () => {
  const { files, shown } = await filesWorld();
  await files.sync(accountId, groupId);
  for (const sort of ["newest", "name", "size"] as const) {
    const search = { accountId, groupId, query: "", sort };
    const { rows } = await files.window({ ...search, offset: 0, limit: 100 });
    expect(await files.ids(search)).toEqual(rows.map(({ id }) => id));
  }
  expect(await files.ids({ accountId, groupId, query: "alpha", sort: "name" })).toHaveLength(1);
  expect(await shown("alpha")).toHaveLength(1);
});

test("a rename the server refused is not shown", async () => {
  const { files, ids, api, shown, changes } = await filesWorld();
  await files.sync(accountId, groupId);
  await files.rename(accountId, groupId, ids[0] ?? "", "Gamma.txt");
  expect(await shown("gamma")).toEqual(["Gamma.txt"]);
  api.files.rename = () =>
    Promise.reject(new AppError("forbidden", "no", { server: { code: "20023", message: "x" } }));
  await expect(files.rename(accountId, groupId, ids[0] ?? "", "Delta.txt")).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await shown("delta")).toEqual([]);
  expect(changes()).toBe(2);
});

test("a rename whose answer was lost is settled by the list", async () => {
  const { files, ids, api, shown } = await filesWorld();
  const rename = api.files.rename;
  const lost = new AppError("outcome_unknown", "the answer was lost");
  api.files.rename = async (...asked) => {
    await rename(...asked);
    throw lost;
  };
  await files.rename(accountId, groupId, ids[0] ?? "", "Gamma.txt");
  expect(await shown("gamma")).toEqual(["Gamma.txt"]);
  api.files.rename = () => Promise.reject(lost);
  await expect(files.rename(accountId, groupId, ids[0] ?? "", "Delta.txt")).rejects.toBe(lost);
});

test("each deleted file has its own outcome, also when the answer was lost", async () => {
  const { files, ids, api, shown } = await filesWorld();
  await files.sync(accountId, groupId);
  expect(await files.remove(accountId, groupId, [ids[0] ?? "", "404"])).toEqual([
    { fileId: ids[0], isDeleted: true, reason: null },
    { fileId: "404", isDeleted: false, reason: "no such file" },
  ]);
  expect(await shown()).toEqual(["alpha.pdf", "群公告.docx"]);
  const remove = api.files.remove;
  api.files.remove = async (group, [first = ""]) => {
    await remove(group, [first]);
    throw new AppError("outcome_unknown", "the answer was lost");
  };
  const outcomes = await files.remove(accountId, groupId, [ids[1] ?? "", ids[2] ?? ""]);
  expect(outcomes.map(({ isDeleted }) => isDeleted)).toEqual([true, false]);
  expect(await shown()).toEqual(["群公告.docx"]);
  api.files.remove = async (group, [last = ""]) => {
    await remove(group, [last]);
    return [];
  };
  expect(await files.remove(accountId, groupId, [ids[2] ?? ""])).toMatchObject([{ isDeleted: true }]);
  expect(await shown()).toEqual([]);
});

test("a file registered while a sync is under way is not lost to the older list", async () => {
  const { files, api, shown } = await filesWorld();
  let answer = () => {};
  const older = [...api.list];
  api.files.list = () => new Promise((resolve) => (answer = () => resolve(older)));
  const syncing = files.sync(accountId, groupId);
  await Promise.resolve();
  await Promise.resolve();
  const added = files.added(accountId, groupId, {
    ...{ id: "new", name: "new.txt", size: 1, type: "", url: "u", uploaderId: null, createdAt: 5 },
  });
  answer();
  await Promise.all([syncing, added]);
  expect(await shown("new")).toEqual(["new.txt"]);
});

test("renaming and deleting are in the journal with their outcome", async () => {
  const { files, kept, ids, api } = await filesWorld();
  await files.sync(accountId, groupId);
  const [beta = "", alpha = ""] = ids;
  await files.rename(accountId, groupId, beta, "Gamma.txt");
  await files.remove(accountId, groupId, [alpha, "404"]);
  api.files.rename = async () => {
    throw new AppError("forbidden", "no", { server: { code: "20011", message: "no permission" } });
  };
  await expect(files.rename(accountId, groupId, beta, "x.txt")).rejects.toMatchObject({ code: "forbidden" });
  const place = { accountId, groupId };
  expect(kept).toMatchObject([
    {
      ...place,
      kind: "rename_file",
      targetName: "Gamma.txt",
      outcome: "done",
      change: { field: "name", before: "Beta.txt", after: "Gamma.txt" },
    },
    { ...place, kind: "delete_file", targetId: alpha, targetName: "alpha.pdf", outcome: "done" },
    { ...place, kind: "delete_file", targetId: "404", outcome: "refused", detail: "no such file" },
    { ...place, kind: "rename_file", outcome: "refused", detail: "no permission (20011)" },
  ]);
});

test("files that others added or removed are seen, from the second list on, and never our own", async () => {
  const { files, kept, ids, api, share } = await filesWorld();
  await files.sync(accountId, groupId);
  expect(kept).toEqual([]);
  const added = share("theirs.pdf", Buffer.alloc(3));
  const own = share("ours.pdf", Buffer.alloc(3));
  const at = api.list.findIndex(({ id }) => id === own);
  const file = api.list[at];
  if (file) api.list[at] = { ...file, uploaderId: "7" };
  api.list.splice(0, 1);
  await files.sync(accountId, groupId);
  expect(kept).toMatchObject([
    { kind: "seen_file_added", targetId: added, targetName: "theirs.pdf", outcome: "done" },
    { kind: "seen_file_removed", targetId: ids[0], targetName: "Beta.txt" },
  ]);
});

test("a deletion whose answer was lost is not seen as somebody else's", async () => {
  const { files, kept, ids, api } = await filesWorld();
  await files.sync(accountId, groupId);
  const [beta = ""] = ids;
  const really = api.files.remove;
  api.files.remove = async (...input) => {
    await really(...input);
    throw new AppError("timeout", "no answer");
  };
  await files.remove(accountId, groupId, [beta]);
  expect(kept).toMatchObject([{ kind: "delete_file", targetId: beta, outcome: "done" }]);
});
