import { expect, test } from "vitest";
import type { Attempt, Wanted } from "../../../renderer/features/join/attempts-store.ts";
import {
  createQueueStore,
  type QueueEntry,
  queuedKeys,
} from "../../../renderer/features/join/queue-store.ts";
import type { JoinOutcome } from "../../../shared/domain/join.ts";
import { joinGapMs } from "../../../shared/domain/join-pace.ts";
import { AppError } from "../../../shared/errors.ts";
import type { FriendsState } from "../../../shared/ipc/friend-calls.ts";
import { joinBridge } from "./join-world.ts";

const minute = 60_000;
const joined: JoinOutcome = { outcome: "joined", groupId: "1", groupName: null, message: null };
const entry = (
  name: string,
  kind: QueueEntry["kind"] = "lanying",
  accountId = kind as string,
): QueueEntry => ({
  ...{ codeKey: name, text: name, kind, accountId },
});

interface World {
  readonly join?: (wanted: Wanted) => Partial<Attempt> | Promise<Partial<Attempt>>;
  readonly pace?: () => Partial<FriendsState>;
}

function world({ join = () => ({}), pace = () => ({}) }: World = {}) {
  const clock = { now: 1_000_000 };
  const attempts: Record<string, Attempt> = {};
  const sent: { readonly key: string; readonly at: number }[] = [];
  const waits: number[] = [];
  const { bridge } = joinBridge({
    "friends.state": () => ({ stopped: null, nextJoinAt: null, ...pace() }),
  });
  const store = createQueueStore({
    bridge,
    attempts: () => ({
      attempts,
      async join(wanted) {
        sent.push({ key: wanted.codeKey, at: clock.now });
        const { accountId } = wanted;
        const attempt: Attempt = {
          accountId,
          step: "done",
          outcome: joined,
          error: null,
          ...(await join(wanted)),
        };
        attempts[wanted.codeKey] = attempt;
        return attempt;
      },
    }),
    now: () => clock.now,
    sleep: async (ms, signal) => {
      waits.push(ms);
      // A pause while waiting is asked for by the test that waits.
      await Promise.resolve();
      if (!signal.aborted) clock.now += ms;
    },
  });
  const start = async (...entries: readonly QueueEntry[]) => {
    store.getState().ask(entries);
    await store.getState().start();
  };
  return { store, clock, attempts, sent, waits, start, keys: () => sent.map(({ key }) => key) };
}

test("many are joined only after the question, one after another, with a gap between", async () => {
  const { store, start, sent, keys } = world();
  await store.getState().start();
  expect(store.getState().state).toBe("idle");
  store.getState().ask([entry("a")]);
  store.getState().dismiss();
  await store.getState().start();
  expect(keys()).toEqual([]);
  await start(entry("a"), entry("b"), entry("c"));
  expect(keys()).toEqual(["a", "b", "c"]);
  expect((sent[2]?.at ?? 0) - (sent[0]?.at ?? 0)).toBe(2 * joinGapMs.lanying);
  expect(store.getState()).toMatchObject({ state: "ended", tried: ["a", "b", "c"], stop: null });
});

test("WeChat accounts leave more time, and each account has its own", async () => {
  const { start, waits } = world();
  await start(entry("a", "gewe"), entry("b", "lanying"), entry("c", "gewe"));
  expect(waits).toEqual([joinGapMs.gewe]);
});

test("a failure is one code's own; the rest goes on", async () => {
  const { store, start, keys } = world({
    join: ({ codeKey }) => (codeKey === "a" ? { outcome: null, error: new AppError("forbidden", "no") } : {}),
  });
  await start(entry("a"), entry("b"));
  expect(keys()).toEqual(["a", "b"]);
  expect(store.getState().stop).toBeNull();
});

test("what would fail for all stops early, and the rest is left", async () => {
  const { store, start, keys } = world({
    join: () => ({ outcome: null, error: new AppError("offline", "no network") }),
  });
  await start(entry("a"), entry("b"), entry("c", "gewe"));
  expect(keys()).toEqual(["a"]);
  expect(store.getState()).toMatchObject({
    state: "ended",
    stop: { reason: "error", error: { code: "offline" } },
  });
});

