import { link, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPartFiles, type PartFilesOptions } from "../../../../main/features/transfers/part-file.ts";
import { heldError, holdFile } from "../../../support/hold-file.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { accountId, groupId, reaches, transfersWorld } from "./transfers-world.ts";

type FileSystem = NonNullable<PartFilesOptions["fileSystem"]>;

const bytes = Buffer.from("bytes of 群主");
const held = async () => {
  throw heldError();
};
const noLinks = async () => {
  throw Object.assign(new Error("this file system has no links"), { code: "EPERM" });
};

function partFilesOn(fileSystem: FileSystem) {
  return createPartFiles({ fileSystem, platform: "win32", pausesMs: [0, 0] });
}

/** A folder with a part that holds all of its bytes. */
async function wholePart() {
  const folder = await tempFolder();
  const part = join(folder, "a.bin.part");
  await writeFile(part, bytes);
  return { folder, part };
}

/** The real ones, which a test can switch to failing and back. */
function switchedFiles(failing: FileSystem) {
  const state = { fails: true };
  const either = <Name extends "rm" | "rename" | "link">(name: Name) => {
    const real = { rm, rename, link }[name] as NonNullable<FileSystem[Name]>;
    const broken = failing[name] ?? real;
    return ((...args: Parameters<typeof real>) =>
      (state.fails ? broken : real)(...(args as [never, never]))) as typeof real;
  };
  return { state, fileSystem: { rm: either("rm"), rename: either("rename"), link: either("link") } };
}

test("a part that another program holds gets its name, and its own goes when that program lets go", async () => {
  const { folder, part } = await wholePart();
  const letGo = await holdFile(part);
  const { finish, removeLeftover } = createPartFiles({ pausesMs: [0] });
  const named = await finish(part, folder, "a.bin");
  const isKept = process.platform === "win32";
  expect(named).toEqual({ path: join(folder, "a.bin"), leftover: isKept ? part : null });
  await letGo();
  if (isKept) await removeLeftover(part);
  expect(await readdir(folder)).toEqual(["a.bin"]);
  expect(await readFile(named.path)).toEqual(bytes);
});

test("a download is done once it has its name, and a part that was held is removed at the next start", async () => {
  const { state, fileSystem } = switchedFiles({ rm: held });
  const { service, startService, share, downloads } = await transfersWorld(partFilesOn(fileSystem));
  const [queued] = await service.download(accountId, groupId, [share("a.bin", bytes)], false);
  const id = queued?.id ?? "";
  const path = join(downloads, "a.bin");
  expect(await reaches(service, id, "done", "failed")).toMatchObject({ state: "done", savedPath: path });
  await expect(service.retry(id)).rejects.toMatchObject({ code: "invalid" });
  await service.stop();
  expect((await readdir(downloads)).sort()).toEqual(["a.bin", "a.bin.part"]);
  expect(await readFile(path)).toEqual(bytes);
  state.fails = false;
  const next = startService();
  await next.start();
  expect(await readdir(downloads)).toEqual(["a.bin"]);
  expect(await readFile(path)).toEqual(bytes);
});

test("clearing the list removes a part that was held, but not when it is the only one left of the file", async () => {
  const { state, fileSystem } = switchedFiles({ rm: held });
  const { service, share, downloads } = await transfersWorld(partFilesOn(fileSystem));
  const ids = [share("a.bin", bytes), share("b.bin", bytes)];
  for (const { id } of await service.download(accountId, groupId, ids, false))
    await reaches(service, id, "done");
  await rm(join(downloads, "b.bin"));
  state.fails = false;
  await service.clearFinished();
  expect((await readdir(downloads)).sort()).toEqual(["a.bin", "b.bin.part"]);
});

test("a second name of a finished file is never written into", async () => {
  const { folder, part } = await wholePart();
  const { reopen } = createPartFiles();
  await link(part, join(folder, "a.bin"));
  expect(await reopen(part)).toBeNull();
  await rm(join(folder, "a.bin"));
  const again = await reopen(part);
  expect(again?.size).toBe(bytes.length);
  await again?.file.close();
});

test("without links nothing is overwritten and nothing else stays", async () => {
  const { folder, part } = await wholePart();
  await writeFile(join(folder, "a.bin"), "old");
  const { path } = await partFilesOn({ link: noLinks }).finish(part, folder, "a.bin");
  expect(path).toBe(join(folder, "a (2).bin"));
  expect(await readFile(path)).toEqual(bytes);
  expect(await readFile(join(folder, "a.bin"), "utf8")).toBe("old");
  expect((await readdir(folder)).sort()).toEqual(["a (2).bin", "a.bin"]);
});

test("without links a scanner costs neither the bytes nor leaves an empty file, and a retry only names them", async () => {
  const { state, fileSystem } = switchedFiles({ link: noLinks, rename: held });
  const { service, share, storage, downloads } = await transfersWorld(partFilesOn(fileSystem));
  const [queued] = await service.download(accountId, groupId, [share("a.bin", bytes)], false);
  const id = queued?.id ?? "";
  expect(await reaches(service, id, "failed", "done")).toMatchObject({ error: { code: "file_in_use" } });
  expect(await readdir(downloads)).toEqual(["a.bin.part"]);
  expect(await readFile(join(downloads, "a.bin.part"))).toEqual(bytes);
  state.fails = false;
  await service.retry(id);
  const { savedPath } = await reaches(service, id, "done", "failed");
  expect(await readFile(savedPath ?? "")).toEqual(bytes);
  expect(await readdir(downloads)).toEqual(["a.bin"]);
  expect(storage.downloads).toHaveLength(1);
});

test("what somebody else put in the place of our empty file stays", async () => {
  const { folder, part } = await wholePart();
  const { finish } = partFilesOn({
    link: noLinks,
    async rename(_from, to) {
      await writeFile(to, "theirs");
      throw heldError("EPERM");
    },
  });
  await expect(finish(part, folder, "a.bin")).rejects.toMatchObject({ code: "file_in_use" });
  expect(await readFile(join(folder, "a.bin"), "utf8")).toBe("theirs");
  expect(await readFile(part)).toEqual(bytes);
});

test("cancelling a download that waits for its name removes its part", async () => {
  const waiting = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const partFiles = partFilesOn({
    link: noLinks,
    async rename() {
      waiting.resolve();
      await goOn.promise;
      throw heldError();
    },
  });
  const { service, share, downloads } = await transfersWorld(partFiles);
  const [queued] = await service.download(accountId, groupId, [share("a.bin", bytes)], false);
  const id = queued?.id ?? "";
  await waiting.promise;
  await service.cancel(id);
  goOn.resolve();
  await reaches(service, id, "cancelled");
  expect(await readdir(downloads)).toEqual([]);
});

test("a download folder that Windows refuses to make but that is there, as a drive's root, is taken", async () => {
  const folder = await tempFolder();
  const { create } = createPartFiles({
    fileSystem: {
      mkdir: async () => {
        throw heldError("EPERM");
      },
      open,
      stat,
    },
  });
  const part = await create(folder, "a.bin");
  await part.file.close();
  expect(await readdir(folder)).toEqual(["a.bin.part"]);
  await expect(create(join(folder, "missing"), "a.bin")).rejects.toMatchObject({ code: "file_error" });
});
