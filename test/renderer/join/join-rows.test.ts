import { expect, test } from "vitest";
import type { JoinItem, JoinPicture } from "../../../renderer/features/join/items-store.ts";
import { accountOf, isTicked, startsTicked } from "../../../renderer/features/join/joinable.ts";
import { markedBetween } from "../../../renderer/features/join/marked-part.ts";
import { filtered, readingOf, rowsOf } from "../../../renderer/features/join/rows.ts";
import { cardOf, group } from "./join-world.ts";

const corners = [0, 1, 2, 3].map(() => ({
  x: 0,
  y: 0,
})) as unknown as JoinPicture["codes"][number]["corners"];
const picture = (id: string, keys: readonly string[], changes: Partial<JoinPicture> = {}): JoinPicture => ({
  ...{ type: "picture", id, name: id, state: "read", width: 9, height: 9, thumbnail: null, error: null },
  codes: keys.map((codeKey) => ({ text: codeKey, corners, engine: "zxing", codeKey })),
  ...changes,
});

test("each different code is one row, with its place in the first picture and how many others show it", () => {
  const items: readonly JoinItem[] = [
    picture("new", ["a", "a", "b"]),
    picture("old", ["a"]),
    picture("older", ["a"]),
  ];
  expect(rowsOf(items)).toMatchObject([
    { codeKey: "a", number: 1, count: 2, others: 2, picture: { id: "new" } },
    { codeKey: "b", number: 2, count: 2, others: 0 },
  ]);
});

test("a code that was pasted and stands in a picture shows the picture", () => {
  const rows = rowsOf([{ type: "text", id: "t", codeKey: "a" }, picture("p", ["a"])]);
  expect(rows).toMatchObject([{ codeKey: "a", picture: { id: "p" }, others: 0 }]);
});

test("pictures without a code say so; those being read are not there yet", () => {
  const items = [
    picture("none", []),
    picture("bad", [], { state: "failed" }),
    picture("now", [], { state: "reading" }),
  ];
  const rows = rowsOf(items);
  expect(rows.map((row) => row.type === "problem" && row.picture.id)).toEqual(["none", "bad"]);
  expect(filtered(rows, "problems", {})).toHaveLength(2);
  expect(readingOf(items)).toEqual({ left: 1, total: 3 });
});

test("the filter leaves what can be joined", () => {
  const rows = rowsOf([picture("p", ["a", "b", "c"])]);
  const state = (canJoin: boolean) => ({ text: group, card: cardOf(group, { canJoin }), cardError: null });
  expect(filtered(rows, "joinable", { a: state(true), b: state(false) })).toMatchObject([{ codeKey: "a" }]);
});

test("an account chosen for a kind counts wherever it can join", () => {
  const card = cardOf(group, { accountIds: ["one", "two"] });
  expect(accountOf(card, {})).toBe("one");
  expect(accountOf(card, { gewe: "two" })).toBe("two");
  expect(accountOf(card, { gewe: "other", lanying: "two" })).toBe("one");
});

const seen = (accountId: string, outcome: "joined" | "expired" | "refused" | "unconfirmed") => ({
  ...{ accountId, outcome, at: 1, groupId: null, groupName: null },
});

test.each([
  { name: "a fresh code", card: {}, isIt: true },
  { name: "a code nobody can join", card: { canJoin: false }, isIt: false },
  { name: "a group the account is in", card: { memberAccountIds: ["we"] }, isIt: false },
  { name: "a group another account is in", card: { memberAccountIds: ["other"] }, isIt: true },
  { name: "one joined by before", card: { seen: [seen("we", "joined")] }, isIt: false },
  { name: "one another account joined by", card: { seen: [seen("other", "joined")] }, isIt: true },
  { name: "one that had expired", card: { seen: [seen("other", "expired")] }, isIt: false },
  { name: "one whose answer was lost", card: { seen: [seen("we", "unconfirmed")] }, isIt: false },
  { name: "one that was refused", card: { seen: [seen("we", "refused")] }, isIt: true },
])("$name starts ticked: $isIt", ({ card, isIt }) => {
  expect(startsTicked(cardOf(group, card), "we")).toBe(isIt);
});

test("the person's tick counts, but never for what is in or under way", () => {
  const card = cardOf(group, { seen: [seen("we", "expired")] });
  const choice = { ticks: {}, accountFor: {} };
  expect(isTicked("a", card, choice, undefined)).toBe(false);
  expect(isTicked("a", card, { ...choice, ticks: { a: true } }, undefined)).toBe(true);
  const attempt = { accountId: "we", step: "done", error: null } as const;
  const outcome = { groupId: null, groupName: null, message: null };
  const ticked = { ...choice, ticks: { a: true } };
  expect(isTicked("a", card, ticked, { ...attempt, outcome: { ...outcome, outcome: "joined" } })).toBe(false);
  expect(isTicked("a", card, ticked, { ...attempt, step: "joining", outcome: null })).toBe(false);
  const failed = { ...attempt, outcome: { ...outcome, outcome: "refused" } } as const;
  expect(isTicked("a", cardOf(group), choice, failed)).toBe(false);
  expect(isTicked("a", cardOf(group), ticked, failed)).toBe(true);
});

test("a part is the same whichever way it was dragged, and ends at the edge", () => {
  const expected = { x: 0.25, y: 0.5, width: 0.75, height: 0.25 };
  expect(markedBetween({ x: 0.25, y: 0.5 }, { x: 1.4, y: 0.75 })).toEqual(expected);
  expect(markedBetween({ x: 1.4, y: 0.75 }, { x: 0.25, y: 0.5 })).toEqual(expected);
});
