import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTransfersRepository } from "../../../../main/features/transfers/transfers-repository.ts";
import { AppError } from "../../../../shared/errors.ts";
import { accountId, groupId, reaches, transfersWorld } from "./transfers-world.ts";

test("what was running when the app died is failed and can be retried; what waited begins", async () => {
  const { service, startService, database, folder, downloads, share, storage } = await transfersWorld();
  await writeFile(join(folder, "a.txt"), "hello");
  storage.behaviour.uploadStatus = 503;
  const [sent] = await service.upload(accountId, groupId, ["a.txt"]);
  await reaches(service, sent?.id ?? "", "failed");
  storage.behaviour.uploadStatus = 200;
  await mkdir(downloads);
  await writeFile(join(downloads, "b.bin.part"), "half");
  const repository = createTransfersRepository(database);
  const [record] = await repository.all();
  if (!record) throw new Error("the upload was not kept");
  const download = {
    ...record,
    ...({ direction: "download", error: null, sourcePath: null, folder: downloads } as const),
    fileId: share("b.bin", Buffer.from("whole")),
  };
  const ids = {
    running: "22222222-2222-4222-8222-222222222222",
    registering: "33333333-3333-4333-8333-333333333333",
    queued: "44444444-4444-4444-8444-444444444444",
  };
  const partPath = join(downloads, "b.bin.part");
  await repository.put({ ...download, id: ids.running, state: "running", partPath, validator: '"x"' });
  const arrived = { arrivedUrl: `${storage.origin}/object/9`, arrivedSize: 5, mayBeRegistered: true };
  await repository.put({ ...record, ...arrived, id: ids.registering, state: "registering", error: null });
  await repository.put({ ...download, id: ids.queued, state: "queued", name: "b.bin" });

  const restarted = startService();
  await restarted.start();
  const interrupted = { state: "failed", error: { code: "cancelled" } };
  expect(await reaches(restarted, ids.running, "failed")).toMatchObject(interrupted);
  expect(await reaches(restarted, ids.registering, "failed")).toMatchObject(interrupted);
  await reaches(restarted, ids.queued, "done");
  expect(await readdir(downloads)).toEqual(["b.bin"]);
  const uploads = storage.uploads.length;
  await restarted.retry(ids.registering);
  await restarted.retry(ids.running);
  await reaches(restarted, ids.registering, "done");
  await reaches(restarted, ids.running, "done");
  expect(storage.uploads).toHaveLength(uploads);
  await restarted.stop();
});

test("closing the app keeps an unfinished download for the retry after the next start", async () => {
  const { service, startService, downloads, share, storage } = await transfersWorld();
  const bytes = Buffer.alloc(4_000_000, "x");
  Object.assign(storage.behaviour, { dropDownloadAfter: 3_000_000, isDownloadStuck: true });
  const [queued] = await service.download(accountId, groupId, [share("big.bin", bytes)], false);
  const id = queued?.id ?? "";
  while (((await service.list())[0]?.doneBytes ?? 0) < 2_000_000) await nextTurn();
  await service.stop();
  Object.assign(storage.behaviour, { dropDownloadAfter: null, isDownloadStuck: false });
  const next = startService();
  await next.start();
  expect(await reaches(next, id, "failed")).toMatchObject({ error: { code: "cancelled" } });
  await next.retry(id);
  const { savedPath } = await reaches(next, id, "done");
  expect(await readFile(savedPath ?? "")).toEqual(bytes);
  expect(await readdir(downloads)).toEqual(["big.bin"]);
  expect(storage.downloads[1]?.range).toMatch(/^bytes=\d+-$/);
  await next.stop();
});

test("removing an account ends its transfers and leaves neither parts nor rows", async () => {
  const { service, database, downloads, share, storage, folder } = await transfersWorld();
  storage.behaviour.dropDownloadAfter = 2_000_000;
  const [queued] = await service.download(
    accountId,
    groupId,
    [share("a.bin", Buffer.alloc(4_000_000, "x"))],
    false,
  );
  await reaches(service, queued?.id ?? "", "failed");
  await writeFile(join(folder, "a.txt"), "hello");
  storage.behaviour.isUploadStuck = true;
  const [stuck] = await service.upload(accountId, groupId, ["a.txt"]);
  await reaches(service, stuck?.id ?? "", "running");
  await service.cancelAccount(accountId);
  expect(await service.list()).toEqual([]);
  expect(await readdir(downloads)).toEqual([]);
  expect(await database.all("SELECT * FROM transfers")).toEqual([]);
});

