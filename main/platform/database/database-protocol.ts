import type { ErrorCode } from "../../../shared/errors.ts";
import type {
  Database,
  DatabaseKind,
  MergeOutcome,
  MergePlan,
  SqlParameters,
  SqlStatement,
  SqlValue,
} from "./database.ts";

/** What the worker is started with. */
export interface OpenRequest {
  readonly file: string;
  readonly kind: DatabaseKind;
  readonly isFresh: boolean;
}

/** What main may ask of the database worker. Answers come in the order of the questions. */
export type DatabaseRequest =
  | { readonly op: "all"; readonly sql: string; readonly parameters: SqlParameters }
  | { readonly op: "numbers"; readonly sql: string; readonly parameters: SqlParameters }
  | { readonly op: "run"; readonly sql: string; readonly parameters: SqlParameters }
  | { readonly op: "transaction"; readonly statements: readonly SqlStatement[] }
  | { readonly op: "merge.begin"; readonly merge: number; readonly plan: MergePlan }
  /** The rows as JSON: half the time of cloning arrays of arrays from thread to thread. */
  | { readonly op: "merge.page"; readonly merge: number; readonly rows: string }
  | { readonly op: "merge.finish"; readonly merge: number }
  | { readonly op: "merge.abandon"; readonly merge: number }
  | { readonly op: "close" };

/** Rows travel as arrays beside one list of column names: half the size and time of objects. */
export interface RowsAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** The answer's type for each question. */
export interface DatabaseAnswers {
  readonly all: RowsAnswer;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly run: { readonly changes: number };
  readonly transaction: readonly number[];
  readonly "merge.begin": null;
  readonly "merge.page": number;
  readonly "merge.finish": MergeOutcome;
  readonly "merge.abandon": MergeOutcome;
  readonly close: null;
}

export interface StorageFailure {
  readonly code: ErrorCode;
  readonly message: string;
  /** SQLite's own code or the system's, e.g. SQLITE_CANTOPEN or EACCES; "" where there is none. */
  readonly reason: string;
}

export type DatabaseReply =
  | { readonly kind: "opened"; readonly opening: Pick<Database, "openingNotice" | "openingLosses"> }
  | { readonly kind: "failed"; readonly failure: StorageFailure }
  | { readonly kind: "answer"; readonly value: DatabaseAnswers[keyof DatabaseAnswers] }
  | { readonly kind: "refusal"; readonly failure: StorageFailure };
