import { expect, test } from "vitest";
import { dayText, readDay, readTime, stepped, timeText } from "../../renderer/local-time.ts";

test("a local time is written as it is read", () => {
  const time = new Date(2026, 0, 5, 8, 3).getTime();
  expect(dayText(time)).toBe("2026-01-05");
  expect(timeText(time)).toBe("2026-01-05 08:03");
  expect(readTime(timeText(time))).toBe(time);
});

test.each(["2026-11-01", " 2026-11-1 ", "2026/11/01", "2026.11.1", "2026年11月1日", "２０２６－１１－０１"])(
  "%s is a day, however it is written",
  (typed) => expect(readDay(typed)).toBe("2026-11-01"),
);

test.each(["", "2026", "2026-11", "2026-02-30", "2026-13-01", "01/11/2026", "tomorrow", "2026-11-01 08:00"])(
  "%j is no day",
  (typed) => expect(readDay(typed)).toBeNull(),
);

test("a time has a day and a clock, with the colon of either keyboard", () => {
  const time = new Date(2026, 10, 1, 8, 5).getTime();
  for (const typed of ["2026-11-01 08:05", "2026-11-1 8:05", "2026-11-01T08:05", "2026年11月1日 08：05"])
    expect(readTime(typed)).toBe(time);
  for (const typed of ["", "2026-11-01", "2026-11-01 24:00", "2026-11-01 08:60", "08:05", "2026-11-31 08:05"])
    expect(readTime(typed)).toBeNull();
});

test("the part in which the cursor stands is moved, over the ends of days and years", () => {
  const from = "2026-12-31 23:59";
  expect([0, 5, 10, 11, 16].map((place) => stepped(from, place, 1))).toEqual([
    "2027-12-31 23:59",
    "2027-01-31 23:59",
    "2027-01-01 23:59",
    "2027-01-01 00:59",
    "2027-01-01 00:00",
  ]);
  expect(stepped("2026-3-1", 8, -1)).toBe("2026-02-28");
  expect(stepped("soon", 0, 1)).toBeNull();
});
