import type { FoundCodes } from "./found-codes.ts";
import type { Grey } from "./grey.ts";
import type { Pixels } from "./pixels.ts";

/** One picture while it is read. */
export interface Reading {
  readonly image: Pixels;
  readonly grey: Grey;
  readonly found: FoundCodes;
  /** Milliseconds on a clock of its own. */
  readonly now: () => number;
  /** No step begins later. */
  readonly end: number;
}
