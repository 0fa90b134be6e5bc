import { link, lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startStorage } from "./storage-server.ts";
import { accountId, groupId, reaches, transfersWorld } from "./transfers-world.ts";

const bytes = Buffer.from("bytes of 群主 ".repeat(250_000));

test("a file arrives byte for byte and no part is left", async () => {
  const { service, share, downloads } = await transfersWorld();
  const id = share("report.pdf", bytes);
  const done = await service.downloadAndWait(accountId, groupId, id, downloads);
  expect(done).toEqual({ path: join(downloads, "report.pdf"), size: bytes.length });
  expect(await readFile(done.path)).toEqual(bytes);
  expect(await readdir(downloads)).toEqual(["report.pdf"]);
});

test("nothing is overwritten: not a file, not a part, not what a link points to", async () => {
  const { service, share, downloads, folder } = await transfersWorld();
  const id = share("a.tar.gz", Buffer.from("new"));
  await mkdir(downloads);
  await writeFile(join(folder, "precious"), "old");
  await writeFile(join(downloads, "a.tar.gz"), "old");
  // On Windows a symbolic link takes a right of its own; a hard link leads to the same bytes.
  const linkTo = process.platform === "win32" ? link : symlink;
  await linkTo(join(folder, "precious"), join(downloads, "a (2).tar.gz"));
  await linkTo(join(folder, "precious"), join(downloads, "a.tar.gz.part"));
  const { path } = await service.downloadAndWait(accountId, groupId, id, downloads);
  expect(path).toBe(join(downloads, "a (3).tar.gz"));
  expect(await readFile(path, "utf8")).toBe("new");
  expect(await readFile(join(downloads, "a.tar.gz"), "utf8")).toBe("old");
  expect(await readFile(join(folder, "precious"), "utf8")).toBe("old");
});

test("many files of one name at the same time each get a name of their own", async () => {
  const { service, share, downloads } = await transfersWorld();
  const ids = Array.from({ length: 8 }, (_, at) => share("same.txt", Buffer.from(`content ${at}`)));
  const queued = await service.download(accountId, groupId, ids, false);
  const ended = await Promise.all(queued.map(({ id }) => reaches(service, id, "done", "failed")));
  const contents = await Promise.all(ended.map(({ savedPath }) => readFile(savedPath ?? "", "utf8")));
  expect(contents).toEqual(ids.map((_, at) => `content ${at}`));
  expect(await readdir(downloads)).toHaveLength(8);
});

test.each([
  "../../escape.txt",
  "..\\..\\escape.txt",
  "/etc/passwd",
  "CON",
  "NUL.txt",
  "名".repeat(300),
  "photo\u202egpj.exe",
  "..",
  "",
])("a file the server calls %j stays inside the folder", async (name) => {
  const { service, share, downloads, folder } = await transfersWorld();
  const before = await readdir(folder);
  const { path } = await service.downloadAndWait(accountId, groupId, share(name, bytes), downloads);
  expect(await readdir(downloads)).toEqual([path.slice(downloads.length + 1)]);
  expect((await lstat(path)).size).toBe(bytes.length);
  expect((await readdir(folder)).filter((entry) => !before.includes(entry))).toEqual(["downloads"]);
});

test.each([
  ["the connection breaks", { dropDownloadAfter: 1000 }, "offline"],
  ["it ends before the announced length", { announcesMore: 10 }, "bad_answer"],
  ["it just ends, with no length announced", { hidesLength: true }, "bad_answer"],
])("a truncated download is never given its name: %s", async (_why, behaviour, code) => {
  const { service, share, storage, downloads } = await transfersWorld();
  const id = share("a.bin", bytes, bytes.length + ("hidesLength" in behaviour ? 5 : 0));
  Object.assign(storage.behaviour, behaviour);
  await expect(service.downloadAndWait(accountId, groupId, id, downloads)).rejects.toMatchObject({ code });
  expect((await readdir(downloads).catch(() => [])).filter((entry) => !entry.endsWith(".part"))).toEqual([]);
});

test.each([
  ["no size is known", 0, false],
  ["a size is known", 1000, false],
  ["a smaller size is known", 10, false],
  ["nobody says how long it is", 0, true],
  ["nobody says how long it is, and a smaller size is known", 10, true],
])(
  "a refusal in place of a file is never saved as it, and told in its words: %s",
  async (_case, size, hidesLength) => {
    const { service, share, storage, downloads } = await transfersWorld();
    storage.behaviour.hidesLength = hidesLength;
    const id = share("report.txt", Buffer.from('{"code":402,"message":"Operation rejected"}'), size);
    await expect(service.downloadAndWait(accountId, groupId, id, downloads)).rejects.toMatchObject({
      code: "refused",
      server: { code: "402", message: "Operation rejected" },
    });
    expect(await readdir(downloads)).toEqual([]);
  },
);

