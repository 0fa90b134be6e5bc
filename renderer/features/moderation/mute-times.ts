/** How long one usually mutes, in minutes; -1 for ever. */
export const mutePresets = [
  { minutes: 10, words: "for10Minutes" },
  { minutes: 60, words: "for1Hour" },
  { minutes: 12 * 60, words: "for12Hours" },
  { minutes: 7 * 24 * 60, words: "for7Days" },
  { minutes: -1, words: "forEver" },
] as const;

/** Ten years, the longest the server is asked for; longer is "for ever". */
export const longestMinutes = 5_256_000;

/** Minutes from now to the time, never ending early; null where it has passed or is too far off. */
export function minutesUntil(time: number, now: number): number | null {
  const minutes = Math.ceil((time - now) / 60_000);
  return Number.isFinite(minutes) && minutes >= 1 && minutes <= longestMinutes ? minutes : null;
}

/** As `<input type="datetime-local">` writes it: local time, to the minute. */
export function localTimeText(time: number): string {
  const date = new Date(time);
  const pad = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
