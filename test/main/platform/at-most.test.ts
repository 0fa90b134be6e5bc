import { expect, test } from "vitest";
import { atMost } from "../../../main/platform/at-most.ts";

test("as many as allowed run at the same time, and the answers keep the list's order", async () => {
  const gates = [1, 2, 3, 4].map(() => Promise.withResolvers<void>());
  const begun: number[] = [];
  const all = atMost(2, [0, 1, 2, 3], async (at) => {
    begun.push(at);
    await gates[at]?.promise;
    return at * 10;
  });
  expect(begun).toEqual([0, 1]);
  gates[1]?.resolve();
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (const gate of gates) gate.resolve();
  expect(await all).toEqual([0, 10, 20, 30]);
});

test("the first failure is thrown, and nothing more is begun", async () => {
  const begun: number[] = [];
  const failing = atMost(1, [0, 1, 2], async (at) => {
    begun.push(at);
    if (at === 1) throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(begun).toEqual([0, 1]);
});

test("an empty list is no work", async () => {
  expect(await atMost(4, [], async () => 1)).toEqual([]);
});
