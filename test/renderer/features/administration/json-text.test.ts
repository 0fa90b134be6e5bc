import { expect, test } from "vitest";
import {
  compactJson,
  jsonProblem,
  prettyJson,
} from "../../../../renderer/features/administration/json-text.ts";
import {
  formatEnd,
  minutesUntilTomorrowMorning,
} from "../../../../renderer/features/administration/mute-times.ts";

test("JSON is laid out and packed again without touching a digit or a character", () => {
  const compact = '{"id":9007199254740993,"n":1.50,"a":[],"o":{},"s":"a \\" {b}: [c], ","l":[1,{"x":null}]}';
  const pretty = prettyJson(compact);
  expect(pretty).toBe(
    [
      "{",
      '  "id": 9007199254740993,',
      '  "n": 1.50,',
      '  "a": [],',
      '  "o": {},',
      '  "s": "a \\" {b}: [c], ",',
      '  "l": [',
      "    1,",
      "    {",
      '      "x": null',
      "    }",
      "  ]",
      "}",
    ].join("\n"),
  );
  expect(compactJson(pretty)).toBe(compact);
  expect(prettyJson(pretty)).toBe(pretty);
});

test("what is no JSON is told, nothing at all is allowed", () => {
  expect(jsonProblem("{")).not.toBeNull();
  expect(jsonProblem('{\n  "a" 1}')?.place).toEqual({ line: 2, column: 7 });
  expect(jsonProblem("hello")).not.toBeNull();
  expect(jsonProblem("")).toBeNull();
  expect(jsonProblem('"hello"')).toBeNull();
});

test("until tomorrow morning is counted by the clock on the wall", () => {
  expect(minutesUntilTomorrowMorning(new Date(2026, 0, 5, 22, 0).getTime())).toBe(600);
  expect(minutesUntilTomorrowMorning(new Date(2026, 0, 5, 7, 0).getTime())).toBe(25 * 60);
  expect(minutesUntilTomorrowMorning(new Date(2026, 11, 31, 23, 59, 30).getTime())).toBe(481);
});

test("an end today is a time, on another day it has its day", () => {
  const now = new Date(2026, 0, 5, 12, 0).getTime();
  expect(formatEnd(new Date(2026, 0, 5, 18, 30).getTime(), "en", now)).toBe("18:30");
  expect(formatEnd(new Date(2026, 0, 6, 8, 0).getTime(), "en", now)).toBe("Jan 6 08:00");
});
