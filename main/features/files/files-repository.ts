import type { GroupFile } from "../../../shared/domain/group-file.ts";
import type { RemoteFile } from "../../backends/backend.ts";
import type { Database, MergeOutcome, SqlValue } from "../../platform/database/database.ts";
import { personName } from "../../platform/database/person-name.ts";
import { textMatch } from "../../platform/database/text-match.ts";

export type FileSort = "newest" | "name" | "size";

/** A cached file together with the address of its bytes, which stays in main and out of every log. */
export interface CachedFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly url: string;
}

export interface FilesSearch {
  readonly accountId: string;
  readonly groupId: string;
  readonly query: string;
  readonly sort: FileSort;
}

export interface FilesWindow extends FilesSearch {
  readonly offset: number;
  readonly limit: number;
}

export type FilesRepository = ReturnType<typeof createFilesRepository>;

const columns = ["name", "search_name", "size", "type", "uploader_id", "created_at", "url"] as const;
const rowsAtOnce = 2000;

const orders: Readonly<Record<FileSort, string>> = {
  newest: "f.created_at DESC NULLS LAST, f.file_id DESC",
  name: "f.search_name, f.file_id",
  size: "f.size DESC, f.search_name, f.file_id",
};

/** The cached file lists: SQL in, domain values out. */
export function createFilesRepository(database: Database) {
  return {
    /** Files whose name contains the query or sounds like it, without regard to case. */
    async window({ sort, offset, limit, ...search }: FilesWindow) {
      const { where, sought } = found(search);
      const [[counted], rows] = await Promise.all([
        database.all<{ total: number }>(`SELECT count(*) AS total FROM files f WHERE ${where}`, sought),
        database.all<FileRow>(
          `SELECT f.file_id, f.name, f.size, f.type, f.uploader_id, f.created_at,
             ${personName("f.account_id", "f.group_id", "f.uploader_id")} AS uploader_name
           FROM files f WHERE ${where} ORDER BY ${orders[sort]} LIMIT ? OFFSET ?`,
          [...sought, limit, offset],
        ),
      ]);
      return { total: counted?.total ?? 0, rows: rows.map(toGroupFile) };
    },

    /** The ids of all of them, in the list's order. */
    async ids({ sort, ...search }: FilesSearch): Promise<string[]> {
      const { where, sought } = found(search);
      const rows = await database.all<{ id: string }>(
        `SELECT f.file_id AS id FROM files f WHERE ${where} ORDER BY ${orders[sort]}`,
        sought,
      );
      return rows.map(({ id }) => id);
    },

    /** Makes the cache equal to the whole list of a group. Answers what that changed. */
    async replaceAll(
      accountId: string,
      groupId: string,
      files: readonly RemoteFile[],
      reportsUpTo = 0,
    ): Promise<MergeOutcome> {
      const merge = await database.beginMerge({
        reportsUpTo,
        table: "files",
        scope: { account_id: accountId, group_id: groupId },
        keyColumn: "file_id",
        columns,
      });
      try {
        for (let at = 0; at < files.length; at += rowsAtOnce) {
          await merge.page(files.slice(at, at + rowsAtOnce).map((file) => [file.id, ...values(file)]));
        }
      } catch (cause) {
        await merge.abandon();
        throw cause;
      }
      return merge.finish();
    },

    async put(accountId: string, groupId: string, file: RemoteFile): Promise<void> {
      await database.run(
        `INSERT OR REPLACE INTO files (account_id, group_id, file_id, ${columns.join(", ")})
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [accountId, groupId, file.id, ...values(file)],
      );
    },

    async rename(accountId: string, groupId: string, fileId: string, name: string): Promise<void> {
      await database.run(
        "UPDATE files SET name = ?, search_name = ? WHERE account_id = ? AND group_id = ? AND file_id = ?",
        [name, foldCase(name), accountId, groupId, fileId],
      );
    },

    async remove(accountId: string, groupId: string, fileIds: readonly string[]): Promise<void> {
      await database.transaction(
        fileIds.map((fileId) => ({
          sql: "DELETE FROM files WHERE account_id = ? AND group_id = ? AND file_id = ?",
          parameters: [accountId, groupId, fileId],
        })),
      );
    },

    /** Those of the wanted files that the cache knows, in the wanted order. */
    async find(accountId: string, groupId: string, fileIds: readonly string[]): Promise<CachedFile[]> {
      const rows = await database.all<{ id: string; name: string; size: number; url: string }>(
        `SELECT f.file_id AS id, f.name, f.size, f.url
         FROM json_each(?) wanted JOIN files f
           ON f.account_id = ? AND f.group_id = ? AND f.file_id = wanted.value
         ORDER BY wanted.key`,
        [JSON.stringify(fileIds), accountId, groupId],
      );
      return rows;
    },
  };
}

function found({ accountId, groupId, query }: Omit<FilesSearch, "sort">) {
  const match = textMatch(foldCase(query.trim()), "f.search_name", "f.pinyin");
  return {
    where: `f.account_id = ? AND f.group_id = ? AND ${match.sql}`,
    sought: [accountId, groupId, ...match.parameters],
  };
}

type FileRow = {
  readonly file_id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly uploader_id: string | null;
  readonly created_at: number | null;
  readonly uploader_name: string | null;
};

function toGroupFile(row: FileRow): GroupFile {
  return {
    id: row.file_id,
    name: row.name,
    size: row.size,
    type: row.type,
    uploaderId: row.uploader_id,
    uploaderName: row.uploader_name,
    createdAt: row.created_at,
  };
}

function values(file: RemoteFile): SqlValue[] {
  return [file.name, foldCase(file.name), file.size, file.type, file.uploaderId, file.createdAt, file.url];
}

/** So that "Ｒeport" typed in full width finds "report". */
function foldCase(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
