import { likelyEncoding } from "./likely-encoding.ts";

/** What stands in a code, as text. */
export interface CodeText {
  readonly text: string;
  /** The bytes are no text in any encoding they could be in; `text` is what can be made of them. */
  readonly isBinary?: true;
}

/** What an engine says of the content of a code. */
interface Content {
  readonly bytes: Uint8Array;
  /** The engine's own reading, which heeds what the code says of its encoding. */
  readonly text: string;
  readonly hasECI: boolean;
  readonly contentType: number;
}

const binaryContent = 1;

/** A code that names its encoding is believed; of any other the bytes must tell. */
export function textOf({ bytes, text, hasECI, contentType }: Content): CodeText {
  if (hasECI) return contentType === binaryContent ? asBinary(bytes) : { text };
  const own = textOfBytes(bytes);
  // Parts in different encodings (Japanese characters have a mode of their own) only the engine can tell apart.
  return own.isBinary &&
    contentType !== binaryContent &&
    isClean(text) &&
    /[\u3040-\u30ff\u4e00-\u9fff]/.test(text)
    ? { text }
    : own;
}

/** UTF-8 wherever the bytes allow it, which other text hardly ever does; else the likeliest older encoding. */
export function textOfBytes(bytes: Uint8Array): CodeText {
  const utf8 = decoded(bytes, "utf-8");
  if (utf8 !== null) return isClean(utf8) ? { text: utf8 } : { text: utf8, isBinary: true };
  const encoding = likelyEncoding(bytes);
  const text = encoding === null ? null : decoded(bytes, encoding);
  return text !== null && isClean(text) ? { text } : asBinary(bytes);
}

function asBinary(bytes: Uint8Array): CodeText {
  return { text: new TextDecoder().decode(bytes), isBinary: true };
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    // Not in this encoding: that is the answer.
    return null;
  }
}

/** Line ends, tabs and the separators of vCards and payment codes are text; other control characters are not. */
function isClean(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isControl =
      (code < 32 && ![9, 10, 13, 28, 29, 30, 4].includes(code)) || (code >= 127 && code < 160);
    if (isControl || code === 0xfffd) return false;
  }
  return true;
}