test("an account that has reached its limit leaves its own, and others go on", async () => {
  const { store, clock, start, keys } = world({ pace: () => ({ nextJoinAt: clock.now + 300 * minute }) });
  await start(entry("a", "gewe"), entry("b", "gewe"), entry("c"));
  expect(keys()).toEqual(["c"]);
  expect(store.getState()).toMatchObject({
    tried: ["c"],
    stop: { reason: "limit", at: clock.now + 300 * minute },
  });
});

test("a short wait for WeChat's limit is waited for, and shown", async () => {
  let next: number | null = null;
  const { clock, start, keys, waits } = world({ pace: () => ({ nextJoinAt: next }) });
  next = clock.now + 5 * minute;
  await start(entry("a", "gewe"));
  expect(waits).toEqual([5 * minute]);
  expect(keys()).toEqual(["a"]);
});

test("an account that WeChat complained about sends nothing", async () => {
  const { store, start, keys } = world({ pace: () => ({ stopped: { at: 1, message: "操作过于频繁" } }) });
  await start(entry("a", "gewe"));
  expect(keys()).toEqual([]);
  expect(store.getState().stop).toEqual({ reason: "complaint", message: "操作过于频繁" });
});

test("a pause lets the one under way end, and going on joins none twice", async () => {
  const gate = Promise.withResolvers<Partial<Attempt>>();
  const { store, start, keys } = world({ join: ({ codeKey }) => (codeKey === "a" ? gate.promise : {}) });
  const running = start(entry("a"), entry("b"));
  await expect.poll(keys).toEqual(["a"]);
  store.getState().pause();
  gate.resolve({});
  await running;
  expect(store.getState()).toMatchObject({ state: "paused", tried: ["a"] });
  expect(keys()).toEqual(["a"]);
  await store.getState().resume();
  expect(keys()).toEqual(["a", "b"]);
  expect(store.getState().state).toBe("ended");
});

test("going on while one is under way waits for its end: never two at once", async () => {
  const gate = Promise.withResolvers<Partial<Attempt>>();
  const { store, start, keys } = world({ join: ({ codeKey }) => (codeKey === "a" ? gate.promise : {}) });
  const running = start(entry("a"), entry("b"));
  await expect.poll(keys).toEqual(["a"]);
  store.getState().pause();
  const resumed = store.getState().resume();
  expect(await Promise.race([resumed, Promise.resolve("under way")])).toBe("under way");
  expect(keys()).toEqual(["a"]);
  gate.resolve({});
  await Promise.all([running, resumed]);
  expect(keys()).toEqual(["a", "b"]);
});

test("one taken off the list is not joined any more; what was tried stays counted", async () => {
  const gate = Promise.withResolvers<Partial<Attempt>>();
  const { store, start, keys } = world({ join: ({ codeKey }) => (codeKey === "a" ? gate.promise : {}) });
  const running = start(entry("a"), entry("b"), entry("c"));
  await expect.poll(keys).toEqual(["a"]);
  store.getState().leaveOut("a");
  store.getState().leaveOut("b");
  expect([...queuedKeys(store.getState())]).toEqual(["a", "c"]);
  gate.resolve({});
  await running;
  expect(keys()).toEqual(["a", "c"]);
  expect(queuedKeys(store.getState()).size).toBe(0);
});

test("the question about many is gone once all of them are taken off the list", () => {
  const { store } = world();
  store.getState().ask([entry("a"), entry("b")]);
  store.getState().leaveOut("a");
  expect(store.getState()).toMatchObject({ state: "asking", entries: [{ codeKey: "b" }] });
  store.getState().leaveOut("b");
  expect(store.getState().state).toBe("idle");
});

test("stopping leaves the rest, and what is in already is not joined again", async () => {
  const gate = Promise.withResolvers<Partial<Attempt>>();
  const { store, attempts, start, keys } = world({ join: () => gate.promise });
  attempts.a = { accountId: "lanying", step: "done", outcome: joined, error: null };
  const running = start(entry("a"), entry("b"), entry("c"));
  await expect.poll(keys).toEqual(["b"]);
  store.getState().end();
  gate.resolve({});
  await running;
  expect(keys()).toEqual(["b"]);
  expect(store.getState()).toMatchObject({ state: "ended", tried: ["b"], stop: { reason: "person" } });
});
