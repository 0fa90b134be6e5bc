import { expect, test } from "vitest";
import {
  lengthOf,
  minutesUntil,
  suggestedEnd,
  toFieldTime,
} from "../../../../renderer/features/jobs/mute-length.ts";
import { reportText } from "../../../../renderer/features/jobs/report-text.ts";

test("a mute's length is told in its largest unit", () => {
  expect(lengthOf(10)).toEqual({ unit: "minutes", count: 10 });
  expect(lengthOf(720)).toEqual({ unit: "hours", count: 12 });
  expect(lengthOf(10_080)).toEqual({ unit: "days", count: 7 });
  expect(lengthOf(90)).toEqual({ unit: "minutes", count: 90 });
});

test("a time becomes whole minutes, and one that is over becomes none", () => {
  const now = new Date(2026, 0, 5, 18, 0, 30).getTime();
  expect(minutesUntil(new Date(2026, 0, 5, 18, 30).getTime(), now)).toBe(30);
  expect(minutesUntil(now, now)).toBeNull();
  expect(minutesUntil(Number.NaN, now)).toBeNull();
  expect(toFieldTime(suggestedEnd(now))).toBe("2026-01-05T19:00");
});

test("a copied report is no formula in a spreadsheet, and each row stays one row", () => {
  const words = { head: ["Group", "Name"], groupName: () => "G", outcome: () => "Refused" };
  const row = {
    groupId: "1",
    userId: "7",
    name: "=HYPERLINK(1)",
    outcome: "refused",
    reason: "a\tb\nc",
  } as const;
  expect(reportText([row], words)).toBe("Group\tName\nG\t'=HYPERLINK(1)\t7\tRefused\ta b c");
});
