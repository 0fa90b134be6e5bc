const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const mostLetters = 200;

/** A name in at most two lines that each fit; broken after a space where one is near, never within a letter or emoji. */
export function cardLines(name: string, fits: (line: string) => boolean): readonly string[] {
  const oneLine = name.toWellFormed().replace(/\s+/gu, " ").trim();
  const letters = Array.from(graphemes.segment(oneLine), ({ segment }) => segment);
  const isCut = letters.length > mostLetters;
  const left = letters.slice(0, mostLetters);
  const first = fitting(left, fits);
  if (first === left.length && !isCut) return [oneLine];
  const space = left.lastIndexOf(" ", first);
  const end = space > first / 2 ? space : first;
  const rest = left.slice(end).join("").trimStart();
  const isWhole = !isCut && fits(rest);
  return [left.slice(0, end).join("").trimEnd(), isWhole ? rest : shortened(rest, fits)];
}

function shortened(text: string, fits: (line: string) => boolean): string {
  const letters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const count = fitting(letters, (line) => fits(`${line}…`));
  return `${letters.slice(0, count).join("").trimEnd()}…`;
}

/** How many letters from the start make a line that fits; at least one. */
function fitting(letters: readonly string[], fits: (line: string) => boolean): number {
  let count = 1;
  while (count < letters.length && fits(letters.slice(0, count + 1).join(""))) count += 1;
  return count;
}
