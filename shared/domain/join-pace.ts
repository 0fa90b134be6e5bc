import type { AccountKind } from "./account.ts";

/** How long to leave between two joins in a row, so that they look like a person's. WeChat's day limit comes on top. */
export const joinGapMs: Readonly<Record<AccountKind, number>> = { lanying: 1500, gewe: 20_000 };
