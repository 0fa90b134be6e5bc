import { expect, test } from "vitest";
import { personSearchTextOf, shownNameOf } from "../../../shared/domain/person-name.ts";

const all = { note: "Note", alias: "Alias", card: "Card", nickName: "Nick", username: "user" };

test("the own note is shown before the alias, the card, the nick name and the user name", () => {
  expect(shownNameOf(all)).toBe("Note");
  expect(shownNameOf({ ...all, note: "" })).toBe("Alias");
  expect(shownNameOf({ ...all, note: null, alias: null })).toBe("Card");
  expect(shownNameOf({ nickName: "Nick", username: "user" })).toBe("Nick");
  expect(shownNameOf({ username: "user" })).toBe("user");
  expect(shownNameOf({})).toBe("");
});

test("a name of blanks only is none, and one with blanks around it stays as it is", () => {
  expect(shownNameOf({ card: " \u3000\t", nickName: " Nick " })).toBe(" Nick ");
});

test("a search looks at the shown name first, at every other name once, and at the id", () => {
  expect(personSearchTextOf({ ...all, username: "Nick" }, "42")).toBe("note\nalias\ncard\nnick\n42");
  expect(personSearchTextOf({}, "42")).toBe("\n42");
});
