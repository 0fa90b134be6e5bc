const longestWaitMs = 30_000;

/** Statuses after which the same read may well succeed. */
export function canRetry(status: number): boolean {
  return status === 429 || (status >= 502 && status <= 504);
}

/**
 * How long to wait before try number `tries + 1`: what Retry-After says, or a doubling pause with jitter.
 * Null when the server asks for more than a person would wait.
 */
export function retryDelayMs(tries: number, retryAfter: string | undefined, baseMs = 300): number | null {
  const askedMs = parseRetryAfter(retryAfter);
  if (askedMs !== null) return askedMs > longestWaitMs ? null : askedMs;
  const fullMs = baseMs * 2 ** (tries - 1);
  return fullMs / 2 + (Math.random() * fullMs) / 2;
}

/** Milliseconds from now that a Retry-After header asks for; null for none or nonsense. */
export function parseRetryAfter(value: string | undefined): number | null {
  if (value === undefined) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
