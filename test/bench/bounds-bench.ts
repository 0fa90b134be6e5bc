import { costsOf, hostileAnswers, largeAnswers } from "../support/hostile-answers.ts";
import { atMostAbsolute, type Figure } from "./figure.ts";

/** What answers of up to 32 MiB that are made to cost as much as possible block, and take in memory. */
export async function boundsBench(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const answer of [...hostileAnswers, ...largeAnswers]) {
    for (const { name, longestWallMs, growthMiB } of await costsOf([answer])) {
      figures.push(atMostAbsolute(`blocked by ${name}`, "ms", longestWallMs, 200));
      figures.push(atMostAbsolute(`memory for ${name}`, "MiB", growthMiB, 300));
    }
  }
  return figures;
}
