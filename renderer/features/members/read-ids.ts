export interface ReadIds {
  /** Each once, in the order read. */
  readonly ids: readonly string[];
  /** What stood where an id was expected and is none, e.g. a number a spreadsheet has rounded. */
  readonly unreadable: readonly string[];
}

const idColumn = /^(?:user[ _-]?id|member[ _-]?id|uid|id|用户 ?id|成员 ?id|用户号)$/i;
const separators = /[\s,;，；、|]+/u;

/** Ids out of pasted text or a CSV file: the column with that name where there is one, else every number. */
export function readIds(text: string): ReadIds {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const headerAt = lines.findIndex((line) => line.trim() !== "");
  const header = cellsOf(lines[headerAt] ?? "");
  const column = header.findIndex((cell) => idColumn.test(cell));
  const words =
    column >= 0
      ? lines.slice(headerAt + 1).map((line) => cellsOf(line)[column] ?? "")
      : lines.flatMap((line) => line.split(separators)).map(bare);
  const ids = new Set<string>();
  const unreadable: string[] = [];
  for (const word of words) {
    if (/^-?\d{4,19}$/.test(word)) ids.add(word);
    else if (word !== "" && (column >= 0 || /^[\d.]+(?:[eE]\+?\d+)?$/.test(word))) unreadable.push(word);
  }
  return { ids: [...ids], unreadable };
}

/** One line of a CSV or TSV file; a quoted cell may hold the separator. */
function cellsOf(line: string): readonly string[] {
  const separator = line.includes("\t") ? "\t" : line.includes(";") && !line.includes(",") ? ";" : ",";
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === separator && !isQuoted) {
      cells.push(bare(cell));
      cell = "";
    } else {
      cell += letter;
    }
  }
  return [...cells, bare(cell)];
}

/** Without what spreadsheets put around a number to keep its digits: quotes, `="…"`, a leading apostrophe. */
function bare(cell: string): string {
  return cell.replace(/^[="'\s]+|["'\s]+$/g, "");
}
