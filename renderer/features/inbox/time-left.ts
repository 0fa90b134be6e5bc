const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type TimeLeft =
  | { readonly unit: "days" | "hours"; readonly count: number }
  | { readonly unit: "soon" | "over" | "open" };

/** Until when something waits, as coarse as a person cares; "open" where no end is known. */
export function timeLeft(expiresAt: number | null, now: number): TimeLeft {
  if (expiresAt === null) return { unit: "open" };
  const left = expiresAt - now;
  if (left <= 0) return { unit: "over" };
  if (left < hourMs) return { unit: "soon" };
  return left < 2 * dayMs
    ? { unit: "hours", count: Math.floor(left / hourMs) }
    : { unit: "days", count: Math.floor(left / dayMs) };
}
