import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { DemoPosition } from "../../../../main/demo/demo-position.ts";
import { createFilesRepository } from "../../../../main/features/files/files-repository.ts";
import { createFilesService } from "../../../../main/features/files/files-service.ts";
import { createTransfersRepository } from "../../../../main/features/transfers/transfers-repository.ts";
import { createTransfersService } from "../../../../main/features/transfers/transfers-service.ts";
import { createByteTransport } from "../../../../main/platform/byte-transport.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { signedInBackend } from "../../../support/signed-in-backend.ts";
import { testNetwork } from "../../../support/test-network.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { accountId, transfersWorld } from "./transfers-world.ts";

/** The same services with the real backend in front of the demo. */
async function demoWorld(position: Partial<DemoPosition> = {}) {
  const { database, folder, downloads } = await transfersWorld();
  const demo = await runningDemo({ position });
  const { backend } = await signedInBackend(lanyingAccount(demo));
  const journal = keptActivity();
  const files = createFilesService({
    repository: createFilesRepository(database),
    backendFor: () => backend,
    markSynced: async () => {},
    before: async () => ({ syncedAt: null, selfId: null }),
    activity: journal.activity,
    emit: () => {},
  });
  const transfers = createTransfersService({
    activity: journal.activity,
    repository: createTransfersRepository(database),
    transport: createByteTransport(testNetwork),
    files,
    backendFor: () => backend,
    resolveHandle: (handle) => join(folder, handle),
    downloadFolder: async () => downloads,
    pickFolder: async () => null,
    showInFolder: async () => {},
    emit: () => {},
    report: () => {},
  });
  onTestFinished(() => transfers.stop());
  const groupId = demo.groups.owned;
  const names = async () => {
    const page = { accountId, groupId, query: "", offset: 0, limit: 500 };
    return (await files.window({ ...page, sort: "name" })).rows.map(({ name }) => name);
  };
  return { demo, backend, files, transfers, folder, downloads, groupId, names };
}

test("what goes up to the demo comes down the same, and storage never sees the token", async () => {
  const { demo, transfers, folder, downloads, groupId, names } = await demoWorld();
  const bytes = Buffer.from("群主 ".repeat(500_000));
  const name = "年度 总结 🎉.pdf";
  await writeFile(join(folder, name), bytes);
  const { fileId } = await transfers.uploadAndWait(accountId, groupId, join(folder, name));
  expect(await names()).toContain(name);
  const { path } = await transfers.downloadAndWait(accountId, groupId, fileId, downloads);
  expect((await readFile(path)).equals(bytes)).toBe(true);
  const seen = (await demo.inspect()).requests.filter(({ origin }) => origin === "storage");
  expect(seen.length).toBeGreaterThanOrEqual(2);
  expect(seen.flatMap(({ headers }) => Object.keys(headers))).not.toContain("access-token");
});

test("files and pictures behind links on a foreign host come without a token going there", async () => {
  const { demo, backend, transfers, folder, downloads, groupId } = await demoWorld({
    linksOnForeignHost: true,
  });
  await writeFile(join(folder, "a.txt"), "by another way");
  const { fileId } = await transfers.uploadAndWait(accountId, groupId, join(folder, "a.txt"));
  const { path } = await transfers.downloadAndWait(accountId, groupId, fileId, downloads);
  expect(await readFile(path, "utf8")).toBe("by another way");
  const { avatar } = await backend.group(groupId);
  expect(avatar).toMatch(/^http/);
  expect(await backend.avatar(avatar ?? "")).toMatchObject({ type: "image/png" });
  const seen = (await demo.inspect()).requests.filter(({ origin }) => origin === "storage");
  expect(seen.map(({ path }) => path)).toEqual(["/bucket", "/file/download/chat", "/file/download/avatar"]);
  expect(seen.flatMap(({ headers }) => Object.keys(headers))).not.toContain("access-token");
  expect(seen.flatMap(({ query }) => query)).not.toContain("access-token");
});

test("a refusal that a foreign host sends in place of a file fails the download in its words", async () => {
  const { demo, backend, transfers, downloads, groupId } = await demoWorld({ linksOnForeignHost: true });
  const [file] = (await backend.files?.list(groupId)) ?? [];
  const refusal = { code: 402, message: "Operation rejected" };
  await demo.control({ fault: { origin: "storage", path: "/file/download/chat", ...refusal } });
  const download = transfers.downloadAndWait(accountId, groupId, file?.id ?? "", downloads);
  await expect(download).rejects.toMatchObject({
    code: "refused",
    server: { code: "402", message: "Operation rejected" },
  });
});

test("a register whose answer the demo loses leaves one file in the group, not two", async () => {
  const { demo, transfers, files, folder, groupId, names } = await demoWorld();
  await writeFile(join(folder, "once.txt"), "once");
  await demo.control({ fault: { path: "/group/file/upload", failTimes: 1, loseAnswer: true } });
  await transfers.uploadAndWait(accountId, groupId, join(folder, "once.txt"));
  await files.sync(accountId, groupId);
  expect((await names()).filter((name) => name === "once.txt")).toHaveLength(1);
});

test("a storage that breaks off in the middle leaves nothing in the group", async () => {
  const { demo, transfers, files, folder, groupId, names } = await demoWorld();
  await writeFile(join(folder, "broken.bin"), Buffer.alloc(3_000_000));
  await demo.control({ fault: { origin: "storage", failTimes: 1, dropAfterBytes: 100_000 } });
  await expect(transfers.uploadAndWait(accountId, groupId, join(folder, "broken.bin"))).rejects.toMatchObject(
    { code: "offline" },
  );
  await files.sync(accountId, groupId);
  expect(await names()).not.toContain("broken.bin");
});

test("the demo's awkward file names are all saved inside the folder", async () => {
  const { demo, transfers, files, downloads } = await demoWorld();
  const groupId = demo.groups.awkward;
  await files.sync(accountId, groupId);
  const page = { accountId, groupId, query: "", sort: "name", offset: 0, limit: 500 } as const;
  for (const { id, size } of (await files.window(page)).rows) {
    const saved = await transfers.downloadAndWait(accountId, groupId, id, downloads);
    expect(saved.path.startsWith(`${downloads}/`) || saved.path.startsWith(`${downloads}\\`)).toBe(true);
    expect(saved.size).toBe(size);
  }
});

test("rename and delete reach the demo", async () => {
  const { demo, transfers, files, folder, groupId, names } = await demoWorld();
  await writeFile(join(folder, "a.txt"), "a");
  const { fileId } = await transfers.uploadAndWait(accountId, groupId, join(folder, "a.txt"));
  await files.rename(accountId, groupId, fileId, "b.txt");
  const onServer = async () =>
    (await demo.inspect()).groups.find(({ id }) => id === groupId)?.files.map(({ name }) => name) ?? [];
  expect(await onServer()).toContain("b.txt");
  expect(await files.remove(accountId, groupId, [fileId])).toMatchObject([{ isDeleted: true }]);
  expect(await onServer()).not.toContain("b.txt");
  expect(await names()).not.toContain("b.txt");
});
