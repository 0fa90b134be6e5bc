/** Clocks and rounding: a mute that ends this much earlier than asked for is still the one asked for. */
const slackMs = 2 * 60_000;

/** Whether who is muted until then (-1 for ever, null not at all) is muted at least that long from now on. */
export function isMutedAsLong(until: number | null, minutes: number, now: number): boolean {
  if (until === null || until === -1) return until === -1;
  return minutes !== -1 && until >= now + minutes * 60_000;
}

/** Whether it is what a mute of so many minutes that was sent then came to. */
export function isMutedSince(until: number | null, minutes: number, sentAt: number): boolean {
  if (until === null) return false;
  if (until === -1 || minutes === -1) return until === -1;
  return until >= sentAt + minutes * 60_000 - Math.min(slackMs, minutes * 30_000);
}
