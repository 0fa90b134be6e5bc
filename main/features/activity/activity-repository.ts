import { Activity, ActivityKind } from "../../../shared/domain/activity.ts";
import { searchQueryOf } from "../../../shared/domain/search-text.ts";
import { takenBack } from "../../../shared/domain/undo.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ParsedInput } from "../../../shared/ipc/contract.ts";
import type { Database, SqlRow, SqlStatement, SqlValue } from "../../platform/database/database.ts";
import { type Condition, createMatchingIds } from "./matching-ids.ts";

export type ActivityFilter = Omit<ParsedInput<"activity.window">, "offset" | "limit">;

/** One as the journal is given it; the journal adds the id, and later what took it back. */
export type KeptActivity = Omit<Activity, "id" | "takenBack"> & {
  /** The job whose act on the same target this one takes back. */
  readonly undoesJob: string | null;
};

export type RecordedAct = Pick<Activity, "targetId"> & { readonly kind: string };

type UndoRow = SqlRow & Pick<Activity, "id" | "at" | "undoes" | "outcome">;

export interface ActivityRepository {
  /** In one transaction, in order, with what else belongs to it. */
  add(activities: readonly KeptActivity[], together: readonly SqlStatement[]): Promise<void>;
  /** Throws `not_found`. */
  get(id: number): Promise<Activity>;
  /** Newest first. */
  window(query: ActivityFilter & { offset: number; limit: number }): Promise<{
    total: number;
    rows: Activity[];
  }>;
  /** Everything that matches now, newest first, a part at a time: what is added meanwhile is left out. */
  everything(filter: ActivityFilter): AsyncGenerator<readonly Activity[]>;
  /** What was recorded of a group since then, refused acts left out. */
  since(where: { accountId: string; groupId: string; at: number }): Promise<readonly RecordedAct[]>;
}

const columns = [
  "at",
  "account_id",
  "kind",
  "group_id",
  "group_name",
  "target_id",
  "target_name",
  "outcome",
  "detail",
  "change",
  "undoes",
  "job_id",
] as const;
const shown = `id, at, account_id AS accountId, kind, group_id AS groupId, group_name AS groupName,
  target_id AS targetId, target_name AS targetName, outcome, detail, change, undoes, job_id AS jobId`;
const rowsAtOnce = 1000;

