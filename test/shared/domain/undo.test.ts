import { expect, test } from "vitest";
import type { ActivityChange } from "../../../shared/domain/activity.ts";
import type { Job } from "../../../shared/domain/job.ts";
import { changeOf, isSameValue, minutesToMute, takenBack, undoOf } from "../../../shared/domain/undo.ts";
import { sampleActivity } from "../../renderer/features/activity/sample-activity.ts";

const jobId = "00000000-0000-4000-8000-0000000000bb";
const job = (change: Partial<Job>) => ({ id: jobId, state: "done", canUndo: true, ...change }) as Job;
const now = 1_800_000_000_000;
const undoFor = (change: Parameters<typeof sampleActivity>[0], jobs: Parameters<typeof undoOf>[1] = []) =>
  undoOf(sampleActivity(change), jobs, now);

test.each([
  ["mute", "unmute"],
  ["block", "unblock"],
  ["unblock", "block"],
  ["promote", "demote"],
  ["demote", "promote"],
] as const)("one %s is taken back by %s", (kind, action) => {
  expect(undoFor({ kind })).toEqual({ type: "person", action, groupId: "10", userId: "5" });
});

test.each([
  ["rename_group", { field: "name", before: "Chess", after: "Go" }],
  ["describe_group", { field: "description", before: "", after: "x" }],
  ["change_extension", { field: "extension", before: "{}", after: "" }],
  ["change_card", { field: "card", before: "Lin", after: "" }],
  ["change_avatar", { field: "avatar", before: "http://a", after: "http://b" }],
  ["change_setting", { field: "showsHistory", before: false, after: true }],
  ["rename_file", { field: "name", before: "a.txt", after: "b.txt" }],
  ["mute_all", { field: "mutedUntil", before: null, after: "-1" }],
] as const)("%s goes back to what it was", (kind, change) => {
  expect(undoFor({ kind, change })).toEqual({ type: "value", groupId: "10", change });
});

test("where the earlier value is not known there is no undo, and the reason is told", () => {
  const change: ActivityChange = { field: "joinRule", before: null, after: "open" };
  expect(undoFor({ kind: "change_setting", change })).toEqual({ type: "impossible", reason: "not_known" });
  expect(undoFor({ kind: "describe_group", change: null })).toMatchObject({ reason: "not_known" });
  const picture: ActivityChange = { field: "avatar", before: null, after: "http://b" };
  expect(undoFor({ kind: "change_avatar", change: picture })).toMatchObject({ reason: "by_hand" });
});

test("names of rows that told them in other columns go back as well", () => {
  const file = sampleActivity({ kind: "rename_file", detail: "old.txt", targetName: "new.txt" });
  expect(changeOf(file)).toEqual({ field: "name", before: "old.txt", after: "new.txt" });
  const group = sampleActivity({ kind: "rename_group", groupName: "Chess", detail: "Chess → Go" });
  expect(changeOf(group)).toEqual({ field: "name", before: "Chess", after: "Go" });
  expect(undoOf(group, [], now)).toMatchObject({ type: "value" });
});

test("a mute of everybody that is over needs no undo; one that was lifted early can run on", () => {
  const mutedUntil = (before: number | null, after: number | null) =>
    ({
      field: "mutedUntil",
      before: before && String(before),
      after: after && String(after),
    }) as ActivityChange;
  const undo = (before: number | null, after: number | null) =>
    undoFor({ kind: "mute_all", change: mutedUntil(before, after) });
  expect(undo(null, now - 1)).toEqual({ type: "impossible", reason: "over" });
  expect(undo(now - 1, -1)).toMatchObject({ type: "value" });
  expect(undo(now + 600_000, null)).toMatchObject({ type: "value" });
  expect(minutesToMute(String(now + 600_000), now)).toBe(10);
  expect(minutesToMute(String(now + 1), now)).toBe(1);
  expect(minutesToMute("-1", now)).toBe(-1);
  expect(minutesToMute(String(now - 1), now)).toBe(0);
});

