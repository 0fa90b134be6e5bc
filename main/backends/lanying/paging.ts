import { createHash } from "node:crypto";
import { AppError } from "../../../shared/errors.ts";
import { inSlices } from "../chunks.ts";
import type { Endpoint } from "../endpoint.ts";
import type { EndpointCaller, Opened } from "../endpoint-caller.ts";

/** The most one page may ask for: the vendor's native library caps it there. */
export const pageLimit = 500;

/** What one list may be; beyond it the server hands out pages for ever. */
const usualBounds = {
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

/** At most 1,000 rows as they came; a page that holds more comes in parts. */
export interface PagePart {
  readonly items: readonly unknown[];
  readonly total: number | null;
}

/**
 * All rows of a list until the cursor is empty; `total` may be missing and is never trusted. A cursor seen before is
 * an error, not an end: a truncated list would be taken for the truth. So are pages that bring nothing new, and a list
 * beyond all bounds. The next page is fetched while the last is used.
 */
export async function* pages(
  caller: EndpointCaller,
  endpoint: Endpoint,
  input: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
  bounds: Partial<ListBounds> = {},
): AsyncGenerator<PagePart> {
  const list = boundedList(endpoint.path, { ...usualBounds, ...bounds });
  const fetchPage = (cursor?: string) => {
    const page = caller.open(endpoint, { ...input, limit: pageLimit, cursor }, { signal });
    // Whoever stops reading early leaves this promise unread; its error then concerns nobody.
    page.catch(() => undefined);
    return page;
  };
  let next: Promise<Opened> | null = fetchPage();
  while (next) {
    const { data, cursor, total }: Opened = await next;
    const items = data ?? [];
    if (!Array.isArray(items)) throw list.fault("unexpected data (invalid_type)");
    if (cursor !== null) list.follow(cursor);
    next = cursor === null ? null : fetchPage(cursor);
    const page = list.page();
    for await (const part of inSlices<unknown>(items)) {
      page.add(part);
      yield { items: part, total };
    }
    page.end();
  }
}

/** Counts what a list has brought, and throws "bad_answer" when it cannot be a list. */
function boundedList(path: string, bounds: ListBounds) {
  const cursors = new Set<string>();
  const pagesSeen = new Set<string>();
  let rows = 0;
  let characters = 0;
  let pagesWithoutNews = 0;
  const fault = (words: string) => new AppError("bad_answer", `${path}: ${words}`);
  const more = (what: "rows" | "pages" | "characters") =>
    fault(`the list has more than ${bounds[what].toLocaleString("en")} ${what}`);

  return {
    fault,
    follow(cursor: string): void {
      if (cursor.length > bounds.cursorLength) throw fault("unexpected cursor (too long)");
      if (cursors.has(cursor)) throw fault("unexpected cursor (repeated)");
      if (cursors.size >= bounds.pages) throw more("pages");
      cursors.add(cursor);
    },
    page() {
      const hash = createHash("sha1");
      let isEmpty = true;
      return {
        add(items: readonly unknown[]): void {
          if (items.length === 0) return;
          isEmpty = false;
          const text = JSON.stringify(items);
          hash.update(text);
          rows += items.length;
          characters += text.length;
          if (rows > bounds.rows) throw more("rows");
          if (characters > bounds.characters) throw more("characters");
        },
        end(): void {
          const digest = hash.digest("base64");
          const hasNews = !isEmpty && !pagesSeen.has(digest);
          pagesSeen.add(digest);
          pagesWithoutNews = hasNews ? 0 : pagesWithoutNews + 1;
          if (pagesWithoutNews > bounds.pagesWithoutNews) {
            throw fault(`more than ${bounds.pagesWithoutNews} pages in a row bring nothing new`);
          }
        },
      };
    },
  };
}
