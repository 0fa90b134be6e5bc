import { AppError } from "../../shared/errors.ts";
import type { HttpClient } from "../platform/http-client.ts";
import type { HttpAnswer } from "../platform/http-exchange.ts";
import { maxRedirects, redirectTarget } from "../platform/network/redirects.ts";

export interface FollowOptions {
  /** Sent to the account's own origin, and to no other. */
  readonly ownHeaders: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** Stop at the headers: the body may be large, and is somebody else's to read. */
  readonly headersOnly?: boolean;
  /** Ends at a redirect to another origin without going there; the answer is then that redirect. */
  readonly stopsAtForeignOrigin?: boolean;
  readonly isAllowed?: (url: URL) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Follows redirects by hand to the first answer that is none; tells where it was and what was sent to it. */
export async function firstAnswer(
  http: HttpClient,
  start: URL,
  options: FollowOptions,
): Promise<{
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: HttpAnswer;
}> {
  let url = start;
  for (let hops = 0; hops <= maxRedirects; hops += 1) {
    if (options.isAllowed && !options.isAllowed(url)) {
      throw new AppError("refused", `an address on ${url.host} is not read`);
    }
    const headers = url.origin === http.origin ? options.ownHeaders : {};
    const { maxBytes, headersOnly = false, signal } = options;
    const answer = await http.raw({ url, headers, maxBytes, headersOnly, signal });
    const next = redirectTarget(answer, url);
    if (next === null) return { url, headers, answer };
    if (options.stopsAtForeignOrigin && next.origin !== http.origin)
      return { url: next, headers: {}, answer };
    url = next;
  }
  throw new AppError("bad_answer", `${start.pathname}: too many redirects`);
}
