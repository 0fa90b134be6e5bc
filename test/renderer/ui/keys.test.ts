import { expect, test } from "vitest";
import { isComposing } from "../../../renderer/ui/is-composing.ts";
import { nextIndex } from "../../../renderer/ui/list-keys.ts";

test.each([
  ["ArrowDown", 3, 4],
  ["ArrowDown", 9, 9],
  ["ArrowDown", -1, 0],
  ["ArrowUp", 0, 0],
  ["ArrowUp", -1, 9],
  ["PageDown", 2, 7],
  ["PageUp", 2, 0],
  ["Home", 5, 0],
  ["End", 5, 9],
  ["Enter", 5, null],
])("%s from %d goes to %s", (key, active, next) => {
  expect(nextIndex(key, active, 10, 5)).toBe(next);
});

test("no key moves in an empty list", () => {
  expect(nextIndex("End", -1, 0, 5)).toBeNull();
});

test("Enter that ends an input method's word is told from Enter", () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ nativeEvent: { isComposing: true } })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});
