import { expect, test } from "vitest";
import {
  type Attempt,
  isComplaint,
  nextJoinAt,
  nextRequestAt,
  requestRules,
} from "../../../../main/features/friends/pacing-rules.ts";

const minute = 60_000;
const hour = 60 * minute;
const now = 1000 * hour;

/** So many attempts ago, newest first. */
const ago = (...times: readonly number[]): Attempt[] =>
  times.map((time) => ({ at: now - time, gapMs: 0, personId: null }));

test("with nothing done everything is possible", () => {
  expect(nextRequestAt([], "a", now)).toBeNull();
  expect(nextJoinAt([], now)).toBeNull();
});

test("the gap after the last one is waited out, with its jitter", () => {
  const attempts = [{ at: now - 30 * minute, gapMs: 31 * minute, personId: null }];
  expect(nextRequestAt(attempts, "a", now)).toBe(now + minute);
  expect(nextRequestAt(attempts, "a", now + minute)).toBeNull();
});

test("eight in two hours are enough, and room comes when the oldest of them is two hours old", () => {
  const eight = ago(...Array.from({ length: 8 }, (_, index) => (index + 1) * 10 * minute));
  expect(nextRequestAt(eight, "a", now)).toBe(now + 40 * minute);
  expect(nextRequestAt(eight.slice(1), "a", now)).toBeNull();
});

test("fifteen in a day are enough, whatever their distance", () => {
  const fifteen = ago(...Array.from({ length: 15 }, (_, index) => (index + 1) * 90 * minute));
  expect(nextRequestAt(fifteen, "a", now)).toBe(now + 90 * minute);
  expect(nextJoinAt(fifteen, now)).toBe(now + 9 * hour);
});

test("the latest of all reasons counts", () => {
  const attempts = [
    { at: now - minute, gapMs: requestRules.gapMs, personId: "b" },
    { at: now - hour, gapMs: 0, personId: "a" },
  ];
  expect(nextRequestAt(attempts, "a", now)).toBe(now + 23 * hour);
  expect(nextRequestAt(attempts, "c", now)).toBe(now + 29 * minute);
});

test.each([
  ["操作过于频繁，请稍后再试", true],
  ["Too Frequent operation", true],
  ["为了你的账号安全", true],
  ["由于对方的隐私设置，你无法通过群聊将其添加至通讯录。", false],
  [null, false],
])("%s is a complaint: %s", (message, isOne) => {
  expect(isComplaint(message)).toBe(isOne);
});
