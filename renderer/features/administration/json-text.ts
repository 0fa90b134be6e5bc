export interface JsonProblem {
  /** In the engine's words, which are English. */
  readonly words: string;
  /** Where it broke, counted from 1; the engine does not always say. */
  readonly place: { readonly line: number; readonly column: number } | null;
}

/** Why a text is no JSON; null when it is. Empty text counts: it takes the value away. */
export function jsonProblem(text: string): JsonProblem | null {
  if (text.trim() === "") return null;
  try {
    JSON.parse(text);
    return null;
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    const [, position] = /at position (\d+)/.exec(words) ?? [];
    if (position === undefined) return { words, place: null };
    const lines = text.slice(0, Number(position)).split("\n");
    return { words, place: { line: lines.length, column: (lines.at(-1) ?? "").length + 1 } };
  }
}

/** JSON on lines of its own, for reading. Works on the text, so that long numbers keep every digit. */
export function prettyJson(text: string): string {
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  return partsOf(text)
    .map((part, index, parts) => {
      const next = parts[index + 1];
      const before = parts[index - 1];
      if (part === "{" || part === "[") {
        depth += 1;
        return next === "}" || next === "]" ? part : part + line();
      }
      if (part === "}" || part === "]") {
        depth -= 1;
        return before === "{" || before === "[" ? part : line() + part;
      }
      if (part === ",") return part + line();
      return part === ":" ? ": " : part;
    })
    .join("");
}

/** The same JSON without white space, as apps send it. */
export function compactJson(text: string): string {
  return partsOf(text).join("");
}

/** Strings, marks, and what stands between them. */
function partsOf(text: string): readonly string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gu) ?? [];
}
