import { expect, test } from "vitest";
import { createSharedRuns } from "../../../main/platform/shared-runs.ts";

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("the same work is not begun twice while it runs, and again afterwards", async () => {
  const runs = createSharedRuns();
  let begun = 0;
  const work = async () => {
    begun += 1;
  };
  await Promise.all([runs.share("a", "x", work), runs.share("a", "x", work), runs.share("b", "x", work)]);
  expect(begun).toBe(2);
  await runs.share("a", "x", work);
  expect(begun).toBe(3);
});

test("a failure is told to everybody who shares the work", async () => {
  const runs = createSharedRuns();
  const work = () => Promise.reject(new Error("no"));
  const both = await Promise.allSettled([runs.share("a", "x", work), runs.share("a", "x", work)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("stopping one owner's work leaves the others'", async () => {
  const runs = createSharedRuns();
  const ended: string[] = [];
  for (const owner of ["a", "b"]) {
    runs.share(owner, "x", untilAborted).catch(() => ended.push(owner));
  }
  await Promise.resolve();
  await runs.stop("a");
  expect(ended).toEqual(["a"]);
  await runs.stopAll();
  expect(ended).toEqual(["a", "b"]);
  await runs.settled();
});
