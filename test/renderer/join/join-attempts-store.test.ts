import { expect, test } from "vitest";
import { createAttemptsStore } from "../../../renderer/features/join/attempts-store.ts";
import type { JoinOutcome } from "../../../shared/domain/join.ts";
import { AppError } from "../../../shared/errors.ts";
import { group, joinBridge, keyOf } from "./join-world.ts";

const wanted = { codeKey: keyOf(group), text: group, accountId: "we" };
const joined: JoinOutcome = { outcome: "joined", groupId: "1@chatroom", groupName: "Chess", message: null };

function world(
  join: (input: { text: string }) => unknown = () => joined,
  check: () => unknown = () => joined,
) {
  const { bridge, calls } = joinBridge({ "join.join": join, "join.check": check });
  const store = createAttemptsStore(bridge);
  return { store, calls, attempt: () => store.getState().attempts[wanted.codeKey] };
}

test("joining takes the question first; without it nothing is sent", async () => {
  const { store, calls, attempt } = world();
  await store.getState().confirm(wanted);
  store.getState().ask(wanted.codeKey);
  store.getState().cancel();
  await store.getState().confirm(wanted);
  store.getState().ask("another");
  await store.getState().confirm(wanted);
  expect(calls).toEqual([]);
  store.getState().ask(wanted.codeKey);
  await Promise.all([store.getState().confirm(wanted), store.getState().confirm(wanted)]);
  expect(calls).toHaveLength(1);
  expect(attempt()).toEqual({ accountId: "we", step: "done", outcome: joined, error: null });
});

test("two wishes for the same code are one attempt", async () => {
  const { store, calls } = world();
  const both = await Promise.all([store.getState().join(wanted), store.getState().join(wanted)]);
  expect(both[0]).toBe(both[1]);
  expect(calls).toHaveLength(1);
});

test("a failed attempt says why", async () => {
  const { store, attempt } = world(() => {
    throw new AppError("offline", "no network");
  });
  await store.getState().join(wanted);
  expect(attempt()).toMatchObject({ step: "done", outcome: null, error: { code: "offline" } });
});

test("what was not confirmed can be looked up; what is still so keeps the server's words", async () => {
  let found: Partial<JoinOutcome> = { outcome: "pending_approval" };
  const pending = { ...joined, outcome: "pending_approval", message: "wait for the owner" } as const;
  const { store, attempt, calls } = world(
    () => pending,
    () => ({ ...joined, ...found }),
  );
  await store.getState().join(wanted);
  await store.getState().check(wanted);
  expect(attempt()).toMatchObject({
    outcome: { outcome: "pending_approval", message: "wait for the owner" },
  });
  found = {};
  await store.getState().check(wanted);
  expect(attempt()).toMatchObject({ step: "done", outcome: joined });
  expect(calls.filter((call) => call.startsWith("join.join"))).toHaveLength(1);
});

test("a check that fails changes nothing about what is known", async () => {
  const unconfirmed = { ...joined, outcome: "unconfirmed" } as const;
  const { store, attempt } = world(
    () => unconfirmed,
    () => Promise.reject(new AppError("offline", "no network")),
  );
  await store.getState().join(wanted);
  await store.getState().check(wanted);
  expect(attempt()).toMatchObject({ outcome: unconfirmed, error: { code: "offline" } });
});

test("what ended is forgotten with the list; what still runs, and what the queue counts, is not", async () => {
  const gate = Promise.withResolvers<JoinOutcome>();
  const { store, attempt } = world((input) => (input.text === group ? joined : gate.promise));
  await store.getState().join(wanted);
  const running = { ...wanted, codeKey: "running", text: "running" };
  const later = store.getState().join(running);
  store.getState().forgetEnded(new Set([wanted.codeKey]));
  expect(attempt()).toMatchObject({ step: "done" });
  store.getState().forgetEnded(new Set());
  expect(attempt()).toBeUndefined();
  expect(store.getState().attempts).toMatchObject({ running: { step: "joining" } });
  gate.resolve(joined);
  await later;
  expect(store.getState().attempts).toMatchObject({ running: { step: "done" } });
});
