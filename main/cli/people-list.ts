import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseCsv } from "../../shared/domain/csv.ts";
import { AppError } from "../../shared/errors.ts";
import { fileError } from "../platform/file-errors.ts";

const idHeaders: ReadonlySet<string> = new Set(["user_id", "userid", "user id", "uid", "id", "用户id"]);
const isId = (text: string) => /^\d{1,19}$/.test(text);
const looksLikePath = /[/\\]|\.(csv|txt|tsv)$/i;

/**
 * The ids that `--users` names: of a file (CSV, or one id in each line) where one of this name is there, or else
 * written out with commas. Nobody twice. Anything that is no id is AppError("invalid"): a list is taken whole or not.
 */
export async function readPeople(value: string): Promise<string[]> {
  const ids = (await isFile(value)) ? idsOfText(await readText(value)) : idsOf(value.split(/[\s,]+/));
  const people = [...new Set(ids)];
  if (people.length === 0) throw new AppError("invalid", "--users names nobody");
  return people;
}

async function isFile(value: string): Promise<boolean> {
  try {
    return (await stat(resolve(value))).isFile();
  } catch (cause) {
    if (looksLikePath.test(value)) throw fileError(cause, "read the list of people");
    return false;
  }
}

async function readText(path: string): Promise<string> {
  return readFile(resolve(path), "utf8").catch((cause: unknown) => {
    throw fileError(cause, "read the list of people");
  });
}

/** By the column whose heading says so, or else the first. */
export function idsOfText(text: string): string[] {
  const rows = parseCsv(text).map((row) => row.map(bare));
  const [first = []] = rows;
  const named = first.findIndex((cell) => idHeaders.has(cell.toLowerCase()));
  const hasHeading = named !== -1 || (first.length > 1 && !first.some(isId));
  const column = Math.max(0, named);
  return idsOf(rows.slice(hasHeading ? 1 : 0).map((row) => row[column] ?? ""));
}

/** Spreadsheets and our own exports put an apostrophe before what shall stay text. */
function bare(cell: string): string {
  return cell.trim().replace(/^'/, "");
}

function idsOf(words: readonly string[]): string[] {
  return words
    .filter((word) => word !== "")
    .map((word) => {
      if (!isId(word)) throw new AppError("invalid", `--users: "${word.slice(0, 40)}" is no id`);
      return word;
    });
}
