import { describe, expect, test } from "vitest";
import { costOf, type HostileAnswer, hostileAnswers, largeAnswers } from "../../support/hostile-answers.ts";

/** Held against what the same process needs for ordinary JSON of the same size, because machines differ. */
async function expectBounded(answer: HostileAnswer) {
  const cost = await costOf(answer);
  expect(cost.mebibytes).toBeLessThanOrEqual(32);
  expect(cost.longestCpuMs).toBeLessThan(4 * cost.floorCpuMs);
  expect(cost.growthMiB).toBeLessThan(300);
  return cost;
}

describe("an answer made to cost as much as possible", () => {
  test.each(hostileAnswers)(
    "$name: refused, with nothing blocked and little memory taken",
    async (answer) => {
      const cost = await expectBounded(answer);
      expect(cost.outcome).toBe(answer.status === undefined ? "bad_answer" : "refused");
    },
  );
});

describe("the largest answer a server might send", () => {
  test.each(largeAnswers)(
    "$name: read whole, with nothing blocked and little memory taken",
    async (answer) => {
      const cost = await expectBounded(answer);
      expect(cost.outcome).toBeGreaterThanOrEqual(80_000);
    },
  );
});
