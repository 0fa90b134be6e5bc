import { expect, test } from "vitest";
import { undoOf } from "../../../../renderer/features/activity/undo-of.ts";
import type { Job } from "../../../../shared/domain/job.ts";
import { sampleActivity } from "./sample-activity.ts";

const jobId = "00000000-0000-4000-8000-0000000000bb";
const job = (change: Partial<Job>) => ({ id: jobId, state: "done", canUndo: true, ...change }) as Job;

test.each([
  ["mute", "unmute"],
  ["block", "unblock"],
  ["unblock", "block"],
  ["promote", "demote"],
  ["demote", "promote"],
] as const)("one %s is taken back by %s", (kind, action) => {
  expect(undoOf(sampleActivity({ kind }), [])).toEqual({ type: "person", action });
});

test("names go back to what they were", () => {
  const renamed = sampleActivity({ kind: "rename_file", detail: "old.txt" });
  expect(undoOf(renamed, [])).toEqual({ type: "name", name: "old.txt" });
  const group = sampleActivity({ kind: "rename_group", groupName: "Chess", detail: "Chess → Go" });
  expect(undoOf(group, [])).toEqual({ type: "name", name: "Chess" });
});

test("what a job did is taken back as a whole, where it still can be", () => {
  const muted = sampleActivity({ kind: "mute", jobId });
  expect(undoOf(muted, [job({})])).toEqual({ type: "job", jobId });
  expect(undoOf(muted, [job({ canUndo: false })])).toEqual({ type: "impossible", reason: "job_gone" });
  expect(undoOf(muted, [job({ canUndo: false, state: "running" })])).toEqual({
    type: "impossible",
    reason: "job_running",
  });
  expect(undoOf(muted, null)).toEqual({ type: "nothing" });
});

test("what nothing takes back says so, and where nothing was done there is nothing to take back", () => {
  expect(undoOf(sampleActivity(), [])).toEqual({ type: "impossible", reason: "final" });
  expect(undoOf(sampleActivity({ kind: "kick", jobId }), [job({})])).toMatchObject({ reason: "final" });
  expect(undoOf(sampleActivity({ kind: "change_setting" }), [])).toMatchObject({ reason: "by_hand" });
  for (const change of [
    { kind: "seen_left" },
    { kind: "mute", outcome: "refused" },
    { kind: "mute", outcome: "already_so" },
    { kind: "download_file" },
  ] as const) {
    expect(undoOf(sampleActivity(change), [])).toEqual({ type: "nothing" });
  }
});
