import { expect, test } from "vitest";
import type { AttemptsStore } from "../../../renderer/features/join/attempts-store.ts";
import type { ChoiceStore } from "../../../renderer/features/join/choice-store.ts";
import type { JoinItem, JoinPicture } from "../../../renderer/features/join/items-store.ts";
import { accountOf, isTicked, startsTicked } from "../../../renderer/features/join/joinable.ts";
import { markedBetween } from "../../../renderer/features/join/marked-part.ts";
import { pickedOf, repeatsIn, siblingsOf } from "../../../renderer/features/join/picked-codes.ts";
import { filtered, readingOf, rowsOf } from "../../../renderer/features/join/rows.ts";
import type { CodeCard, JoinOutcome } from "../../../shared/domain/join.ts";
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

test("a card stays with the account that tried it, until another one is chosen", () => {
  const card = cardOf(group, { accountIds: ["two", "one"] });
  const attempt = { accountId: "one", step: "done", outcome: null, error: null } as const;
  expect(accountOf(card, {}, attempt)).toBe("one");
  expect(accountOf(card, { gewe: "two" }, attempt)).toBe("two");
  expect(accountOf(card, {}, { ...attempt, accountId: "removed" })).toBe("two");
});

/** Codes of one group, and one of another; each can be joined. */
function severalCodes(changes: Readonly<Record<string, Partial<CodeCard>>> = {}) {
  const keys = ["a1", "b", "a2", "a3"];
  const codes = Object.fromEntries(
    keys.map((key) => {
      const card = cardOf(key, { groupId: key.slice(0, 1), ...changes[key] });
      return [key, { text: key, card, cardError: null }];
    }),
  );
  const rows = rowsOf([picture("p", keys)]);
  const picked = (ticks: ChoiceStore["ticks"] = {}, attempts: AttemptsStore["attempts"] = {}) =>
    pickedOf(rows, codes, { ticks, accountFor: {} }, attempts).map(({ codeKey }) => codeKey);
  return { codes, rows, picked };
}

test("of several codes of one group the first of use is chosen, or the one a person ticked", () => {
  const { codes, rows, picked } = severalCodes();
  expect(picked()).toEqual(["a1", "b"]);
  expect(severalCodes({ a1: { seen: [seen("we", "expired")] } }).picked()).toEqual(["b", "a2"]);
  expect(picked({ a3: true })).toEqual(["a3", "b"]);
  expect(picked({ a1: true, a2: true, a3: true, b: true })).toEqual(["a1", "b"]);
  expect(picked({ a1: false, b: false })).toEqual(["a2"]);
  expect(siblingsOf("a2", codes)).toEqual(["a1", "a3"]);
  expect([...repeatsIn(rows, codes)]).toEqual(["a2", "a3"]);
  const unnamed = { groupId: null };
  expect(severalCodes({ a1: unnamed, a2: unnamed, a3: unnamed }).picked()).toEqual(["a1", "b", "a2", "a3"]);
});

test("once a code led into its group, or may have, the group's others are not chosen by themselves", () => {
  const { picked } = severalCodes();
  const ended = (outcome: JoinOutcome["outcome"]): AttemptsStore["attempts"] => ({
    a1: {
      ...{ accountId: "we", step: "done", error: null },
      outcome: { outcome, groupId: "a", groupName: null, message: null },
    },
  });
  for (const outcome of ["joined", "already_member", "pending_approval", "unconfirmed"] as const) {
    expect(picked({}, ended(outcome))).toEqual(["b"]);
  }
  expect(picked({}, ended("expired"))).toEqual(["b", "a2"]);
  expect(picked({}, { a1: { accountId: "we", step: "joining", outcome: null, error: null } })).toEqual(["b"]);
  expect(picked({ a2: true }, ended("unconfirmed"))).toEqual(["b", "a2"]);
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
