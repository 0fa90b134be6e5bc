import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { renameHeldSync, type SyncRenameOptions } from "../held-files.ts";
import type { OpeningLosses, OpeningNotice } from "./database.ts";
import { isEmptied, type JournalMark, markOf, readMark } from "./journal-mark.ts";
import { rescueRows } from "./rescue-rows.ts";
import {
  addChecksums,
  dropChecksumTriggers,
  isSchemaWhole,
  keepsChecksums,
  setDamagedRowsAside,
} from "./row-checksums.ts";
import type { Schema } from "./schemas.ts";
import { addSqlFunctions } from "./sql-functions.ts";

export interface OpenedFile {
  readonly sqlite: Sqlite.Database;
  readonly openingNotice: OpeningNotice | null;
  readonly openingLosses: OpeningLosses;
}

type Flaw = OpeningNotice["kind"];

export interface OpenOptions {
  readonly busyTimeoutMs?: number;
  /** The person asked for a fresh one: the file is set aside without a look at it. */
  readonly isFresh?: boolean;
}

/**
 * Opens a database and brings its schema up to date. A damaged file, one of a newer version, or one whose tables are
 * not those of its version is renamed with the time in its name and kept; a fresh one takes its place, with what is
 * irreplaceable and could still be read. A file that is merely busy or unreadable is left alone.
 */
export function openFile(
  file: string,
  schema: Schema,
  { busyTimeoutMs = 5000, isFresh = false, ...renaming }: OpenOptions & SyncRenameOptions = {},
): OpenedFile {
  mkdirSync(dirname(file), { recursive: true });
  const mark = schema.checkedFrom !== null ? readMark(file) : null;
  const first =
    isFresh && existsSync(file) ? "database_damaged" : tryOpen(file, { schema, busyTimeoutMs, mark });
  if (typeof first !== "string") {
    const { sqlite, damagedRows } = first;
    const found = mark === null || mark.id === "" ? null : markOf(sqlite);
    const isOther = mark !== null && found !== null && mark.id !== found.id;
    const lostWrites =
      mark !== null && found !== null && !isOther ? Math.max(0, mark.writes - found.writes) : 0;
    const openingNotice = isOther ? ({ kind: "database_lost", keptAs: null } as const) : null;
    return { sqlite, openingNotice, openingLosses: { damagedRows, lostWrites } };
  }
  const keptAs = keepAside(file, first, renaming);
  const fresh = open(file, schema, busyTimeoutMs);
  try {
    migrate(fresh, schema);
    const damagedRows = keptAs === null ? 0 : rescueRows(keptAs, fresh, schema);
    return {
      sqlite: fresh,
      openingNotice: { kind: first, keptAs },
      openingLosses: { damagedRows, lostWrites: 0 },
    };
  } catch (cause) {
    fresh.close();
    throw cause;
  }
}

interface TryOptions {
  readonly schema: Schema;
  readonly busyTimeoutMs: number;
  readonly mark: JournalMark | null;
}

function tryOpen(
  file: string,
  { schema, busyTimeoutMs, mark }: TryOptions,
): { sqlite: Sqlite.Database; damagedRows: number } | Flaw {
  // Before SQLite looks at it: it would throw away the log of an empty file.
  if (mark !== null && isEmptied(file)) return "database_lost";
  let sqlite: Sqlite.Database | null = null;
  try {
    sqlite = open(file, schema, busyTimeoutMs);
    const flaw = flawOf(sqlite, schema);
    if (flaw === null) {
      // Before any migration: after it, every row would be vouched for.
      const isChecked = keepsChecksums(sqlite, schema.checkedFrom);
      const damagedRows = isChecked ? setDamagedRowsAside(sqlite, Date.now()) : 0;
      migrate(sqlite, schema);
      return { sqlite, damagedRows };
    }
    sqlite.close();
    return flaw;
  } catch (cause) {
    // Also after a migration that failed: Windows would let nobody rename or remove a file that is still open.
    sqlite?.close();
    if (isDamage(cause) || contradictsVersion(cause, schema)) return "database_damaged";
    throw cause;
  }
}

