/**
 * JSON that loses no digit of an int64. A JS number holds 53 bits, so integers beyond that are read as decimal
 * strings, and a wire number leaves as a JSON number whatever its length.
 */

/** Newer than the library types: V8 11.4, so Node 22 and Electron have it. */
const json = JSON as unknown as { rawJSON(text: string): object };

const jsonInteger = /^-?(?:0|[1-9]\d*)$/;

/**
 * What one answer may hold. A few kilobytes of gzip can carry millions of values, so the size of a text says nothing
 * of what reading it costs. Within these bounds and 32 MiB it is read on the main thread in less than 200 ms.
 */
export const wireBounds = {
  /** A page of 75,000 files with all their fields, or of 185,000 members. */
  values: 750_000,
  depth: 64,
  /** Different ones: each becomes an object shape of its own, which costs as much as a hundred values. */
  keys: 10_000,
  /** Characters of one string: the longest real ones are QR codes as base64. */
  stringLength: 2 * 1024 * 1024,
} as const;

/** An integer that a number cannot hold is cut out of the text and quoted, which takes longer than reading one. */
const longIntegerCost = 4;

/**
 * Parses JSON; integers beyond the safe range come out as decimal strings, everything else as JSON.parse gives it.
 * A byte order mark before it is left out. Throws a RangeError beyond the bounds, before anything is built.
 */
export function parseWire(text: string): unknown {
  return JSON.parse(withLongIntegersQuoted(text.charCodeAt(0) === 0xfe_ff ? text.slice(1) : text));
}

const char = {
  space: 0x20,
  quote: 0x22,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  point: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  exponent: 0x45,
  openArray: 0x5b,
  backslash: 0x5c,
  closeArray: 0x5d,
  smallExponent: 0x65,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

/** One pass over the characters: counts, and quotes the integers that a number would not hold. */
function withLongIntegersQuoted(text: string): string {
  const keys = new Set<string>();
  const pieces: string[] = [];
  let copied = 0;
  let values = 1;
  let strings = 0;
  let depth = 0;
  let stringStart = 0;
  let stringEnd = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= char.space) continue;
    if (code === char.quote) {
      stringStart = at + 1;
      stringEnd = endOfString(text, stringStart);
      if (stringEnd - stringStart > wireBounds.stringLength) throw beyond("stringLength");
      at = stringEnd;
      strings += 1;
    } else if (code === char.comma) {
      values += 1;
    } else if (code === char.colon) {
      // Quoting would make a name of a number before it.
      if (stringEnd === 0) throw new SyntaxError("a colon without a name");
      keys.add(text.slice(stringStart, stringEnd));
      stringEnd = 0;
      if (keys.size > wireBounds.keys) throw beyond("keys");
    } else if (code === char.openArray || code === char.openObject) {
      values += 1;
      depth += 1;
      if (depth > wireBounds.depth) throw beyond("depth");
    } else if (code === char.closeArray || code === char.closeObject) {
      depth -= 1;
    } else if (code >= char.zero && code <= char.nine) {
      const end = endOfDigits(text, at);
      if (end - at >= 16) {
        const start = text.charCodeAt(at - 1) === char.minus ? at - 1 : at;
        if (isLongInteger(text, start, end)) {
          pieces.push(text.slice(copied, start), text.slice(start, end));
          copied = end;
          stringEnd = 0;
          values += longIntegerCost - 1;
        }
      }
      at = end - 1;
    }
    // Every value may have a name.
    if (values > wireBounds.values || strings > 2 * wireBounds.values) throw beyond("values");
  }
  if (pieces.length === 0) return text;
  pieces.push(text.slice(copied));
  return pieces.join('"');
}

/** Where the closing quote is; the end of the text when there is none. Texts without escapes are searched natively. */
function endOfString(text: string, start: number): number {
  const quote = text.indexOf('"', start);
  if (quote < 0) return text.length;
  if (text.charCodeAt(quote - 1) !== char.backslash) return quote;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === char.quote) return at;
    if (code === char.backslash) at += 1;
  }
  return text.length;
}

function endOfDigits(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); code >= char.zero && code <= char.nine; code = text.charCodeAt(end)) {
    end += 1;
  }
  return end;
}

/** False for a part of a fraction or of an exponent, and for digits that are no JSON. */
function isLongInteger(text: string, start: number, end: number): boolean {
  const isAlone = !partOfNumber.has(text.charCodeAt(start - 1)) && !partOfNumber.has(text.charCodeAt(end));
  if (!isAlone) return false;
  const digits = text.slice(start, end);
  return !Number.isSafeInteger(Number(digits)) && jsonInteger.test(digits);
}

const partOfNumber: ReadonlySet<number> = new Set([
  char.plus,
  char.minus,
  char.point,
  char.exponent,
  char.smallExponent,
]);

function beyond(bound: keyof typeof wireBounds): RangeError {
  const words = {
    values: "values",
    depth: "levels",
    keys: "different field names",
    stringLength: "characters in one text",
  };
  return new RangeError(`more than ${wireBounds[bound].toLocaleString("en")} ${words[bound]}`);
}

declare const wireNumberBrand: unique symbol;

/** An integer of any length on its way out; `writeWire` prints it as a bare JSON number. */
export type WireNumber = object & { readonly [wireNumberBrand]: true };

/** Decimal digits to the JSON number they spell. Throws a RangeError on anything else. */
export function wireNumber(digits: string): WireNumber {
  if (!jsonInteger.test(digits)) throw new RangeError("a wire number is decimal digits");
  return json.rawJSON(digits) as WireNumber;
}

/** Prints JSON; wire numbers inside keep all their digits. */
export function writeWire(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}
