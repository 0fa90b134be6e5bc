export interface ReadIds {
  /** Each once, in the order read. */
  readonly ids: readonly string[];
  /** What stood where an id was expected and is none, each once: a number a spreadsheet has rounded, a WeChat id. */
  readonly unreadable: readonly string[];
}

const idColumn = /^(?:user[ _-]?id|member[ _-]?id|uid|id|用户 ?id|成员 ?id|用户号)$/i;
const separators = /[\s,;，；、|｜]+/u;
const isId = (word: string) => /^-?\d{1,19}$/.test(word);
const isLongId = (word: string) => /^-?\d{10,19}$/.test(word);
const isShortId = (word: string) => /^-?\d{1,3}$/.test(word);
const isName = (word: string) => !/[\d_]/.test(word);

/** Ids out of typed or pasted text or a CSV file: the column with that name where there is one, else every number. */
export function readIds(text: string): ReadIds {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const headerAt = lines.findIndex((line) => line.trim() !== "");
  const header = cellsOf(lines[headerAt] ?? "");
  const column = header.some(isId) ? -1 : header.findIndex((cell) => idColumn.test(cell));
  if (column >= 0) {
    const cells = lines.slice(headerAt + 1).map((line) => cellsOf(line)[column] ?? "");
    return sifted(cells, isId);
  }
  const words = lines.flatMap((line) => line.split(separators)).map(bare);
  // Beside ids of a server's usual length words are names, and a short number is that of a line: nobody is guessed.
  if (!words.some(isLongId)) return sifted(words, isId);
  return sifted(
    words.filter((word) => !isName(word)),
    (word) => isId(word) && !isShortId(word),
  );
}

function sifted(words: readonly string[], isWanted: (word: string) => boolean): ReadIds {
  const told = new Set(words.filter((word) => word !== ""));
  return { ids: [...told].filter(isWanted), unreadable: [...told].filter((word) => !isWanted(word)) };
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

/** Digits as plain ones, without what spreadsheets put around them to keep them: quotes, `="…"`, a leading apostrophe. */
function bare(cell: string): string {
  return cell.normalize("NFKC").replace(/^[="'\s]+|["'\s]+$/g, "");
}