test("mutes are the same when they end within minutes of each other, or have ended", () => {
  const same = (a: string | null, b: string | null) => isSameValue("mutedUntil", a, b, now);
  expect(same(String(now - 1), null)).toBe(true);
  expect(same(String(now + 3_600_000), String(now + 3_660_000))).toBe(true);
  expect(same(String(now + 3_600_000), String(now + 7_200_000))).toBe(false);
  expect(same("-1", String(now + 1))).toBe(false);
  expect(isSameValue("name", "1", "2", now)).toBe(false);
});

test("an announcement is removed by its id", () => {
  expect(undoFor({ kind: "announce", targetId: "7" })).toEqual({
    ...{ type: "announcement", groupId: "10", announcementId: "7" },
  });
  expect(undoFor({ kind: "announce", targetId: null })).toMatchObject({ reason: "by_hand" });
});

test("what a job did is taken back as a whole, where it still can be", () => {
  const muted = { kind: "mute", jobId } as const;
  expect(undoFor(muted, [job({})])).toEqual({ type: "job", jobId });
  expect(undoFor({ kind: "change_setting", jobId }, [job({})])).toEqual({ type: "job", jobId });
  expect(undoFor(muted, [job({ canUndo: false })])).toEqual({ type: "impossible", reason: "job_gone" });
  expect(undoFor(muted, [job({ canUndo: false, state: "running" })])).toMatchObject({
    reason: "job_running",
  });
  expect(undoFor(muted, null)).toEqual({ type: "nothing" });
});

test("what nothing takes back says so, and where nothing was done there is nothing to take back", () => {
  expect(undoFor({ kind: "destroy_group" })).toEqual({ type: "impossible", reason: "final" });
  expect(undoFor({ kind: "kick", jobId }, [job({})])).toMatchObject({ reason: "by_hand" });
  for (const change of [
    { kind: "seen_left" },
    { kind: "mute", outcome: "refused" },
    { kind: "mute", outcome: "already_so" },
    { kind: "download_file" },
  ] as const) {
    expect(undoFor(change)).toEqual({ type: "nothing" });
  }
});

test("an undo takes its act back, unless it was taken back itself or did not succeed", () => {
  const row = (id: number, undoes: number | null = null, outcome: "done" | "unknown" = "done") => ({
    ...{ id, undoes, outcome },
  });
  const undone = (...rows: ReturnType<typeof row>[]) =>
    [...takenBack(rows)].map(([id, by]) => `${id} by ${by.id}`);
  expect(undone(row(2, 1), row(1))).toEqual(["1 by 2"]);
  expect(undone(row(3, 2), row(2, 1), row(1))).toEqual(["2 by 3"]);
  expect(undone(row(4, 3), row(3, 2), row(2, 1), row(1))).toEqual(["3 by 4", "1 by 2"]);
  expect(undone(row(4, 1), row(3, 2), row(2, 1), row(1))).toEqual(["1 by 4", "2 by 3"]);
  expect(undone(row(3, 1), row(2, 1), row(1))).toEqual(["1 by 3"]);
  expect(undone(row(2, 1, "unknown"), row(1))).toEqual([]);
});

test("what was taken back is not offered again, alone or with its job", () => {
  const takenBack = { id: 9, at: now };
  const change: ActivityChange = { field: "name", before: "Chess", after: "Go" };
  const why = { type: "impossible", reason: "taken_back" };
  expect(undoFor({ kind: "rename_group", change, takenBack })).toEqual(why);
  expect(undoFor({ kind: "announce", jobId, takenBack }, [job({ canUndo: false })])).toEqual(why);
  expect(undoFor({ kind: "announce", jobId, takenBack }, null)).toEqual(why);
});

test("a failed row leads to its job only where that did nothing in full and left something half set", () => {
  const failed = { kind: "change_setting", outcome: "refused", jobId } as const;
  const counts = (done: number) => ({ done }) as Job["counts"];
  expect(undoFor(failed, [job({ counts: counts(0) })])).toEqual({ type: "job", jobId });
  for (const [row, change] of [
    [failed, { counts: counts(0), canUndo: false }],
    [failed, { counts: counts(1) }],
    [{ ...failed, outcome: "already_so" }, { counts: counts(0) }],
    [{ ...failed, kind: "mute" }, { counts: counts(0) }],
  ] as const) {
    expect(undoFor(row, [job(change)])).toEqual({ type: "nothing" });
  }
});
