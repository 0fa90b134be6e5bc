/** Ten years, the longest the server is asked for; longer is "for ever". */
export const longestMinutes = 5_256_000;

/** Whole minutes from now to the time, never ending early; null where it is none, has passed or is too far off. */
export function minutesUntil(time: number | null, now: number): number | null {
  const minutes = Math.ceil(((time ?? Number.NaN) - now) / 60_000);
  return Number.isFinite(minutes) && minutes >= 1 && minutes <= longestMinutes ? minutes : null;
}
