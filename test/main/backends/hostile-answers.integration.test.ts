import { beforeAll, describe, expect, test } from "vitest";
import {
  costsOf,
  type HostileAnswer,
  hostileAnswers,
  largeAnswers,
  type ReadAnswer,
} from "../../support/hostile-answers.ts";

/** Each is held against what the same process needs for ordinary JSON of 32 MiB, because machines differ. */
function readIn(...processes: readonly (readonly HostileAnswer[])[]): (name: string) => ReadAnswer {
  const costs: ReadAnswer[] = [];
  beforeAll(async () => {
    for (const answers of processes) costs.push(...(await costsOf(answers)));
  });
  return (name) => {
    const cost = costs.find((one) => one.name === name);
    if (cost === undefined) throw new Error(`${name} was not read`);
    expect(cost.mebibytes).toBeLessThanOrEqual(32);
    expect(cost.longestCpuMs).toBeLessThan(4 * cost.floorCpuMs);
    expect(cost.growthMiB).toBeLessThan(300);
    return cost;
  };
}

describe("an answer made to cost as much as possible", () => {
  const costOf = readIn(hostileAnswers);

  test.each(hostileAnswers)(
    "$name: refused or left out, with nothing blocked and little memory taken",
    ({ name, status, stillRead }) => {
      expect(costOf(name).outcome).toBe(stillRead ?? (status === undefined ? "bad_answer" : "refused"));
    },
  );
});

describe("the largest answer a server might send", () => {
  const costOf = readIn(...largeAnswers.map((answer) => [answer]));

  test.each(largeAnswers)("$name: read whole, with nothing blocked and little memory taken", ({ name }) => {
    expect(costOf(name).outcome).toBeGreaterThanOrEqual(70_000);
  });
});