test("a download under way when the person quit goes on by itself at the next start, with the rest only", async () => {
  const { service, startService, downloads, share, storage } = await transfersWorld();
  const bytes = Buffer.alloc(4_000_000, "x");
  Object.assign(storage.behaviour, { dropDownloadAfter: 3_000_000, isDownloadStuck: true });
  const [queued] = await service.download(accountId, groupId, [share("big.bin", bytes)], false);
  while (((await service.list())[0]?.doneBytes ?? 0) < 2_000_000) await nextTurn();
  expect(service.underWay()).toBe(1);
  await service.stop({ resumesLater: true });
  Object.assign(storage.behaviour, { dropDownloadAfter: null, isDownloadStuck: false });
  const next = startService();
  await next.start();
  await next.idle();
  const { state, savedPath } = await reaches(next, queued?.id ?? "", "done", "failed");
  expect(state).toBe("done");
  expect(await readFile(savedPath ?? "")).toEqual(bytes);
  expect(await readdir(downloads)).toEqual(["big.bin"]);
  expect(storage.downloads[1]?.range).toMatch(/^bytes=\d+-$/);
});

test("an upload under way when the person quit is sent at the next start and registered once", async () => {
  const { service, startService, folder, storage, api } = await transfersWorld();
  await writeFile(join(folder, "big.bin"), Buffer.alloc(8_000_000, "x"));
  const hasBegun = new Promise<void>((resolve) => {
    storage.behaviour.onUploadBegun = resolve;
  });
  storage.behaviour.isUploadStuck = true;
  const [queued] = await service.upload(accountId, groupId, ["big.bin"]);
  await hasBegun;
  await service.stop({ resumesLater: true });
  storage.behaviour.isUploadStuck = false;
  const next = startService();
  await next.start();
  await next.idle();
  expect(await reaches(next, queued?.id ?? "", "done", "failed")).toMatchObject({
    state: "done",
    error: null,
  });
  expect(api.asked.registers).toBe(1);
  expect(api.list).toHaveLength(1);
});

/** Somebody quits while a register call is under way; then the app is started again. */
async function restartedWhileRegistering(registerFails: { error: AppError; isDone: boolean } | null) {
  const { service, startService, folder, api } = await transfersWorld();
  await writeFile(join(folder, "a.txt"), "hello");
  const answer = Promise.withResolvers<void>();
  Object.assign(api.next, { onRegister: () => answer.promise, registerFails });
  const [queued] = await service.upload(accountId, groupId, ["a.txt"]);
  await reaches(service, queued?.id ?? "", "registering");
  const stopping = service.stop({ resumesLater: true });
  answer.resolve();
  await stopping;
  const next = startService();
  await next.start();
  return { next, api };
}

test("quitting waits for the answer to a register call, and nothing is left to repeat", async () => {
  const { next, api } = await restartedWhileRegistering(null);
  expect(await next.list()).toMatchObject([{ state: "done" }]);
  expect(api.asked.registers).toBe(1);
});

test("a register call that nobody answered while the person quit is not repeated by itself", async () => {
  const lost = { error: new AppError("outcome_unknown", "lost"), isDone: false };
  const { next, api } = await restartedWhileRegistering(lost);
  expect(await next.list()).toMatchObject([{ state: "failed", error: { code: "cancelled" } }]);
  expect(api.asked.registers).toBe(1);
});

test("what the command line is fetching is left to it by an app that opens meanwhile, until it ends", async () => {
  const { service, startService, database, folder, downloads, storage } = await transfersWorld();
  await writeFile(join(folder, "a.txt"), "hello");
  storage.behaviour.uploadStatus = 503;
  const [sent] = await service.upload(accountId, groupId, ["a.txt"]);
  await reaches(service, sent?.id ?? "", "failed");
  const repository = createTransfersRepository(database);
  const [record] = await repository.all();
  if (!record) throw new Error("the upload was not kept");
  await mkdir(downloads);
  const partPath = join(downloads, "b.bin.part");
  await writeFile(partPath, "half");
  const download = {
    ...record,
    direction: "download",
    sourcePath: null,
    folder: downloads,
    error: null,
  } as const;
  const ended = spawnSync(process.execPath, ["--version"]).pid;
  for (const [runnerPid, isLeft] of [
    [process.ppid, true],
    [ended, false],
  ] as const) {
    await repository.put({ ...download, state: "running", partPath, runnerPid });
    const app = startService();
    await app.start();
    expect(await readdir(downloads)).toEqual(isLeft ? ["b.bin.part"] : []);
    const [kept] = await repository.all();
    expect(kept?.state).toBe(isLeft ? "running" : "failed");
    expect(await app.list()).toHaveLength(isLeft ? 0 : 1);
    await app.stop();
  }
});

test("what the command line has waiting is not begun by an app that opens meanwhile", async () => {
  const { service, folder, storage, database } = await transfersWorld();
  storage.behaviour.isUploadStuck = true;
  const ended = ["a.txt", "b.txt", "c.txt", "d.txt"].map(async (name) => {
    await writeFile(join(folder, name), "hello");
    await expect(service.uploadAndWait(accountId, groupId, join(folder, name))).rejects.toMatchObject({
      code: "cancelled",
    });
  });
  while ((await service.list()).length < 4) await nextTurn();
  const states = (await createTransfersRepository(database).all()).map(({ state }) => state);
  expect(states).not.toContain("queued");
  await service.cancelAccount(accountId);
  await Promise.allSettled(ended);
});
