import { expect, test } from "vitest";
import { lengthOf, roughLength, suggestedEnd } from "../../../../renderer/features/jobs/mute-length.ts";
import { reportText } from "../../../../renderer/features/jobs/report-text.ts";
import { endsInOwnReason, sayReason } from "../../../../renderer/features/jobs/use-reason-words.ts";
import { timeText } from "../../../../renderer/local-time.ts";
import { minutesUntil } from "../../../../renderer/mute-minutes.ts";
import { ownReasons } from "../../../../shared/domain/job-reasons.ts";

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
  expect(minutesUntil(null, now)).toBeNull();
  expect(timeText(suggestedEnd(now))).toBe("2026-01-05 19:00");
});

test("a wait is told in a unit that keeps the number small", () => {
  expect(roughLength(48_200)).toEqual({ unit: "seconds", count: 49 });
  expect(roughLength(61_000)).toEqual({ unit: "minutes", count: 2 });
  expect(roughLength(3 * 3_600_000)).toEqual({ unit: "hours", count: 3 });
});

test("our own reasons are said in the user's language, the server's stay as they are", () => {
  const say = (reason: string) =>
    sayReason(reason, {
      own: (key) => `[${key}]`,
      server: (words) => `S: ${words}`,
      setting: (name) => name,
    });
  expect(say(ownReasons.lostAgain)).toBe("[lostAgain]");
  expect(say(`${ownReasons.readBackFailed}: gone: really`)).toBe("[readBackFailed] S: gone: really");
  expect(say(`joinRule, muteMode: ${ownReasons.keptOldValue}`)).toBe("joinRule · muteMode — [keptOldValue]");
  const single = `joinRule: closed · ${ownReasons.stillShowsOldValue}`;
  expect(say(single)).toBe("joinRule — closed · [stillShowsOldValue]");
  expect(endsInOwnReason(single)).toBe(true);
  expect(say("error: no permission")).toBe("S: error: no permission");
  expect(endsInOwnReason("joinRule: closed · the connection broke off")).toBe(false);
});

test("a copied report is no formula in a spreadsheet, and each row stays one row", () => {
  const words = { head: ["Group", "Name"], groupName: () => "G", outcome: () => "Refused", reason: String };
  const row = {
    groupId: "1",
    targetId: "7",
    name: "=HYPERLINK(1)",
    outcome: "refused",
    reason: "a\tb\nc",
  } as const;
  expect(reportText([row], words)).toBe("Group\tName\nG\t'=HYPERLINK(1)\t7\tRefused\ta b c");
});
