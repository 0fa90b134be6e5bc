import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { renameHeldSync, type SyncRenameOptions } from "../held-files.ts";
import type { Database } from "./database.ts";
import { rescueRows } from "./rescue-rows.ts";
import type { Schema } from "./schemas.ts";
import { addSqlFunctions } from "./sql-functions.ts";

export interface OpenedFile {
  readonly sqlite: Sqlite.Database;
  readonly openingNotice: Database["openingNotice"];
}

type Flaw = NonNullable<Database["openingNotice"]>["kind"];

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
  const first = isFresh && existsSync(file) ? "database_damaged" : tryOpen(file, schema, busyTimeoutMs);
  if (typeof first !== "string") return { sqlite: first, openingNotice: null };
  const keptAs = keepAside(file, first, renaming);
  const fresh = open(file, schema, busyTimeoutMs);
  try {
    migrate(fresh, schema.migrations);
    rescueRows(keptAs, fresh, schema.irreplaceable);
  } catch (cause) {
    fresh.close();
    throw cause;
  }
  return { sqlite: fresh, openingNotice: { kind: first, keptAs } };
}

function tryOpen(file: string, schema: Schema, busyTimeoutMs: number): Sqlite.Database | Flaw {
  let sqlite: Sqlite.Database | null = null;
  try {
    sqlite = open(file, schema, busyTimeoutMs);
    const flaw = flawOf(sqlite, schema.migrations.at(-1)?.version ?? 0);
    if (flaw === null) {
      migrate(sqlite, schema.migrations);
      return sqlite;
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

function flawOf(sqlite: Sqlite.Database, newest: number): Flaw | null {
  if (sqlite.pragma("quick_check(1)", { simple: true }) !== "ok") return "database_damaged";
  return Number(sqlite.pragma("user_version", { simple: true })) > newest ? "database_newer" : null;
}

function isDamage(cause: unknown): boolean {
  return cause instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(cause.code);
}

/**
 * A step failed on this file. Where the same steps work on an empty database, the file's tables are not those of the
 * version it claims, and no later start would get further; where they do not, the fault is in our own SQL.
 */
function contradictsVersion(cause: unknown, { migrations }: Schema): boolean {
  if (!(cause instanceof Sqlite.SqliteError) || cause.code !== "SQLITE_ERROR") return false;
  const empty = new Sqlite(":memory:");
  try {
    addSqlFunctions(empty);
    migrate(empty, migrations);
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
function migrate(sqlite: Sqlite.Database, migrations: Schema["migrations"]): void {
  const versionOf = () => Number(sqlite.pragma("user_version", { simple: true }));
  const current = versionOf();
  for (const { version, sql } of migrations) {
    if (version <= current) continue;
    sqlite
      .transaction(() => {
        if (versionOf() >= version) return;
        sqlite.exec(sql);
        sqlite.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}

/** Told by what is wrong with the file where that matters more than why it could not be moved. */
function keepAside(file: string, flaw: Flaw, renaming: SyncRenameOptions): string {
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

/** The log goes first: beside a fresh file, an old log would be replayed into it. All of it, or nothing. */
function setAside(file: string, flaw: Flaw, options: SyncRenameOptions): string {
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const keptAs = `${file}.${flaw === "database_damaged" ? "damaged" : "newer"}-${time}`;
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
  return keptAs;
}