test.each([
  ['{"code":200,"message":null}', 0],
  ['{"items":[1]}', 0],
  ['"code"', 0],
  // A file that holds such an answer has the size that the list tells.
  ['{"code":402,"message":"kept by somebody"}', 41],
])("a file that holds JSON is a file: %s", async (text, size) => {
  const { service, share, downloads } = await transfersWorld();
  const id = share("saved.json", Buffer.from(text), size);
  const { path } = await service.downloadAndWait(accountId, groupId, id, downloads);
  expect(await readFile(path, "utf8")).toBe(text);
});

test("after a broken connection the retry fetches the rest only, and the bytes are whole", async () => {
  const { service, share, storage, downloads } = await transfersWorld();
  const fileId = share("a.bin", bytes);
  storage.behaviour.dropDownloadAfter = 2_500_000;
  const [queued] = await service.download(accountId, groupId, [fileId], false);
  const id = queued?.id ?? "";
  await reaches(service, id, "failed");
  storage.behaviour.dropDownloadAfter = null;
  await service.retry(id);
  const { savedPath } = await reaches(service, id, "done");
  expect(storage.downloads[1]?.range).toMatch(/^bytes=\d+-$/);
  expect(await readFile(savedPath ?? "")).toEqual(bytes);
  expect(await readdir(downloads)).toEqual(["a.bin"]);
});

test("a transfer tried again twice at the same moment runs once", async () => {
  const { service, share, storage, downloads } = await transfersWorld();
  const fileId = share("a.bin", bytes);
  storage.behaviour.dropDownloadAfter = 1000;
  const [queued] = await service.download(accountId, groupId, [fileId], false);
  const id = queued?.id ?? "";
  await reaches(service, id, "failed");
  storage.behaviour.dropDownloadAfter = null;
  await Promise.all([service.retry(id), service.retry(id)]);
  await reaches(service, id, "done");
  await service.stop();
  expect(storage.downloads).toHaveLength(2);
  expect(await readdir(downloads)).toEqual(["a.bin"]);
});

test("a file that changed on the server in between is fetched anew", async () => {
  const { service, share, storage } = await transfersWorld();
  const fileId = share("a.bin", bytes);
  storage.behaviour.dropDownloadAfter = 2_500_000;
  const [queued] = await service.download(accountId, groupId, [fileId], false);
  const id = queued?.id ?? "";
  await reaches(service, id, "failed");
  storage.behaviour.dropDownloadAfter = null;
  const other = Buffer.alloc(bytes.length, "other");
  storage.objects.set(`/object/${fileId}`, other);
  await service.retry(id);
  const { savedPath } = await reaches(service, id, "done");
  expect(await readFile(savedPath ?? "")).toEqual(other);
});

test("cancelling a failed download removes its part, and so does clearing the list", async () => {
  const { service, share, storage, downloads } = await transfersWorld();
  storage.behaviour.dropDownloadAfter = 2_500_000;
  const ids = [share("a.bin", bytes), share("b.bin", bytes)];
  const queued = await service.download(accountId, groupId, ids, false);
  for (const { id } of queued) await reaches(service, id, "failed");
  expect((await readdir(downloads)).sort()).toEqual(["a.bin.part", "b.bin.part"]);
  await service.cancel(queued[0]?.id ?? "");
  expect(await readdir(downloads)).toEqual(["b.bin.part"]);
  await service.clearFinished();
  expect(await readdir(downloads)).toEqual([]);
  expect(await service.list()).toEqual([]);
});

test("the headers for one origin are not taken along to another", async () => {
  const { service, share, storage, api, downloads } = await transfersWorld();
  const behind = await startStorage();
  behind.objects.set("/object/1", bytes);
  const id = share("a.bin", bytes);
  storage.behaviour.redirectTo = `${behind.origin}/object/1`;
  api.files.downloadSource = async (url) => ({ url, headers: { "access-token": "secret" } });
  await service.downloadAndWait(accountId, groupId, id, downloads);
  expect(storage.downloads[0]?.["access-token"]).toBe("secret");
  expect(behind.downloads).toHaveLength(1);
  expect(JSON.stringify(behind.downloads)).not.toContain("secret");
  await behind.stop();
});

test("a file that is not there any more says so", async () => {
  const { service, share, storage, downloads } = await transfersWorld();
  const id = share("a.bin", bytes);
  storage.objects.clear();
  await expect(service.downloadAndWait(accountId, groupId, id, downloads)).rejects.toMatchObject({
    code: "not_found",
    server: { code: "NoSuchKey", message: "gone" },
  });
  await expect(service.downloadAndWait(accountId, groupId, "404", downloads)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a folder that cannot be written is an error about the file, before any byte is saved", async () => {
  const { service, share, folder } = await transfersWorld();
  await writeFile(join(folder, "no-folder"), "");
  const id = share("a.bin", bytes);
  await expect(
    service.downloadAndWait(accountId, groupId, id, join(folder, "no-folder")),
  ).rejects.toMatchObject({ code: "file_error" });
});
