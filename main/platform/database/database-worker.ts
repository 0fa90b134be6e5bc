import { parentPort, workerData } from "node:worker_threads";
import type Sqlite from "better-sqlite3";
import type { ErrorCode } from "../../../shared/errors.ts";
import type {
  DatabaseAnswers,
  DatabaseReply,
  DatabaseRequest,
  OpenRequest,
  StorageFailure,
} from "./database-protocol.ts";
import { countedWrites, markOf, openMark } from "./journal-mark.ts";
import { type MergeRows, mergeRows } from "./merge-rows.ts";
import { openFile } from "./open-file.ts";
import { cacheSchema, journalSchema } from "./schemas.ts";
import { createStatements } from "./statements.ts";

type Answer = DatabaseAnswers[keyof DatabaseAnswers];

function failureOf(cause: unknown): StorageFailure {
  const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const isFull = /^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(reason);
  const code: ErrorCode = isFull ? "disk_full" : "storage";
  return { code, message: cause instanceof Error ? cause.message : String(cause), reason };
}

const nothing = { inserted: 0, updated: 0, removed: 0 };

/** Runs writes in one transaction; answers the changes of each. */
type Writes = (write: () => readonly number[]) => readonly number[];

function createAnswers(sqlite: Sqlite.Database, inTransaction: Writes): (request: DatabaseRequest) => Answer {
  const statements = createStatements(sqlite);
  const merges = new Map<number, MergeRows>();
  const merge = (id: number): MergeRows => {
    const found = merges.get(id);
    if (found === undefined) throw new Error("this merge has ended");
    return found;
  };

  return (request) => {
    switch (request.op) {
      case "all":
        return statements.all(request.sql, request.parameters);
      case "numbers":
        return statements.numbers(request.sql, request.parameters);
      case "run":
        return { changes: inTransaction(() => [statements.run(request.sql, request.parameters)])[0] ?? 0 };
      case "transaction":
        return inTransaction(() =>
          request.statements.map(({ sql, parameters = [] }) => statements.run(sql, parameters)),
        );
      case "merge.begin":
        merges.set(request.merge, mergeRows(sqlite, request.plan));
        return null;
      case "merge.page":
        return merge(request.merge).page(JSON.parse(request.rows));
      case "merge.finish": {
        const outcome = merge(request.merge).finish();
        merges.delete(request.merge);
        return outcome;
      }
      case "merge.abandon": {
        const outcome = merges.get(request.merge)?.abandon() ?? nothing;
        merges.delete(request.merge);
        return outcome;
      }
      case "close":
        sqlite.close();
        return null;
    }
  };
}

function serve(port: NonNullable<typeof parentPort>, { file, kind, isFresh }: OpenRequest): void {
  const reply = (message: DatabaseReply, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  try {
    const isJournal = kind === "journal";
    const { sqlite, ...opening } = openFile(file, isJournal ? journalSchema : cacheSchema, { isFresh });
    const mark = isJournal ? openMark(file) : null;
    mark?.write(markOf(sqlite));
    const plain = sqlite.transaction((write: () => readonly number[]) => write());
    const answer = createAnswers(sqlite, mark === null ? plain : countedWrites(sqlite, mark));
    port.on("message", (request: DatabaseRequest) => {
      try {
        const value = answer(request);
        reply({ kind: "answer", value }, value instanceof Float64Array ? [value.buffer] : []);
      } catch (cause) {
        reply({ kind: "refusal", failure: failureOf(cause) });
      }
      if (request.op !== "close") return;
      mark?.close();
      port.close();
    });
    reply({ kind: "opened", opening });
  } catch (cause) {
    reply({ kind: "failed", failure: failureOf(cause) });
    port.close();
  }
}

if (parentPort !== null) serve(parentPort, workerData as OpenRequest);
