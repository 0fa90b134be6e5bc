const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** How much of something an account may do within a time that rolls along with the clock. */
export interface Allowed {
  readonly limit: number;
  readonly withinMs: number;
}

/**
 * What the vendor of the gateway asks for, as the ceiling: at most 15 friend requests a day and 8 in two hours, half
 * an hour apart, the same person not again the same day. For joining it names no number: 10 a day is ours.
 */
export const requestRules = {
  perDay: { limit: 15, withinMs: dayMs },
  perTwoHours: { limit: 8, withinMs: 2 * hourMs },
  /** At least the vendor's half hour; the jitter only adds to it. */
  gapMs: 30 * minuteMs,
  jitterMs: 10 * minuteMs,
  samePersonMs: dayMs,
  /** So long after it was added an account is watched closely. */
  newForMs: 72 * hourMs,
} as const;

export const joinRules = {
  perDay: { limit: 10, withinMs: dayMs },
  newForMs: 48 * hourMs,
} as const;

/** One attempt, whatever came of it: a request over the limit looks like a success to the gateway. */
export interface Attempt {
  readonly at: number;
  /** How long to wait after it, with its jitter. */
  readonly gapMs: number;
  readonly personId: string | null;
}

export function usedWithin(attempts: readonly Attempt[], { withinMs }: Allowed, now: number): number {
  return attempts.filter(({ at }) => at > now - withinMs).length;
}

/** When there is room again; null when there is now. Attempts come newest first. */
function nextWithin(attempts: readonly Attempt[], allowed: Allowed, now: number): number | null {
  const within = attempts.filter(({ at }) => at > now - allowed.withinMs);
  const oldestInTheWay = within[allowed.limit - 1];
  return oldestInTheWay === undefined ? null : oldestInTheWay.at + allowed.withinMs;
}

/** When a request to this person is possible; null when it is now. Attempts come newest first. */
export function nextRequestAt(
  attempts: readonly Attempt[],
  personId: string | null,
  now: number,
): number | null {
  const [last] = attempts;
  const lastToPerson = personId === null ? undefined : attempts.find((one) => one.personId === personId);
  return latest(now, [
    nextWithin(attempts, requestRules.perDay, now),
    nextWithin(attempts, requestRules.perTwoHours, now),
    last === undefined ? null : last.at + last.gapMs,
    lastToPerson === undefined ? null : lastToPerson.at + requestRules.samePersonMs,
  ]);
}

export function nextJoinAt(attempts: readonly Attempt[], now: number): number | null {
  return latest(now, [nextWithin(attempts, joinRules.perDay, now)]);
}

function latest(now: number, times: readonly (number | null)[]): number | null {
  const last = Math.max(...times.map((time) => time ?? 0));
  return last > now ? last : null;
}

/** WeChat's ways of saying that it is too much; the words are the only sign the gateway passes on. */
const complaint = /频繁|安全|frequent|too many requests/i;

export function isComplaint(message: string | null): message is string {
  return message !== null && complaint.test(message);
}

/** The counters and when there is room again, for whoever has no window to look at. */
export function paceWords(
  kind: "friend" | "join",
  attempts: readonly Attempt[],
  next: number,
  now: number,
): string {
  const used = (allowed: Allowed) =>
    `${usedWithin(attempts, allowed, now)} of ${allowed.limit} in ${allowed.withinMs / hourMs} h`;
  const counters =
    kind === "friend"
      ? `friend requests: ${used(requestRules.perDay)}, ${used(requestRules.perTwoHours)}`
      : `groups joined: ${used(joinRules.perDay)}`;
  return `held back by the pace for WeChat, nothing was sent; ${counters}; next possible at ${new Date(next).toISOString()}`;
}
