import { beforeEach, expect, test } from "vitest";
import { useActivityStore } from "../../../../renderer/features/activity/activity-store.ts";
import { startNewestUndo, startUndoFrom } from "../../../../renderer/features/activity/start-undo.ts";
import { useJobsStore } from "../../../../renderer/features/jobs/jobs-store.ts";
import { noWindows } from "../../../../renderer/window-reader.ts";
import type { Activity } from "../../../../shared/domain/activity.ts";
import { sampleActivity } from "./sample-activity.ts";

const started: number[] = [];

function renamed(id: number, undoes: number | null = null): Activity {
  const change = { field: "name", before: "Chess", after: "Go" };
  return sampleActivity({ id, kind: "rename_group", change, undoes });
}

/** Newest first. */
function show(...rows: Activity[]): void {
  const list = { ...noWindows, total: rows.length, rowAt: (index: number) => rows[index] };
  useActivityStore.setState({ list, settledIds: new Set() });
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
  const rows = [renamed(4, 3), renamed(3), renamed(2), renamed(1)] as const;
  show(...rows);
  startUndoFrom(rows[3]);
  startUndoFrom(rows[0]);
  startUndoFrom(rows[1]);
  expect(started).toEqual([1, 2, 2]);
});
