import { Worker } from "node:worker_threads";
import { AppError } from "../../../shared/errors.ts";
import { workerFile } from "../worker-file.ts";
import { type Database, type DatabaseKind, OpeningFault, type SqlRow, type SqlValue } from "./database.ts";
import type { DatabaseAnswers, DatabaseReply, DatabaseRequest, OpenRequest } from "./database-protocol.ts";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: AppError) => void;
}

type Ask = <Op extends DatabaseRequest["op"]>(
  request: Extract<DatabaseRequest, { op: Op }>,
) => Promise<DatabaseAnswers[Op]>;

export interface OpenDatabaseOptions {
  /** Sets the file aside first, whatever it holds. */
  readonly isFresh?: boolean;
  /** The worker ended although nobody closed the database: everything asked of it fails from now on. */
  readonly onDeath?: (cause: AppError) => void;
}

/**
 * Opens a database in a worker thread of its own; see {@link Database.openingNotice} for what was found. The cause of
 * what it throws is an {@link OpeningFault}.
 */
export function openDatabase(
  file: string,
  kind: DatabaseKind = "cache",
  { isFresh = false, onDeath }: OpenDatabaseOptions = {},
): Promise<Database> {
  const workerData: OpenRequest = { file, kind, isFresh };
  const worker = new Worker(workerFile("database"), { workerData, execArgv: [] });
  const waiting: Waiting[] = [];
  let ended: AppError | null = null;
  let isOpen = false;

  const ask: Ask = (request) => {
    if (ended !== null) return Promise.reject(ended);
    if (request.op === "close") isOpen = false;
    return new Promise((resolve, reject) => {
      waiting.push({ resolve: resolve as Waiting["resolve"], reject });
      worker.postMessage(request);
    });
  };

  return new Promise((resolve, reject) => {
    const end = (cause: AppError) => {
      ended ??= cause;
      for (const { reject: refuse } of waiting.splice(0)) refuse(ended);
      reject(ended);
      if (isOpen) onDeath?.(ended);
      isOpen = false;
    };
    worker.on("message", (message: DatabaseReply) => {
      if (message.kind === "opened") {
        isOpen = true;
        resolve(databaseOver(ask, message.opening, worker));
      } else if (message.kind === "failed") {
        const { code, message: words, reason } = message.failure;
        const told = `the ${kind} cannot be opened: ${words}`;
        end(new AppError(code, told, { cause: new OpeningFault(kind, reason) }));
      } else if (message.kind === "answer") {
        waiting.shift()?.resolve(message.value);
      } else {
        waiting.shift()?.reject(new AppError(message.failure.code, message.failure.message));
      }
    });
    worker.on("error", (cause) => end(new AppError("storage", "the database worker failed", { cause })));
    worker.on("exit", () => end(new AppError("storage", "the database is closed")));
  });
}

function databaseOver(
  ask: Ask,
  opening: Pick<Database, "openingNotice" | "openingLosses">,
  worker: Worker,
): Database {
  let merges = 0;
  return {
    ...opening,
    async all<Row extends SqlRow>(sql: string, parameters: readonly SqlValue[] = []) {
      const { columns, rows } = await ask({ op: "all", sql, parameters });
      return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])) as Row);
    },
    numbers: (sql, parameters = []) => ask({ op: "numbers", sql, parameters }),
    run: (sql, parameters = []) => ask({ op: "run", sql, parameters }),
    transaction: (statements) => ask({ op: "transaction", statements }),
    async beginMerge(plan) {
      merges += 1;
      const merge = merges;
      await ask({ op: "merge.begin", merge, plan });
      return {
        page: (rows) => ask({ op: "merge.page", merge, rows: JSON.stringify(rows) }),
        finish: () => ask({ op: "merge.finish", merge }),
        abandon: () => ask({ op: "merge.abandon", merge }),
      };
    },
    async close() {
      const isGone = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
      await ask({ op: "close" });
      await isGone;
    },
  };
}
