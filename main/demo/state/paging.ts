import { BusinessError } from "./business-error.ts";

export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit?: number | string | undefined;
}

/** Nobody gets more rows in one page than this, whatever the request asks for. */
const largestPage = 1000;

export function pageLimit(request: PageRequest, fallback: number): number {
  const limit = Number(request.limit ?? fallback);
  if (!Number.isInteger(limit) || limit < 1) throw new BusinessError(10002, "limit");
  return Math.min(limit, largestPage);
}

/** The cursor hides the last row's sequence number; it also knows its list, and refuses to continue another. */
export function writeCursor(list: string, sequence: number): string {
  return Buffer.from(`${list}\n${sequence}`).toString("base64url");
}

export function readCursor(list: string, request: PageRequest): number {
  if (request.cursor === undefined || request.cursor === "") return 0;
  const [from, sequence] = Buffer.from(request.cursor, "base64url").toString().split("\n");
  if (from !== list || sequence === undefined || !/^\d+$/.test(sequence))
    throw new BusinessError(10002, "cursor");
  return Number(sequence);
}

export interface Page<T> {
  readonly rows: readonly T[];
  /** null on the last page. */
  readonly cursor: string | null;
  readonly total: number;
}

/** One page of a short list whose rows carry a growing number. */
export function pageOf<T>(
  list: string,
  all: readonly T[],
  request: PageRequest,
  fallbackLimit: number,
  sequenceOf: (row: T, index: number) => number,
): Page<T> {
  const after = readCursor(list, request);
  const limit = pageLimit(request, fallbackLimit);
  const numbered = all.map((row, index) => ({ row, sequence: sequenceOf(row, index) }));
  const rest = numbered.filter((entry) => entry.sequence > after);
  const rows = rest.slice(0, limit);
  const last = rows.at(-1);
  const cursor = rest.length > rows.length && last !== undefined ? writeCursor(list, last.sequence) : null;
  return { rows: rows.map((entry) => entry.row), cursor, total: all.length };
}
