import type { Outcome } from "./measure.ts";

/** What each reader made of a set, one line a reader, and what only others read. */
export function scoreboard({ set, scores, missed }: Outcome): string {
  const ms = (value: number) => (Number.isNaN(value) ? "-" : value.toFixed(1));
  const rows = scores.map((score) => [
    score.reader,
    `${score.found}/${score.codes}`,
    `${score.complete}/${score.pictures}`,
    `${score.wrong}`,
    ms(score.medianMs),
    ms(score.p95Ms),
    ms(score.firstMs),
  ]);
  const all = [[set, "codes", "pictures", "wrong", "median ms", "p95 ms", "first ms"], ...rows];
  const lines = all.map(([name = "", ...cells]) =>
    [name.padEnd(24), ...cells.map((cell) => cell.padStart(11))].join(""),
  );
  return [...lines, ...missed.map((line) => `  only others read: ${line}`), ""].join("\n");
}
