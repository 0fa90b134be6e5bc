/** A spreadsheet takes a cell that begins like this for a formula, also behind spaces it trims away. */
const formulaStart = /^[\s\p{Cf}\0]*[=+\-@\t\r＝＋－＠]/u;
const needsQuotes = /[",\r\n\t]|^\s|\s$/;

/** One cell: what a spreadsheet would run is defused by a leading apostrophe; a plain negative number is left alone. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const isNumber = /^-\d{1,19}(\.\d+)?$/.test(value);
  const safe = formulaStart.test(value) && !isNumber ? `'${value}` : value;
  return needsQuotes.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 with CRLF and a byte order mark, without which Excel misreads everything but ASCII. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}

/**
 * The rows of a CSV text; cells as they stand, quotes undone, a byte order mark ignored. Separated by commas, or by
 * semicolons or tabs where the first line has those instead. Blank lines are left out.
 */
export function parseCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.some((value) => value.trim() !== "")) rows.push(row);
    row = [];
    cell = "";
  };
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? "";
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === "") isQuoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = "";
    } else if (character === "\n" || character === "\r") endRow();
    else cell += character;
  }
  endRow();
  return rows;
}

function separatorOf(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0] ?? "";
  if (line.includes(",")) return ",";
  if (line.includes(";")) return ";";
  return line.includes("\t") ? "\t" : ",";
}
