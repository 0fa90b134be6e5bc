import { soundQueryOf } from "../../../shared/domain/search-text.ts";

export interface TextMatch {
  /** A condition with as many `?` as there are parameters. */
  readonly sql: string;
  readonly parameters: readonly string[];
}

/**
 * Finds what a person typed in a column of text, and in the column of its sound where the typed can be one.
 * `text` is folded as the text column is.
 */
export function textMatch(text: string, textColumn = "search_text", soundColumn = "pinyin"): TextMatch {
  if (text === "") return { sql: "1", parameters: [] };
  const sound = soundQueryOf(text);
  if (sound === null) return { sql: `instr(${textColumn}, ?) > 0`, parameters: [text] };
  return {
    sql: `(instr(${textColumn}, ?) > 0 OR instr(${soundColumn}, ?) > 0)`,
    parameters: [text, sound],
  };
}
