/** What SQLite can hold here; booleans are 0 and 1. */
export type SqlValue = string | number | null;
export type SqlParameters = readonly SqlValue[];
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface SqlStatement {
  readonly sql: string;
  readonly parameters?: SqlParameters;
}

/** The cache can be fetched anew; the journal holds what nobody can tell us again, and every write of it waits for the disk. */
export type DatabaseKind = "cache" | "journal";

/** Why a database could not be opened: the cause of the AppError that says so. */
export class OpeningFault extends Error {
  override readonly name = "OpeningFault";
  readonly database: DatabaseKind;
  /** SQLite's own code or the system's. */
  readonly reason: string;

  constructor(database: DatabaseKind, reason: string) {
    super(`the ${database} cannot be opened (${reason})`);
    this.database = database;
    this.reason = reason;
  }
}

/**
 * Parameters are plain `?`, one value each: better-sqlite3 takes `?1` for a name.
 * The cache or the journal, in a worker thread of its own: nothing here blocks main. Statements are prepared once and kept.
 * Every method throws AppError("storage"), or "disk_full" where that is why.
 */
export interface Database {
  all<Row extends SqlRow>(sql: string, parameters?: SqlParameters): Promise<Row[]>;
  /** The first column of every row; numbers arrive in one transferred array. */
  numbers(sql: string, parameters?: SqlParameters): Promise<Float64Array>;
  run(sql: string, parameters?: SqlParameters): Promise<{ readonly changes: number }>;
  /** All or nothing, in one transaction; changes per statement. */
  transaction(statements: readonly SqlStatement[]): Promise<readonly number[]>;
  /**
   * Brings a part of a table to what the server just said, writing only what differs.
   * See {@link SnapshotMerge}.
   */
  beginMerge(plan: MergePlan): Promise<SnapshotMerge>;
  /** What happened on opening, for the person to be told. */
  readonly openingNotice: OpeningNotice | null;
  /** Of the journal only: what was found to be damaged or missing in it on opening. */
  readonly openingLosses: OpeningLosses;
  close(): Promise<void>;
}

export interface OpeningNotice {
  /** "lost": there was one before, and what lies there now is empty, gone or another one. */
  readonly kind: "database_damaged" | "database_newer" | "database_lost";
  /** Null where there was nothing to keep. */
  readonly keptAs: string | null;
}

export interface OpeningLosses {
  /** Rows that do not hold what was written: kept apart, and read by nobody. */
  readonly damagedRows: number;
  /** How many of the latest writes are missing, such as with the end of the write-ahead log. */
  readonly lostWrites: number;
}

/** Which rows a merge owns: those of `table` where every scope column has its value. */
export interface MergePlan {
  readonly table: string;
  readonly scope: Readonly<Record<string, SqlValue>>;
  /** Unique within the scope. */
  readonly keyColumn: string;
  /** The other columns the server tells of; columns not named keep what they hold. */
  readonly columns: readonly string[];
  /** What a new row begins with beside them; afterwards it belongs to others, and is neither compared nor written again. */
  readonly beginsWith?: readonly string[];
  /** How many of the differing rows are told at the end, all kinds together; none when left out. */
  readonly reportsUpTo?: number;
}

/** Rows as the merge found and left them: the key, then the plan's columns. */
export interface MergeDifferences {
  readonly inserted: readonly SqlParameters[];
  readonly updated: readonly { readonly before: SqlParameters; readonly after: SqlParameters }[];
  readonly removed: readonly SqlParameters[];
}

export interface MergeOutcome {
  readonly inserted: number;
  readonly updated: number;
  readonly removed: number;
  /** Only when the plan asks for it, and then the first ones only; the numbers count all. */
  readonly differences?: MergeDifferences;
}

/** Pages as they come; each is one transaction and answers how many rows it really wrote. Nothing is removed before finish() says the list was complete. */
export interface SnapshotMerge {
  /** Each row: the key first, then the values in the order of `columns`, then those of `beginsWith`. */
  page(rows: readonly SqlParameters[]): Promise<number>;
  /** Removes what no page named. Answers what really changed. */
  finish(): Promise<MergeOutcome>;
  /** The list broke off: what was written stays, nothing is removed. Answers what changed until then. */
  abandon(): Promise<MergeOutcome>;
}
