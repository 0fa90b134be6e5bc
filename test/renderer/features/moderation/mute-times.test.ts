import { expect, test } from "vitest";
import {
  localTimeText,
  longestMinutes,
  minutesUntil,
} from "../../../../renderer/features/moderation/mute-times.ts";

test("a mute until a time never ends before it", () => {
  const now = Date.UTC(2026, 10, 20, 12, 0, 30);
  expect(minutesUntil(now + 60_000, now)).toBe(1);
  expect(minutesUntil(now + 60_001, now)).toBe(2);
  expect(minutesUntil(now, now)).toBeNull();
  expect(minutesUntil(now + longestMinutes * 60_000, now)).toBe(longestMinutes);
  expect(minutesUntil(now + (longestMinutes + 1) * 60_000, now)).toBeNull();
  expect(minutesUntil(Number.NaN, now)).toBeNull();
});

test("a local time is written as the field reads it", () => {
  const time = new Date(2026, 0, 5, 8, 3).getTime();
  expect(localTimeText(time)).toBe("2026-01-05T08:03");
  expect(new Date(localTimeText(time)).getTime()).toBe(time);
});
