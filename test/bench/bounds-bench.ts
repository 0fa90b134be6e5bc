import { costsOf, hostileAnswers, largeAnswers } from "../support/hostile-answers.ts";
import { atMostAbsolute, type Figure } from "./figure.ts";

/** What answers of up to 32 MiB that are made to cost as much as possible block, and take in memory. */
export async function boundsBench(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const growths: number[] = [];
  for (const answer of [...hostileAnswers, ...largeAnswers]) {
    for (const { name, longestWallMs, longestCpuMs, growthMiB } of await costsOf([answer])) {
      figures.push(atMostAbsolute(`blocked by ${name}`, "ms", longestWallMs, 200));
      figures.push(atMostAbsolute("the same, without waiting for the processor", "ms", longestCpuMs, 200));
      growths.push(growthMiB);
    }
  }
  return [...figures, atMostAbsolute("memory for the worst of them", "MiB", Math.max(...growths), 300)];
}
