import { expect, test } from "vitest";
import { createRateLimit, inBackground, type RateLimitOptions } from "../../../main/platform/rate-limit.ts";

/** A limit whose time passes only by its own waiting. */
function limitWorld(options: RateLimitOptions = {}) {
  const start = 1_800_000_000_000;
  const clock = { passedMs: 0 };
  const pauses: number[] = [];
  const limit = createRateLimit({
    ...options,
    onPause: (until) => pauses.push(until - start),
    now: () => start + clock.passedMs,
    steadyNow: () => clock.passedMs,
    sleep: async (ms) => {
      clock.passedMs += ms;
    },
  });
  return { limit, clock, pauses, start };
}

test("nothing is held back before a server says so, however many calls there are", async () => {
  const { limit, clock } = limitWorld();
  for (let call = 0; call < 1000; call += 1) await limit.take();
  expect(clock.passedMs).toBe(0);
  expect(limit.until()).toBeNull();
});

test("every call waits as long as the server says, then they go slowly, and freely once answers come", async () => {
  const { limit, clock, start } = limitWorld();
  limit.slowDown(7000);
  expect(limit.until()).toBe(start + 7000);
  await limit.take();
  expect(clock.passedMs).toBe(7000);
  expect(limit.until()).toBeNull();
  for (let call = 0; call < 20; call += 1) await limit.take();
  const slowly = clock.passedMs;
  expect(slowly).toBeGreaterThan(8000);
  for (let answer = 0; answer < 5; answer += 1) limit.succeeded();
  for (let call = 0; call < 1000; call += 1) await limit.take();
  expect(clock.passedMs).toBe(slowly);
});

test("work in the background waits twice as long as a person", async () => {
  const { limit, clock } = limitWorld();
  limit.slowDown(7000);
  expect([limit.waitMs(), limit.backgroundWaitMs()]).toEqual([7000, 14_000]);
  await inBackground(() => limit.take());
  expect(clock.passedMs).toBe(14_000);
});

test("a pause that is too long to wait for is told at once, with what is left of it", async () => {
  const { limit, clock } = limitWorld();
  limit.slowDown(20_000);
  await expect(inBackground(() => limit.take())).rejects.toMatchObject({
    code: "rate_limited",
    retryAfterMs: 40_000,
  });
  limit.slowDown(120_000);
  await expect(limit.take()).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 120_000 });
  expect(clock.passedMs).toBe(0);
});

test("refusals of calls that went out together are one; a longer pause among them counts", () => {
  const { limit, pauses } = limitWorld();
  for (let refusal = 0; refusal < 6; refusal += 1) limit.slowDown(null);
  expect(limit.waitMs()).toBe(1000);
  limit.slowDown(5000);
  limit.slowDown(2000);
  expect(limit.waitMs()).toBe(5000);
  expect(pauses).toEqual([1000, 5000]);
});

test("without a word of the server the pause doubles with each refusal, and begins anew after an answer", async () => {
  const { limit, clock } = limitWorld();
  const pause = async () => {
    const before = clock.passedMs;
    limit.slowDown(null);
    await limit.take();
    return clock.passedMs - before;
  };
  expect([await pause(), await pause(), await pause()]).toEqual([1000, 2000, 4000]);
  limit.succeeded();
  expect(await pause()).toBe(1000);
});

test("a pause that was kept goes on, but for an hour at most", () => {
  const { start } = limitWorld();
  expect(limitWorld({ until: start + 60_000 }).limit.waitMs()).toBe(60_000);
  expect(limitWorld({ until: start - 60_000 }).limit.waitMs()).toBe(0);
  expect(limitWorld({ until: start + 86_400_000 }).limit.waitMs()).toBe(3_600_000);
});

test("a wait that is given up ends at once", async () => {
  const controller = new AbortController();
  const { limit } = limitWorld();
  limit.slowDown(1000);
  controller.abort(new Error("enough"));
  await expect(limit.take(controller.signal)).rejects.toThrow("enough");
});
