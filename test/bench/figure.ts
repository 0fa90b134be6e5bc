/** One measured line of the benchmark: ours against a floor measured in the same run, because machines are noisy. */
export interface Figure {
  readonly name: string;
  readonly ours: number;
  readonly unit: "ms" | "rows/s" | "MiB/s" | "MiB" | "codes";
  /** What the floor is; null where the aim is absolute. */
  readonly floorName: string | null;
  readonly floor: number | null;
  readonly aim: string;
  readonly isReached: boolean;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The nearest-rank percentile; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** At most `most` times the floor. */
export function atMost(
  name: string,
  unit: Figure["unit"],
  ours: number,
  floorName: string,
  floor: number,
  most: number,
): Figure {
  return { name, unit, ours, floorName, floor, aim: `≤ ${most}× floor`, isReached: ours <= most * floor };
}

/** At least `least` times the floor. */
export function atLeast(
  name: string,
  unit: Figure["unit"],
  ours: number,
  floorName: string,
  floor: number,
  least: number,
): Figure {
  return { name, unit, ours, floorName, floor, aim: `≥ ${least}× floor`, isReached: ours >= least * floor };
}

export function atMostAbsolute(name: string, unit: Figure["unit"], ours: number, most: number): Figure {
  return {
    name,
    unit,
    ours,
    floorName: null,
    floor: null,
    aim: `≤ ${most} ${unit}`,
    isReached: ours <= most,
  };
}

export function table(figures: readonly Figure[]): string {
  const number = (value: number | null) =>
    value === null
      ? ""
      : value >= 1000 || Number.isInteger(value)
        ? Math.round(value).toLocaleString("en")
        : value.toPrecision(3);
  const rows = figures.map((figure) => [
    figure.name,
    `${number(figure.ours)} ${figure.unit}`,
    figure.floor === null ? "" : `${number(figure.floor)} ${figure.unit} (${figure.floorName})`,
    figure.floor === null ? "" : `${(figure.ours / figure.floor).toFixed(2)}×`,
    figure.aim,
    figure.isReached ? "reached" : "MISSED",
  ]);
  const all = [["figure", "ours", "floor", "ratio", "aim", ""], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
