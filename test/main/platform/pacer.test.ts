import fc from "fast-check";
import { expect, test } from "vitest";
import { createPacer, type Pace } from "../../../main/platform/pacer.ts";

/** A pacer whose time passes only by its own waiting. */
function pacerWorld(pace: Pace) {
  const clock = { now: 1_000_000 };
  const pacer = createPacer({
    pace,
    now: () => clock.now,
    sleep: async (ms) => {
      clock.now += ms;
    },
  });
  const start = clock.now;
  return { pacer, clock, elapsed: () => clock.now - start };
}

test("a burst goes at once, the rest at the pace", async () => {
  const { pacer, elapsed } = pacerWorld({ callsPerSecond: 2, burst: 3 });
  for (let call = 0; call < 3; call += 1) await pacer.take();
  expect(elapsed()).toBe(0);
  expect(pacer.estimateMs(4)).toBe(2000);
  for (let call = 0; call < 4; call += 1) await pacer.take();
  expect(elapsed()).toBe(2000);
});

test("in no stretch of time do more calls go out than the burst and the pace allow", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 40 }),
      async (callsPerSecond, burst, rests) => {
        const { pacer, clock } = pacerWorld({ callsPerSecond, burst });
        const times: number[] = [];
        for (const rest of rests) {
          clock.now += rest;
          await pacer.take();
          times.push(clock.now);
        }
        for (const [at, from] of times.entries()) {
          for (const [later, to] of times.slice(at).entries()) {
            expect(later + 1).toBeLessThanOrEqual(burst + ((to - from) * callsPerSecond) / 1000 + 1e-6);
          }
        }
      },
    ),
  );
});

test("it waits as long as the server says, goes at half the pace then, and recovers", async () => {
  const { pacer, elapsed } = pacerWorld({ callsPerSecond: 10, burst: 1 });
  await pacer.take();
  pacer.slowDown(7000);
  expect(pacer.waitMs()).toBe(7000);
  await pacer.take();
  expect(elapsed()).toBe(7000);
  await pacer.take();
  expect(elapsed()).toBe(7200);
  for (let call = 0; call < 5; call += 1) pacer.succeeded();
  await pacer.take();
  expect(elapsed()).toBe(7300);
});

test("without a word of the server the pause doubles with each refusal", () => {
  const { pacer, clock } = pacerWorld({ callsPerSecond: 10, burst: 1 });
  const pauses = [1, 2, 3].map(() => {
    pacer.slowDown(null);
    const waitMs = pacer.waitMs();
    clock.now += waitMs;
    return waitMs;
  });
  expect(pauses).toEqual([1000, 2000, 4000]);
});

test("a wait that is given up uses nothing up", async () => {
  const controller = new AbortController();
  const pacer = createPacer({
    pace: { callsPerSecond: 1, burst: 1 },
    now: () => 0,
    sleep: async (_ms, signal) => {
      controller.abort(new Error("enough"));
      signal?.throwIfAborted();
    },
  });
  await pacer.take();
  await expect(pacer.take(controller.signal)).rejects.toThrow("enough");
  expect(pacer.waitMs()).toBe(1000);
});
