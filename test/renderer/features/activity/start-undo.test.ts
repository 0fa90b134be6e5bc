import { beforeEach, expect, test } from "vitest";
import { useActivityStore } from "../../../../renderer/features/activity/activity-store.ts";
import { startNewestUndo, startUndoFrom } from "../../../../renderer/features/activity/start-undo.ts";
import { useJobsStore } from "../../../../renderer/features/jobs/jobs-store.ts";
import { noWindows } from "../../../../renderer/window-reader.ts";
import type { Activity } from "../../../../shared/domain/activity.ts";
import { takenBack } from "../../../../shared/domain/undo.ts";
import { sampleActivity } from "./sample-activity.ts";

const started: number[] = [];

function renamed(id: number, undoes: number | null = null): Activity {
  const change = { field: "name", before: "Chess", after: "Go" };
  return sampleActivity({ id, kind: "rename_group", change, undoes });
}

/** Newest first; what took each back is as main tells it. Answers the rows as they are shown. */
function show(...acts: Activity[]): readonly Activity[] {
  const undone = takenBack(acts);
  const rows = acts.map((act) => ({ ...act, takenBack: undone.get(act.id) ?? act.takenBack }));
  const list = { ...noWindows, total: rows.length, rowAt: (index: number) => rows[index] };
  useActivityStore.setState({ list, settledIds: new Set() });
  return rows;
}

beforeEach(() => {
  started.length = 0;
  useJobsStore.setState({ jobs: [] });
  useActivityStore.setState({
    undo: async ({ id }) => {
      started.push(id);
    },
  });
});

test("each press steps further back, past what was taken back and past the undos themselves", () => {
  show(renamed(2), renamed(1));
  startNewestUndo();
  show(renamed(3, 2), renamed(2), renamed(1));
  startNewestUndo();
  show(renamed(4, 1), renamed(3, 2), renamed(2), renamed(1));
  startNewestUndo();
  expect(started).toEqual([2, 1]);
});

test("what was redone by its own button is in force again", () => {
  show(renamed(4, 3), renamed(3, 2), renamed(2), renamed(1));
  startNewestUndo();
  expect(started).toEqual([2]);
});

test("what was found to be taken back is passed over before the list shows it", () => {
  show(renamed(2), renamed(1));
  useActivityStore.setState({ settledIds: new Set([2]) });
  startNewestUndo();
  expect(started).toEqual([1]);
});

test("a chosen row is taken back itself; one that is an undo, or over, lets the next one go", () => {
  const [undo, undone, , oldest] = show(renamed(4, 3), renamed(3), renamed(2), renamed(1));
  for (const row of [oldest, undo, undone]) if (row) startUndoFrom(row);
  expect(started).toEqual([1, 2, 2]);
});

test("where a filter hides the undo, its act is passed over all the same", () => {
  const takenBack = { id: 9, at: 0 };
  show({ ...renamed(2), takenBack }, renamed(1));
  startNewestUndo();
  expect(started).toEqual([1]);
});