/** The journal of what was done and seen: rows are only added. */
export function createActivityRepository(journal: Database): ActivityRepository {
  const matching = createMatchingIds(journal);
  const written: readonly string[] = [...columns, "search_text"];
  // One statement for many rows: a job of thousands is a fraction of a second.
  const cell = (column: string) => `value ->> ${written.indexOf(column)}`;
  const undone = `coalesce(${cell("undoes")}, (SELECT max(id) FROM activities AS made
    WHERE made.job_id = value ->> ${written.length} AND made.group_id = ${cell("group_id")}
      AND made.target_id IS ${cell("target_id")}))`;
  const insert = `INSERT INTO activities (${written.join(", ")})
    SELECT ${written.map((column) => (column === "undoes" ? undone : cell(column))).join(", ")} FROM json_each(?)`;

  async function read(ids: readonly number[]): Promise<Activity[]> {
    const rows = await journal.all<SqlRow>(
      `SELECT ${shown} FROM activities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC`,
      [JSON.stringify(ids)],
    );
    const undone = takenBack(await undosOf(ids));
    // A row of a later version is left out rather than failing the whole list.
    return rows.flatMap((row) => {
      const by = undone.get(Number(row.id));
      const activity = Activity.safeParse({
        ...row,
        change: changeOf(row.change),
        takenBack: by === undefined ? null : { id: by.id, at: by.at },
      });
      return activity.success ? [activity.data] : [];
    });
  }

  /** What took these back, and what took that back in turn, newest first. */
  const undosOf = (ids: readonly number[]) =>
    journal.all<UndoRow>(
      `WITH RECURSIVE undos (id, at, undoes, outcome) AS (
         SELECT id, at, undoes, outcome FROM activities WHERE undoes IN (SELECT value FROM json_each(?))
         UNION
         SELECT later.id, later.at, later.undoes, later.outcome
         FROM undos JOIN activities AS later ON later.undoes = undos.id
       ) SELECT id, at, undoes, outcome FROM undos ORDER BY id DESC`,
      [JSON.stringify(ids)],
    );

  return {
    async add(activities, together) {
      const statements = [...together];
      for (let from = 0; from < activities.length; from += rowsAtOnce) {
        const rows = activities.slice(from, from + rowsAtOnce).map(values);
        statements.push({ sql: insert, parameters: [JSON.stringify(rows)] });
      }
      if (statements.length > 0) await journal.transaction(statements);
    },
    async get(id) {
      const [activity] = await read([id]);
      if (activity === undefined) throw new AppError("not_found", "there is no such act in the journal");
      return activity;
    },
    async window({ offset, limit, ...filter }) {
      const ids = await matching(conditionOf(filter));
      return { total: ids.count, rows: await read(ids.newest(offset, limit)) };
    },
    async *everything(filter) {
      const ids = await matching(conditionOf(filter));
      for (let offset = 0; offset < ids.count; offset += rowsAtOnce) {
        yield await read(ids.newest(offset, rowsAtOnce));
      }
    },
    since: ({ accountId, groupId, at }) =>
      journal.all<{ kind: string; targetId: string | null }>(
        `SELECT kind, target_id AS targetId FROM activities
         WHERE group_id = ? AND at >= ? AND account_id = ? AND outcome <> 'refused'`,
        [groupId, at, accountId],
      ),
  };
}

function values(activity: KeptActivity): SqlValue[] {
  const { at, accountId, kind, groupId, groupName, targetId, targetName, outcome } = activity;
  const { detail, change, undoes, jobId, undoesJob } = activity;
  const searched = [targetName, targetId, groupName, groupId, detail, change?.before, change?.after].filter(
    (text) => typeof text === "string",
  );
  return [
    ...[Math.trunc(at), accountId, kind, groupId, groupName, targetId, targetName, outcome, detail],
    ...[change && JSON.stringify(change), undoes, jobId, searched.join("\n").toLowerCase(), undoesJob],
  ];
}

/** What is no JSON is of a later version, and then so is its row. */
function changeOf(text: SqlValue | undefined): unknown {
  if (typeof text !== "string") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const seenKinds = ActivityKind.options.filter((kind) => kind.startsWith("seen_"));
const ownKinds = ActivityKind.options.filter((kind) => !kind.startsWith("seen_"));

function conditionOf({ accountId, groupId, who, kinds, query, since, until }: ActivityFilter): Condition {
  const parts: string[] = [];
  const parameters: SqlValue[] = [];
  if (accountId !== null) {
    parts.push("account_id = ?");
    parameters.push(accountId);
  }
  if (groupId !== null) {
    parts.push("group_id = ?");
    parameters.push(groupId);
  }
  const ofWhom = { all: ActivityKind.options, mine: ownKinds, seen: seenKinds }[who];
  const wanted = kinds.length === 0 ? ofWhom : ofWhom.filter((kind) => kinds.includes(kind));
  if (wanted.length < ActivityKind.options.length) {
    parts.push(`kind IN (${wanted.map(() => "?").join(", ")})`);
    parameters.push(...wanted);
  }
  if (since !== null) {
    parts.push("at >= ?");
    parameters.push(since);
  }
  if (until !== null) {
    parts.push("at < ?");
    parameters.push(until);
  }
  const text = searchQueryOf(query);
  if (text !== "") {
    parts.push("instr(search_text, ?) > 0");
    parameters.push(text);
  }
  return { sql: parts.join(" AND "), parameters };
}
