import { expect, test } from "vitest";
import { activityCalls } from "../../../../shared/ipc/activity-calls.ts";
import { act, journalWorld } from "./journal-world.ts";

const jobId = "33333333-3333-4333-8333-333333333333";
const undoingJob = "44444444-4444-4444-8444-444444444444";
const redoingJob = "55555555-5555-4555-8555-555555555555";
const renamed = act({ kind: "rename_group", targetId: null, targetName: null });

/** Which acts are taken back, as "id by id", newest first. */
async function world() {
  const made = await journalWorld();
  const { service, window } = made;
  return {
    ...made,
    undo: (id: number, outcome: "done" | "refused" = "done") =>
      service.asUndoOf(id, () => service.record([{ ...renamed, outcome }])),
    async undone(...filter: Parameters<typeof window>) {
      const { rows } = await window(...filter);
      return rows.flatMap(({ id, takenBack }) => (takenBack ? [`${id} by ${takenBack.id}`] : []));
    },
  };
}

test("an act tells what took it back and when, also where a filter or a window leaves that out", async () => {
  const { service, clock, undo, undone, window } = await world();
  await service.record([act(), renamed]);
  clock.now += 60_000;
  await undo(2);
  const [undoing, row] = (await window()).rows;
  expect(row).toMatchObject({ id: 2, takenBack: { id: 3, at: clock.now } });
  expect(undoing).toMatchObject({ undoes: 2, takenBack: null });
  expect((await service.get(2)).takenBack).toEqual({ id: 3, at: clock.now });
  expect(await undone({ offset: 1, limit: 1 })).toEqual(["2 by 3"]);
  expect(await undone({ until: clock.now })).toEqual(["2 by 3"]);
});

test("a redo puts an act in force again, and taking that back ends it again", async () => {
  const { service, undo, undone } = await world();
  await service.record([renamed]);
  await undo(1);
  await undo(2);
  expect(await undone()).toEqual(["2 by 3"]);
  await undo(3);
  expect(await undone()).toEqual(["3 by 4", "1 by 2"]);
  const { rows } = await service.window(activityCalls["activity.window"].input.parse({ offset: 3 }));
  expect(rows).toMatchObject([{ id: 1, takenBack: { id: 2 } }]);
});

test("an undo that was refused takes nothing back", async () => {
  const { service, undo, undone } = await world();
  await service.record([renamed]);
  await undo(1, "refused");
  expect(await undone()).toEqual([]);
});

test("what a job took back of another is told for each target, and of no other job or group", async () => {
  const { service, undone } = await world();
  const group = { kind: "announce", targetId: null, targetName: "Hello" } as const;
  await service.record([
    act({ kind: "block", jobId }),
    act({ kind: "block", jobId, targetId: "6" }),
    act({ kind: "block", jobId, groupId: "11" }),
    act({ kind: "block" }),
    act({ ...group, jobId }),
  ]);
  const undoing = { jobId: undoingJob, undoesJob: jobId } as const;
  await service.record([
    act({ kind: "unblock", ...undoing }),
    act({ kind: "unblock", ...undoing, targetId: "6", outcome: "refused" }),
  ]);
  expect(await undone()).toEqual(["1 by 6"]);
  await service.record([act({ ...group, kind: "remove_announcement", ...undoing, outcome: "already_so" })]);
  expect(await undone()).toEqual(["5 by 8", "1 by 6"]);
  await service.record([act({ kind: "block", jobId: redoingJob, undoesJob: undoingJob })]);
  expect(await undone()).toEqual(["6 by 9", "5 by 8"]);
});

test("both ways to what an act took back are looked up, never searched for", async () => {
  const { journal } = await journalWorld();
  const steps = async (sql: string) =>
    (await journal.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)).map(({ detail }) => detail).join();
  expect(
    await steps("SELECT id FROM activities WHERE undoes IN (SELECT value FROM json_each('[1]'))"),
  ).toMatch(/activities_by_undone/);
  const ofJob = "job_id = value ->> 0 AND group_id = value ->> 1 AND target_id IS value ->> 2";
  const made = `(SELECT max(id) FROM activities WHERE ${ofJob})`;
  expect(await steps(`SELECT ${made} FROM json_each('[]')`)).toMatch(
    /activities_by_job \(job_id=\? AND group_id=\? AND target_id=\?\)/,
  );
});
