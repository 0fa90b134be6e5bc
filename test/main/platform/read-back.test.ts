import { expect, test } from "vitest";
import { createReadBack, readOnce } from "../../../main/platform/read-back.ts";
import { AppError } from "../../../shared/errors.ts";

/** A value that shows after so many ms of waiting. */
function world(showsAfterMs: number, before: () => number = () => 0) {
  const clock = { now: 0, looks: 0 };
  const readBack = createReadBack([200, 400, 800, 1600], async (ms) => {
    clock.now += ms;
  });
  const read = async () => {
    clock.looks += 1;
    return clock.now >= showsAfterMs ? 1 : before();
  };
  return { clock, readBack, read };
}

test("what shows at once is read once, and nothing is waited for", async () => {
  const { clock, readBack, read } = world(0);
  expect(await readBack(read, (value) => value === 1)).toBe(1);
  expect(clock).toEqual({ now: 0, looks: 1 });
});

test("what shows late is read again with growing pauses, for three seconds", async () => {
  const late = world(500);
  expect(await late.readBack(late.read, (value) => value === 1)).toBe(1);
  expect(late.clock).toEqual({ now: 600, looks: 3 });
  const never = world(3001);
  expect(await never.readBack(never.read, (value) => value === 1)).toBe(0);
  expect(never.clock).toEqual({ now: 3000, looks: 5 });
});

test("a costly read is made three times at most, over the same time", async () => {
  const { clock, readBack, read } = world(3000);
  expect(await readBack(read, (value) => value === 1, { isCostly: true })).toBe(1);
  expect(clock).toEqual({ now: 3000, looks: 3 });
});

test("a refusal may come too early and is asked again; any other failure is one", async () => {
  const early = world(500, () => {
    throw new AppError("not_found", "no such group yet");
  });
  expect(await early.readBack(early.read, (value) => value === 1)).toBe(1);
  const never = world(3001, () => {
    throw new AppError("refused", "not yours");
  });
  await expect(never.readBack(never.read, () => true)).rejects.toMatchObject({ code: "refused" });
  const offline = world(500, () => {
    throw new AppError("offline", "no network");
  });
  await expect(offline.readBack(offline.read, () => true)).rejects.toMatchObject({ code: "offline" });
  expect(offline.clock.looks).toBe(1);
});

test("where reads follow writes at once, one look is all", async () => {
  const { clock, read } = world(500);
  expect(await readOnce(read, (value) => value === 1)).toBe(0);
  expect(clock).toEqual({ now: 0, looks: 1 });
});
