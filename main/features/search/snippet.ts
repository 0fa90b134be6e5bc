const before = 24;
const most = 120;

/** A line of a text around the first place where the words stand, or else its beginning. */
export function snippetOf(content: string, query: string): string {
  const line = content.replace(/\s+/g, " ").trim();
  const at = Math.max(0, line.toLowerCase().indexOf(query));
  // A character of two halves is not cut in the middle.
  const characters = [...line.slice(at > before ? at - before : 0).replace(/^[\uDC00-\uDFFF]/, "")];
  const start = at > before ? "…" : "";
  return start + characters.slice(0, most).join("") + (characters.length > most ? "…" : "");
}
