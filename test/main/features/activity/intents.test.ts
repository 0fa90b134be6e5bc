import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { createActivityService } from "../../../../main/features/activity/activity-service.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";
import { AppError, type ErrorCode } from "../../../../shared/errors.ts";
import { accountId, journalWorld } from "./journal-world.ts";

const rename = {
  accountId,
  kind: "rename_group",
  groupId: "10",
  groupName: "Chess",
  targetId: null,
  targetName: null,
  detail: "Chess → Go",
} as const;

async function world() {
  const reported: unknown[] = [];
  const all = await journalWorld({ report: (cause) => void reported.push(cause) });
  const open = async () => (await all.journal.all("SELECT id FROM intents")).length;
  const rows = async () => (await all.window()).rows.map(({ outcome, detail }) => ({ outcome, detail }));
  return { ...all, reported, open, rows };
}

test("an act stands in the journal before it is made, and what became of it afterwards", async () => {
  const { service, open, rows } = await world();
  const value = await service.attempt([rename], async ({ ended }) => {
    expect(await open()).toBe(1);
    ended([{ ...rename, outcome: "done" }]);
    return "made";
  });
  expect(value).toBe("made");
  expect(await open()).toBe(0);
  expect(await rows()).toEqual([{ outcome: "done", detail: "Chess → Go" }]);
});

test.each<[ErrorCode, readonly string[]]>([
  ["offline", []],
  ["rate_limited", []],
  ["refused", ["refused"]],
  ["server_error", ["unknown"]],
])("an act that ends with %s leaves that behind", async (code, outcomes) => {
  const { service, open, rows } = await world();
  const make = () => Promise.reject(new AppError(code, "why"));
  await expect(service.attempt([rename], make)).rejects.toMatchObject({ code });
  expect(await open()).toBe(0);
  expect((await rows()).map(({ outcome }) => outcome)).toEqual(outcomes);
  expect((await rows()).every(({ detail }) => detail === "Chess → Go · why")).toBe(true);
});

test("where the journal cannot be written nothing is made", async () => {
  const { service, journal } = await world();
  await journal.run("ALTER TABLE intents RENAME TO away");
  let isMade = false;
  const make = async () => {
    isMade = true;
  };
  await expect(service.attempt([rename], make)).rejects.toThrow();
  expect(isMade).toBe(false);
});

test("what was done and cannot be told any more is a success, reported beside it, and told at the next start", async () => {
  const { service, journal, open, rows, reported } = await world();
  const value = await service.attempt([rename], async ({ ended, afterwards }) => {
    await journal.run("ALTER TABLE activities RENAME TO away");
    ended([{ ...rename, outcome: "done" }]);
    await afterwards(() => Promise.reject(new Error("the cache is full")));
    return "made";
  });
  expect(value).toBe("made");
  expect(reported).toHaveLength(2);
  await journal.run("ALTER TABLE away RENAME TO activities");
  expect(await open()).toBe(1);
  await createActivityService({ journal, emit: () => undefined }).settle();
  expect(await rows()).toEqual([{ outcome: "unknown", detail: `Chess → Go · ${ownReasons.appEnded}` }]);
  expect(await open()).toBe(0);
});

test("at the start only acts of processes that have ended are told as cut off", async () => {
  const { service, journal, clock, rows, open } = await world();
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  const insert = (id: string, pid: number, at: number, acts = JSON.stringify([rename])) =>
    journal.run("INSERT INTO intents (id, at, runner, pid, acts) VALUES (?, ?, 'other', ?, ?)", [
      ...[id, at, pid, acts],
    ]);
  await insert("living", process.ppid, clock.now);
  await insert("dead", dead, clock.now);
  await insert("same number long ago", process.ppid, clock.now - 3_600_000);
  await insert("of a later version", dead, clock.now, '[{"kind":"teleport"}]');
  await service.settle();
  expect((await rows()).map(({ outcome }) => outcome)).toEqual(["unknown", "unknown"]);
  expect(await open()).toBe(1);
});