function open(
  file: string,
  { synchronous, checkpointPages }: Schema,
  busyTimeoutMs: number,
): Sqlite.Database {
  // For its owner alone; what SQLite puts beside it has the same mode.
  if (!existsSync(file)) closeSync(openSync(file, "a", 0o600));
  const sqlite = new Sqlite(file, { timeout: busyTimeoutMs });
  try {
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma(`synchronous = ${synchronous}`);
    sqlite.pragma("foreign_keys = ON");
    // What is deleted is overwritten: a removed account leaves nothing readable behind.
    sqlite.pragma("secure_delete = ON");
    sqlite.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    sqlite.pragma("journal_size_limit = 16777216");
    sqlite.pragma("cache_size = -65536");
    sqlite.pragma("temp_store = MEMORY");
    addSqlFunctions(sqlite);
    return sqlite;
  } catch (cause) {
    sqlite.close();
    throw cause;
  }
}

/** Up to this size, the indexes are held against their tables at each start, too: about 0.1 s. */
const comparedPages = 15_000;

/** All of it in one snapshot: another process may be migrating the file. */
function flawOf(sqlite: Sqlite.Database, { migrations, checkedFrom }: Schema): Flaw | null {
  return sqlite.transaction(() => {
    const isChecked = keepsChecksums(sqlite, checkedFrom);
    const isCompared = isChecked && Number(sqlite.pragma("page_count", { simple: true })) <= comparedPages;
    const check = isCompared ? "integrity_check(1)" : "quick_check(1)";
    if (sqlite.pragma(check, { simple: true }) !== "ok") return "database_damaged";
    const newest = migrations.at(-1)?.version ?? 0;
    if (Number(sqlite.pragma("user_version", { simple: true })) > newest) return "database_newer";
    return isChecked && !isSchemaWhole(sqlite) ? "database_damaged" : null;
  })();
}

function isDamage(cause: unknown): boolean {
  return cause instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(cause.code);
}

/**
 * A step failed on this file. Where the same steps work on an empty database, the file's tables are not those of the
 * version it claims, and no later start would get further; where they do not, the fault is in our own SQL.
 */
function contradictsVersion(cause: unknown, schema: Schema): boolean {
  if (!(cause instanceof Sqlite.SqliteError) || cause.code !== "SQLITE_ERROR") return false;
  const empty = new Sqlite(":memory:");
  try {
    addSqlFunctions(empty);
    migrate(empty, schema);
    return true;
  } catch {
    return false;
  } finally {
    empty.close();
  }
}

/**
 * Runs what is missing, each step with its version number in one transaction. The version is read again under the
 * write lock: another process may have taken the same step since, and its tables are no contradiction.
 */
function migrate(sqlite: Sqlite.Database, { migrations, checkedFrom }: Schema): void {
  const versionOf = () => Number(sqlite.pragma("user_version", { simple: true }));
  const current = versionOf();
  for (const { version, sql } of migrations) {
    if (version <= current) continue;
    sqlite
      .transaction(() => {
        if (versionOf() >= version) return;
        if (keepsChecksums(sqlite, checkedFrom)) dropChecksumTriggers(sqlite);
        sqlite.exec(sql);
        if (checkedFrom !== null && version >= checkedFrom) addChecksums(sqlite);
        sqlite.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}

/** Told by what is wrong with the file where that matters more than why it could not be moved. */
function keepAside(file: string, flaw: Flaw, renaming: SyncRenameOptions): string | null {
  try {
    return setAside(file, flaw, renaming);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    throw Object.assign(
      new Error(`a ${flaw === "database_newer" ? "newer" : "damaged"} database could not be set aside`, {
        cause,
      }),
      {
        code: flaw === "database_newer" ? "NEWER" : code,
      },
    );
  }
}

/**
 * The log goes first: beside a fresh file, an old log would be replayed into it. All of it, or nothing. Null where
 * nothing lay there.
 */
function setAside(file: string, flaw: Flaw, options: SyncRenameOptions): string | null {
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const keptAs = `${file}.${flaw === "database_newer" ? "newer" : "damaged"}-${time}`;
  const moved: string[] = [];
  try {
    for (const part of ["-wal", "-shm", ""]) {
      if (!existsSync(file + part)) continue;
      renameHeldSync(file + part, keptAs + part, options);
      moved.push(part);
    }
  } catch (cause) {
    for (const part of moved) renameHeldSync(keptAs + part, file + part, options);
    throw cause;
  }
  return moved.length === 0 ? null : keptAs;
}
