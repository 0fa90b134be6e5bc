import { AppError } from "../../../shared/errors.ts";
import type { Endpoint } from "../endpoint.ts";
import type { EndpointCaller, Opened } from "../endpoint-caller.ts";

/** The most one page may ask for: the vendor's native library caps it there. */
export const pageLimit = 500;
/** No list has this many pages; a server that hands out new cursors for ever must not keep us for ever. */
const maxPages = 100_000;

/**
 * All pages of a list until the cursor is empty; `total` may be missing and is never trusted. A cursor seen before is
 * an error, not an end: a truncated list would be taken for the truth. The next page is fetched while the last is used.
 */
export async function* pages(
  caller: EndpointCaller,
  endpoint: Endpoint,
  input: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): AsyncGenerator<Opened> {
  const seen = new Set<string>();
  const fetchPage = (cursor?: string) => {
    const page = caller.open(endpoint, { ...input, limit: pageLimit, cursor }, { signal });
    // Whoever stops reading early leaves this promise unread; its error then concerns nobody.
    page.catch(() => undefined);
    return page;
  };
  let next: Promise<Opened> | null = fetchPage();
  while (next) {
    const page: Opened = await next;
    const { cursor } = page;
    if (cursor !== null && (seen.has(cursor) || seen.size >= maxPages)) {
      throw new AppError("bad_answer", `${endpoint.path}: unexpected cursor (repeated)`);
    }
    if (cursor !== null) seen.add(cursor);
    next = cursor === null ? null : fetchPage(cursor);
    yield page;
  }
}
