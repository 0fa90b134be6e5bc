import { expect, test } from "vitest";
import { formatBytes, formatDate, formatDuration } from "../../../renderer/ui/formatters.ts";

test.each([
  [0, "0 B"],
  [1023, "1,023 B"],
  [1024, "1 KB"],
  [1_500_000, "1.43 MB"],
  [15_000_000, "14.3 MB"],
  [536_870_912, "512 MB"],
  [1024 ** 4 * 2000, "2,000 TB"],
])("%d bytes are %s", (bytes, words) => {
  expect(formatBytes(bytes, "en")).toBe(words);
});

test("today shows the time, this year the day, else the year too", () => {
  const now = new Date(2026, 10, 20, 15, 0).getTime();
  expect(formatDate(new Date(2026, 10, 20, 9, 5).getTime(), "en", now)).toBe("09:05");
  expect(formatDate(new Date(2026, 2, 1).getTime(), "en", now)).toBe("Mar 1");
  expect(formatDate(new Date(2024, 2, 1).getTime(), "zh-CN", now)).toBe("2024年3月1日");
});

test("midnight is 00:00, not 24:00", () => {
  const now = new Date(2026, 10, 20, 15, 0).getTime();
  expect(formatDate(new Date(2026, 10, 20, 0, 0).getTime(), "zh-CN", now)).toBe("00:00");
});

test("durations read as a clock", () => {
  expect([0, 65_000, 7_261_000].map(formatDuration)).toEqual(["0:00", "1:05", "2:01:01"]);
});
