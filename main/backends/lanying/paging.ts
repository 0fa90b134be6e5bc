import { createHash } from "node:crypto";
import { AppError } from "../../../shared/errors.ts";
import { inSlices } from "../chunks.ts";
import type { Endpoint } from "../endpoint.ts";
import type { EndpointCaller, Opened } from "../endpoint-caller.ts";

/** What one list may be; beyond it the server hands out pages for ever. */
const usualBounds = {
  /** Rows asked for in one page: the vendor's native library caps it there. */
  limit: 500,
  /** Of a list that is held in memory until it is whole. */
  rows: 200_000,
  pages: 20_000,
  /** Characters of JSON: a million rows with long texts would otherwise fill the disk. */
  characters: 512 * 1024 * 1024,
  /** In a row. Empty pages on the way are seen where a server filters after cutting into pages. */
  pagesWithoutNews: 50,
  cursorLength: 4096,
};

type ListBounds = Readonly<typeof usualBounds>;

const badParameter = "10002";

/** At most 1,000 rows as they came; a page that holds more comes in parts. */
export interface PagePart {
  readonly items: readonly unknown[];
  readonly total: number | null;
}

/**
 * All rows of a list until the cursor is empty, or one comes again with a page that brings nothing new; `total` may be
 * missing and is never trusted. Many pages in a row without anything new, and a list beyond all bounds, are errors and
 * no end: a truncated list would be taken for the truth. The next page is fetched while the last is used. A server that
 * refuses the limit is asked for pages of its own size.
 */
export async function* pages(
  caller: EndpointCaller,
  endpoint: Endpoint,
  input: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
  ownBounds: Partial<ListBounds> = {},
): AsyncGenerator<PagePart> {
  const bounds = { ...usualBounds, ...ownBounds };
  const list = boundedList(endpoint.path, bounds);
  let limit: number | undefined = bounds.limit;
  const open = (cursor?: string) => caller.open(endpoint, { ...input, limit, cursor }, { signal });

  async function fetchFirst(): Promise<Opened> {
    try {
      return await open();
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.server?.code !== badParameter) throw cause;
      limit = undefined;
      return await open();
    }
  }

  function fetchNext(cursor: string): Promise<Opened> {
    const page = open(cursor);
    // Whoever stops reading early leaves this promise unread; its error then concerns nobody.
    page.catch(() => undefined);
    return page;
  }

  let next: Promise<Opened> | null = fetchFirst();
  while (next) {
    const { data, cursor, total }: Opened = await next;
    const items = data ?? [];
    if (!Array.isArray(items)) throw list.fault("unexpected data (invalid_type)");
    const hasNews = await list.take(items);
    const following = list.follow(cursor, hasNews);
    next = following === null ? null : fetchNext(following);
    if (hasNews || items.length === 0) {
      for await (const part of inSlices<unknown>(items)) yield { items: part, total };
    }
  }
}

/** Counts what a list has brought, and throws "bad_answer" when it cannot be a list. */
function boundedList(path: string, bounds: ListBounds) {
  const cursors = new Map<string, number>();
  const pagesSeen = new Set<string>();
  let pageCount = 0;
  let rows = 0;
  let characters = 0;
  let pagesWithoutNews = 0;
  const fault = (words: string) => new AppError("bad_answer", `${path}: ${words}`);
  const more = (what: "rows" | "pages" | "characters") =>
    fault(`the list has more than ${bounds[what].toLocaleString("en")} ${what}`);

  return {
    fault,
    /** The cursor to go on with; null at the end. One that comes again is followed once more after a page with news. */
    follow(cursor: string | null, hasNews: boolean): string | null {
      if (cursor === null || (cursors.has(cursor) && !hasNews)) return null;
      if (cursor.length > bounds.cursorLength) throw fault("unexpected cursor (too long)");
      const times = (cursors.get(cursor) ?? 0) + 1;
      if (times > 2) throw fault("unexpected cursor (repeated)");
      cursors.set(cursor, times);
      return cursor;
    },
    /** Whether the page names anybody, and is none that was there before, whatever else of its rows has changed. */
    async take(items: readonly unknown[]): Promise<boolean> {
      pageCount += 1;
      if (pageCount > bounds.pages) throw more("pages");
      const hash = createHash("sha1");
      for await (const slice of inSlices(items)) {
        if (slice.length === 0) continue;
        hash.update(slice.map(nameOf).join("\n"));
        rows += slice.length;
        characters += JSON.stringify(slice).length;
        if (rows > bounds.rows) throw more("rows");
        if (characters > bounds.characters) throw more("characters");
      }
      const digest = hash.digest("base64");
      const hasNews = items.length > 0 && !pagesSeen.has(digest);
      pagesSeen.add(digest);
      pagesWithoutNews = hasNews ? 0 : pagesWithoutNews + 1;
      if (pagesWithoutNews > bounds.pagesWithoutNews) {
        throw fault(`more than ${bounds.pagesWithoutNews} pages in a row bring nothing new`);
      }
      return hasNews;
    },
  };
}

/** What a row is about: its ids, or all of it where it has none. */
function nameOf(row: unknown): string {
  if (typeof row !== "object" || row === null) return String(row);
  // Every list of people, which may be long, is told apart by this.
  if ("user_id" in row) return String(row.user_id);
  const ids = Object.entries(row).filter(([field]) => field.endsWith("_id"));
  return JSON.stringify(ids.length > 0 ? ids : row);
}
