import { AppError } from "../../../shared/errors.ts";

/** So many hops are followed, never one more: a server may redirect in circles. */
export const maxRedirects = 5;

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Where an answer sends us; null when it is no redirect. Throws "bad_answer" for what is no web address, "insecure" for
 * a way from https to plain http. Whoever follows it takes no secret along to another origin.
 */
export function redirectTarget({ status, headers }: Answer, from: URL): URL | null {
  if (!redirects.has(status)) return null;
  const target = headers.location === undefined ? null : URL.parse(headers.location, from.href);
  if (target === null || !/^https?:$/.test(target.protocol)) {
    throw new AppError("bad_answer", `${from.host} redirects to nowhere`);
  }
  if (from.protocol === "https:" && target.protocol === "http:") {
    throw new AppError("insecure", `${from.host} redirects to an unencrypted address`);
  }
  return target;
}

/** Harmless at any origin: what they say is about the answer. */
const harmless: ReadonlySet<string> = new Set(["accept", "accept-encoding", "range", "if-range"]);

/** The headers for another origin than they were made for. */
export function withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())));
}
