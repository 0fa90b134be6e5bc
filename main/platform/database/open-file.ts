import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { renameHeldSync, type SyncRenameOptions } from "../held-files.ts";
import type { Database } from "./database.ts";
import { rescueRows } from "./rescue-rows.ts";
import type { Schema } from "./schemas.ts";

export interface OpenedFile {
  readonly sqlite: Sqlite.Database;
  readonly openingNotice: Database["openingNotice"];
}

type Flaw = NonNullable<Database["openingNotice"]>["kind"];

/**
 * Opens a database and brings its schema up to date. A damaged file, or one of a newer version, is renamed with the
 * time in its name and kept; a fresh one takes its place, with what is irreplaceable and could still be read. A file
 * that is merely busy or unreadable is left alone.
 */
export function openFile(
  file: string,
  schema: Schema,
  { busyTimeoutMs = 5000, ...renaming }: { readonly busyTimeoutMs?: number } & SyncRenameOptions = {},
): OpenedFile {
  mkdirSync(dirname(file), { recursive: true });
  const first = tryOpen(file, schema, busyTimeoutMs);
  if (typeof first !== "string") {
    migrate(first, schema.migrations);
    return { sqlite: first, openingNotice: null };
  }
  const keptAs = setAside(file, first, renaming);
  const fresh = open(file, schema, busyTimeoutMs);
  migrate(fresh, schema.migrations);
  rescueRows(keptAs, fresh, schema.irreplaceable);
  return { sqlite: fresh, openingNotice: { kind: first, keptAs } };
}

function tryOpen(file: string, schema: Schema, busyTimeoutMs: number): Sqlite.Database | Flaw {
  let sqlite: Sqlite.Database | null = null;
  try {
    sqlite = open(file, schema, busyTimeoutMs);
    const flaw = flawOf(sqlite, schema.migrations.at(-1)?.version ?? 0);
    if (flaw === null) return sqlite;
    sqlite.close();
    return flaw;
  } catch (cause) {
    sqlite?.close();
    if (isDamage(cause)) return "database_damaged";
    throw cause;
  }
}

function open(file: string, { synchronous }: Schema, busyTimeoutMs: number): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: busyTimeoutMs });
  try {
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma(`synchronous = ${synchronous}`);
    sqlite.pragma("foreign_keys = ON");
    // What is deleted is overwritten: a removed account leaves nothing readable behind.
    sqlite.pragma("secure_delete = ON");
    // A long member list would otherwise wait for the disk every 4 MiB.
    sqlite.pragma("wal_autocheckpoint = 4000");
    sqlite.pragma("journal_size_limit = 16777216");
    sqlite.pragma("cache_size = -65536");
    sqlite.pragma("temp_store = MEMORY");
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

/** Runs what is missing, each step with its version number in one transaction. */
function migrate(sqlite: Sqlite.Database, migrations: Schema["migrations"]): void {
  const current = Number(sqlite.pragma("user_version", { simple: true }));
  for (const { version, sql } of migrations) {
    if (version <= current) continue;
    sqlite.transaction(() => {
      sqlite.exec(sql);
      sqlite.pragma(`user_version = ${version}`);
    })();
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
