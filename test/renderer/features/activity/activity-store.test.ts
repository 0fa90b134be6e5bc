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

test("an earlier name is set again: of a file, of a group", async () => {
  const { main, now } = await world();
  const file = now().renameBack(sampleActivity({ kind: "rename_file", targetId: "7" }), "old.txt");
  const renaming = main.take("files.rename");
  expect(renaming.input).toEqual({ accountId, groupId: "10", fileId: "7", name: "old.txt" });
  expect(now().undoingId).toBe(1);
  await renaming.answer(undefined);
  await file;
  expect(now().undoingId).toBeNull();
  const group = now().renameBack(sampleActivity({ kind: "rename_group", targetId: null }), "Chess");
  const call = main.take("groups.rename");
  expect(call.input).toEqual({ accountId, groupId: "10", name: "Chess" });
  await call.fail(new AppError("forbidden", "no"));
  await group;
  expect(now().actionError?.code).toBe("forbidden");
});
