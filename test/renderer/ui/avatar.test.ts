import { expect, test } from "vitest";
import { avatarColours, colourOf, initialsOf } from "../../../renderer/ui/avatar.tsx";

test.each([
  ["林晓梅", "林"],
  ["Alex Chen", "AC"],
  ["alex", "A"],
  ["Chess club 国际象棋", "C国"],
  ["👨‍👩‍👧‍👦 family", "👨‍👩‍👧‍👦"],
  ["«quoted»", "Q"],
  ["  ", "#"],
  ["…", "#"],
])("the initials of %s are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test("colours stay in the palette and use all of it", () => {
  const colours = new Set(Array.from({ length: 500 }, (_, index) => colourOf(String(9_000_000 + index))));
  expect([...colours].sort()).toEqual(Array.from({ length: avatarColours }, (_, index) => index));
});
