import type { z } from "zod";
import type { Endpoint } from "../../backends/endpoint.ts";
import { lanyingEndpoints, lanyingFurtherEndpoints } from "../../backends/lanying/endpoints.ts";
import type { World } from "../state/world.ts";
import type { ObjectStore } from "../storage/object-store.ts";

/** Everything below `/group` that this server answers, documented or not. */
export const servedEndpoints = { ...lanyingEndpoints, ...lanyingFurtherEndpoints } as const;
export type ServedPath = keyof typeof servedEndpoints;

/** Who calls, and the world that the call may change. */
export interface Call {
  readonly world: World;
  readonly store: ObjectStore;
  readonly userId: string;
  /** Origin of the links to files and pictures that it hands out. */
  readonly linksUrl: string;
}

/** One page, printed in the envelope beside its cursor. */
export class PageAnswer {
  readonly rows: readonly unknown[] | PrintedRows;
  readonly cursor: string | null;
  readonly total: number;

  constructor(rows: readonly unknown[] | PrintedRows, cursor: string | null, total: number) {
    this.rows = rows;
    this.cursor = cursor;
    this.total = total;
  }
}

/** Rows already printed as a JSON array, for lists too long to build twice. */
export class PrintedRows {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

type Parsed<E extends Endpoint> = (E["query"] extends z.ZodObject ? z.output<E["query"]> : unknown) &
  (E["body"] extends z.ZodObject ? z.output<E["body"]> : unknown);

/** One handler per operation: query and body come merged and validated, the `data` of the answer goes back. */
export type LanyingHandlers = {
  readonly [P in ServedPath]: (call: Call, input: Parsed<(typeof servedEndpoints)[P]>) => unknown;
};
