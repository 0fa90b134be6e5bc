import { expect, test } from "vitest";
import { longestMinutes, minutesUntil } from "../../renderer/mute-minutes.ts";

test("a mute until a time never ends before it", () => {
  const now = Date.UTC(2026, 10, 20, 12, 0, 30);
  expect(minutesUntil(now + 60_000, now)).toBe(1);
  expect(minutesUntil(now + 60_001, now)).toBe(2);
  expect(minutesUntil(now, now)).toBeNull();
  expect(minutesUntil(now + longestMinutes * 60_000, now)).toBe(longestMinutes);
  expect(minutesUntil(now + (longestMinutes + 1) * 60_000, now)).toBeNull();
  expect(minutesUntil(Number.NaN, now)).toBeNull();
});
