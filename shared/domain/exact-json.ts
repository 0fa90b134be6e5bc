type ExactReviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;
// The reviver's third argument (the number as written) is in Node 24 and Chrome 114, not yet in TypeScript's types.
const parse: (text: string, reviver: ExactReviver) => unknown = JSON.parse;

/** JSON with every integer beyond 2^53 kept as its digits. Undefined when the text is not JSON. */
export function parseExactJson(text: string): unknown {
  try {
    return parse(text, (_key, value, context) => {
      if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
      if (/^-?\d+$/.test(context?.source ?? "")) return context?.source;
      // A whole number that we know only rounded is worse than none.
      return Number.isInteger(value) ? null : value;
    });
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** The value's own field, whatever the value is; undefined where it has none. */
export function fieldOf(json: unknown, name: string): unknown {
  return typeof json === "object" && json !== null && Object.hasOwn(json, name)
    ? (json as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
