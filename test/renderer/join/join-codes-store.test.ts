import { expect, test } from "vitest";
import { batched } from "../../../renderer/features/join/batched.ts";
import { createCodesStore } from "../../../renderer/features/join/codes-store.ts";
import { AppError } from "../../../shared/errors.ts";
import { cardOf, group, joinBridge, keyOf } from "./join-world.ts";

test("the same code in two pictures and as a link is asked about once", async () => {
  const { bridge, calls } = joinBridge({ "join.inspect": ({ text }) => cardOf(text) });
  const store = createCodesStore({ bridge, later: (write) => write() });
  expect(store.getState().know(group)).toBe(store.getState().know(`${group}?from=group`));
  await expect.poll(() => store.getState().codes[keyOf(group)]?.card).toMatchObject({ kind: "wechat_group" });
  expect(calls).toEqual([`join.inspect ${group}`]);
});

test("hundreds of codes are asked about a few at a time", async () => {
  let running = 0;
  let most = 0;
  const { bridge, calls } = joinBridge({
    "join.inspect": async ({ text }) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return cardOf(text);
    },
  });
  const store = createCodesStore({ bridge, later: (write) => write() });
  for (let number = 0; number < 100; number++) store.getState().know(`${group}${number}`);
  await expect.poll(() => calls.length).toBe(100);
  expect(most).toBe(4);
});

test("clearing forgets all codes but those to keep, and asks anew about one brought again", async () => {
  const { bridge, calls } = joinBridge({ "join.inspect": ({ text }) => cardOf(text) });
  const store = createCodesStore({ bridge, later: (write) => write() });
  const other = `${group}2`;
  for (const text of [group, other]) store.getState().know(text);
  await expect.poll(() => store.getState().codes[keyOf(other)]?.card).not.toBeNull();
  store.getState().clear(new Set([keyOf(group)]));
  expect(Object.keys(store.getState().codes)).toEqual([keyOf(group)]);
  for (const text of [group, other]) store.getState().know(text);
  await expect.poll(() => calls).toEqual([group, other, other].map((text) => `join.inspect ${text}`));
});

test("a card that could not be had says why and can be asked for again", async () => {
  let isOffline = true;
  const { bridge } = joinBridge({
    "join.inspect": ({ text }) => {
      if (isOffline) throw new AppError("offline", "no network");
      return cardOf(text);
    },
  });
  const store = createCodesStore({ bridge, later: (write) => write() });
  const key = store.getState().know(group);
  await expect.poll(() => store.getState().codes[key]?.cardError).toMatchObject({ code: "offline" });
  isOffline = false;
  await store.getState().inspect(key);
  expect(store.getState().codes[key]).toMatchObject({ cardError: null, card: { canJoin: true } });
});

test("a new account makes an unjoinable code joinable", async () => {
  let accountIds: string[] = [];
  const { bridge, emit } = joinBridge({
    "join.inspect": ({ text }) => cardOf(text, { accountIds, canJoin: accountIds.length > 0 }),
  });
  const store = createCodesStore({ bridge, later: (write) => write() });
  const stop = store.getState().listen();
  const key = store.getState().know(group);
  await expect.poll(() => store.getState().codes[key]?.card).toMatchObject({ canJoin: false });
  accountIds = ["new"];
  emit("accounts.changed");
  await expect.poll(() => store.getState().codes[key]?.card).toMatchObject({ canJoin: true });
  stop();
});

test("changes within a moment are written together, in order", () => {
  const writes: (() => void)[] = [];
  let state = { one: 0, two: 0 };
  let sets = 0;
  const change = batched<typeof state>(
    (next) => {
      sets += 1;
      state = { ...state, ...next(state) };
    },
    (write) => writes.push(write),
  );
  change(({ one }) => ({ one: one + 1 }));
  change(({ one }) => ({ two: one * 10 }));
  expect([sets, writes.length]).toEqual([0, 1]);
  writes[0]?.();
  expect([sets, state]).toEqual([1, { one: 1, two: 10 }]);
  change(() => ({ one: 5 }));
  expect(writes).toHaveLength(2);
});
