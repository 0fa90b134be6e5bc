/** Minutes to choose from; -1 is until lifted. */
export const muteLengths: readonly number[] = [10, 60, 720, 1440, 10_080, -1];

export const firstMuteLength = 60;

export interface Length {
  readonly unit: "minutes" | "hours" | "days";
  readonly count: number;
}

/** In the largest unit that fits without a rest. */
export function lengthOf(minutes: number): Length {
  if (minutes % 1440 === 0) return { unit: "days", count: minutes / 1440 };
  if (minutes % 60 === 0) return { unit: "hours", count: minutes / 60 };
  return { unit: "minutes", count: minutes };
}

/** To be told of a wait: rounded up, in a unit that keeps the number small. */
export function roughLength(ms: number): {
  readonly unit: "seconds" | "minutes" | "hours";
  readonly count: number;
} {
  if (ms <= 60_000) return { unit: "seconds", count: Math.ceil(ms / 1000) };
  if (ms <= 5_400_000) return { unit: "minutes", count: Math.ceil(ms / 60_000) };
  return { unit: "hours", count: Math.ceil(ms / 3_600_000) };
}

/** The next full hour that is at least half an hour away. */
export function suggestedEnd(now: number): number {
  const hour = 3_600_000;
  return Math.ceil((now + hour / 2) / hour) * hour;
}
