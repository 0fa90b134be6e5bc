/**
 * JSON that loses no digit of an int64. A JS number holds 53 bits, so integers beyond that are read as decimal
 * strings, and a wire number leaves as a JSON number whatever its length.
 */

interface WireJson {
  parse(
    text: string,
    reviver?: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): object;
}

/** Newer than the library types: source text for revivers, and raw JSON (V8 11.4, so Node 22 and Electron 33 have both). */
const json = JSON as unknown as WireJson;

const longNumber = /(?:^|[:[,])\s*-?\d{16,}/;
const integer = /^-?\d+$/;
const jsonInteger = /^-?(?:0|[1-9]\d*)$/;

/** Parses JSON; integers beyond the safe range come out as decimal strings, everything else as JSON.parse gives it. */
export function parseWire(text: string): unknown {
  // A reviver costs several times a plain parse, and almost no answer holds a number that long.
  if (!longNumber.test(text)) return JSON.parse(text);
  return json.parse(text, (_key, value, { source }) =>
    typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined && integer.test(source)
      ? source
      : value,
  );
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
