import { expect, test } from "vitest";
import { createActivityStore } from "../../../../renderer/features/activity/activity-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, otherAccountId } from "../../support/samples.ts";
import { sampleActivity } from "./sample-activity.ts";

const chess = { accountId, id: "10", name: "Chess" };

async function world() {
  const main = createFakeBridge();
  const useStore = createActivityStore(main.bridge);
  const now = () => useStore.getState();
  now().open();
  const answer = (revision: number, ...ids: number[]) =>
    main.take("activity.window").answer({
      ...{ revision, total: ids.length },
      rows: ids.map((id) => sampleActivity({ id })),
    });
  const asked = async () => {
    const { input } = main.take("activity.window");
    return input;
  };
  await answer(1, 2, 1);
  return { main, now, answer, asked };
}

test("the newest rows are read, and again when something was recorded", async () => {
  const { main, now, answer } = await world();
  expect(now().list.rowAt(0)?.id).toBe(2);
  const stop = now().listen();
  main.emit("activity.changed", {});
  await answer(2, 3, 2, 1);
  expect(now().list.rowAt(0)?.id).toBe(3);
  stop();
});

test("each filter goes into the question, a group with its account", async () => {
  const { now, asked } = await world();
  now().change({ who: "mine", kind: "kick", query: "ann" });
  expect(await asked()).toMatchObject({ who: "mine", kinds: ["kick"], query: "ann", groupId: null });
  now().change({ group: chess });
  expect(await asked()).toMatchObject({ accountId, groupId: "10", kinds: ["kick"] });
});

test("filters that no longer fit together are let go", async () => {
  const { now } = await world();
  now().change({ group: chess, kind: "kick" });
  now().change({ accountId: otherAccountId });
  expect(now().filter).toMatchObject({ group: null, accountId: otherAccountId, kind: "kick" });
  now().change({ who: "seen" });
  expect(now().filter.kind).toBeNull();
  now().change({ kind: "seen_left" });
  expect(now().filter.kind).toBe("seen_left");
});

test("an export asks for all that is shown, once, and tells what went wrong", async () => {
  const { main, now } = await world();
  now().change({ query: "ann" });
  const exporting = now().exportTable();
  await now().exportTable();
  expect(main.waiting("activity.export")).toBe(1);
  const call = main.take("activity.export");
  expect(call.input).toMatchObject({ query: "ann" });
  await call.fail(new AppError("disk_full", "no space"));
  await exporting;
  expect(now()).toMatchObject({ isExporting: false, actionError: { code: "disk_full" } });
  now().dismiss();
  expect(now().actionError).toBeNull();
});

test("days become the moments between which they lie", async () => {
  const { now, asked } = await world();
  now().change({ from: "2026-11-20", to: "2026-11-21" });
  expect(await asked()).toMatchObject({
    since: new Date(2026, 10, 20).getTime(),
    until: new Date(2026, 10, 22).getTime(),
  });
});

test("an undo sets back, tells how it ended, and runs once", async () => {
  const { main, now } = await world();
  const activity = sampleActivity({ kind: "rename_group" });
  const undoing = now().undo(activity);
  await now().undo(activity);
  expect(main.waiting("activity.undo")).toBe(1);
  expect(now().undoingId).toBe(1);
  const call = main.take("activity.undo");
  expect(call.input).toEqual({ id: 1, isSure: false });
  await call.answer({ state: "done" });
  await undoing;
  expect(now()).toMatchObject({ undoingId: null, undoNote: { activity, state: "done" } });
  now().dismiss();
  expect(now().undoNote).toBeNull();
});

test("what was changed again since is asked about, and then set back all the same", async () => {
  const { main, now } = await world();
  const activity = sampleActivity({ kind: "rename_group" });
  const first = now().undo(activity);
  await main.take("activity.undo").answer({ state: "changed", now: "Go" });
  await first;
  expect(now().undoNote).toEqual({ activity, state: "changed", now: "Go" });
  const second = now().undo(activity, true);
  const call = main.take("activity.undo");
  expect(call.input).toEqual({ id: 1, isSure: true });
  await call.fail(new AppError("forbidden", "no"));
  await second;
  expect(now()).toMatchObject({ undoNote: null, actionError: { code: "forbidden" } });
});

test("what is set back, or was already, is remembered; taking an undo back forgets what it had undone", async () => {
  const { main, now } = await world();
  const undoing = async (id: number, undoes: number | null, state: "done" | "already_so") => {
    const ended = now().undo(sampleActivity({ id, undoes }));
    await main.take("activity.undo").answer({ state });
    await ended;
  };
  await undoing(1, null, "done");
  await undoing(2, null, "already_so");
  expect([...now().settledIds]).toEqual([1, 2]);
  await undoing(3, 1, "done");
  expect([...now().settledIds]).toEqual([2, 3]);
});
