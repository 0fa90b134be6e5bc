import type Sqlite from "better-sqlite3";
import { type PersonNames, personSearchTextOf, shownNameOf } from "../../../shared/domain/person-name.ts";
import { rowChecksum } from "./row-checksums.ts";

type Text = string | null;

/**
 * Functions that SQL of ours, triggers among it, may call: names are chosen and folded by the same code everywhere
 * (SQLite's own lower() knows ASCII only).
 */
export function addSqlFunctions(sqlite: Sqlite.Database): void {
  sqlite.function(
    "shown_name",
    { deterministic: true },
    (note: Text, alias: Text, card: Text, nickName: Text, username: Text) =>
      shownNameOf({ note, alias, card, nickName, username } satisfies PersonNames),
  );
  sqlite.function(
    "person_search_text",
    { deterministic: true },
    (note: Text, alias: Text, card: Text, nickName: Text, username: Text, id: string) =>
      personSearchTextOf({ note, alias, card, nickName, username }, id),
  );
  sqlite.function("row_checksum", { deterministic: true, varargs: true }, (...values: unknown[]) =>
    rowChecksum(values),
  );
}
