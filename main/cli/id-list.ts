import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseCsv } from "../../shared/domain/csv.ts";
import { AppError } from "../../shared/errors.ts";
import { fileError } from "../platform/file-errors.ts";

/** The options that take a list of ids, with the headings of a CSV column that holds them. */
const idHeaders = {
  users: ["user_id", "userid", "user id", "uid", "id", "用户id"],
  groups: ["group_id", "groupid", "group id", "gid", "id", "群id"],
  files: ["file_id", "fileid", "file id", "id", "文件id"],
} as const;
type ListOption = keyof typeof idHeaders;

const isId = (text: string) => /^\d{1,19}$/.test(text);
const looksLikePath = /[/\\]|\.(csv|txt|tsv)$/i;

/** The ids that `--users` names: see {@link readIds}. */
export const readPeople = (value: string): Promise<string[]> => readIds("users", value);

/**
 * The ids that an option names: of a file (CSV, or one id in each line) where one of this name is there, or else
 * written out with commas. None twice. Anything that is no id is AppError("invalid"): a list is taken whole or not.
 */
export async function readIds(option: ListOption, value: string): Promise<string[]> {
  const given = (await isFile(value)) ? idsOfText(option, await readText(value)) : value.split(/[\s,]+/);
  const ids = [...new Set(given.filter((word) => word !== ""))];
  const wrong = ids.find((word) => !isId(word));
  if (wrong !== undefined) throw new AppError("invalid", `--${option}: "${wrong.slice(0, 40)}" is no id`);
  if (ids.length === 0) throw new AppError("invalid", `--${option} names none`);
  return ids;
}

async function isFile(value: string): Promise<boolean> {
  try {
    return (await stat(resolve(value))).isFile();
  } catch (cause) {
    if (looksLikePath.test(value)) throw fileError(cause, "read the list of ids");
    return false;
  }
}

async function readText(path: string): Promise<string> {
  return readFile(resolve(path), "utf8").catch((cause: unknown) => {
    throw fileError(cause, "read the list of ids");
  });
}

/** By the column whose heading says so, or else the first. */
function idsOfText(option: ListOption, text: string): string[] {
  const headers: readonly string[] = idHeaders[option];
  const rows = parseCsv(text).map((row) => row.map(bare));
  const [first = []] = rows;
  const named = first.findIndex((cell) => headers.includes(cell.toLowerCase()));
  const hasHeading = named !== -1 || (first.length > 1 && !first.some(isId));
  const column = Math.max(0, named);
  return rows.slice(hasHeading ? 1 : 0).map((row) => row[column] ?? "");
}

/** Spreadsheets and our own exports put an apostrophe before what shall stay text. */
function bare(cell: string): string {
  return cell.trim().replace(/^'/, "");
}
