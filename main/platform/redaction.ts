const redacted = "•••";

/** Shorter ones would blot out ordinary words, and hide nothing that cannot be guessed. */
const shortestSecret = 4;
const longestStack = 4000;
const secretName = /token|password|secret|^sign$|signature|^policy$|authorization|cookie|credential/i;
const secretParameter =
  /([?&;](?:[\w.-]*(?:token|password|secret|signature)[\w.-]*|sign|policy|sig|key)=)[^&#\s"'<>]+/gi;
const secretHeader =
  /((?:access-token|x-gewe-token|authorization|password)"?\s*[:=]\s*"?)(?:bearer\s+)?[^\s"',;&}]+/gi;

export interface Redaction {
  /** From now on this value is replaced wherever it appears, also JSON-escaped or URL-encoded. */
  register(secret: string): void;
  text(text: string): string;
  /** A copy with every string cleaned, and what has a secret's name replaced whole. */
  value(value: unknown): unknown;
}

/** The text without these secrets, also where they stand JSON-escaped or URL-encoded. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter(({ length }) => length >= shortestSecret).flatMap(formsOf);
  return forms
    .sort((a, b) => b.length - a.length)
    .reduce((clean, form) => clean.replaceAll(form, redacted), text);
}

/** The one place that knows how to keep tokens and passwords out of what we write down. */
export function createRedaction(): Redaction {
  const forms = new Set<string>();
  let longestFirst: readonly string[] = [];

  function text(input: string): string {
    let clean = input;
    for (const form of longestFirst) clean = clean.replaceAll(form, redacted);
    return clean.replace(secretParameter, `$1${redacted}`).replace(secretHeader, `$1${redacted}`);
  }

  function value(input: unknown, depth = 0): unknown {
    if (typeof input === "string") return text(input);
    if (typeof input !== "object" || input === null) return input;
    if (depth > 6) return "…";
    if (Array.isArray(input)) return input.slice(0, 100).map((item) => value(item, depth + 1));
    if (input instanceof Error) return value({ ...input, ...traceOf(input, depth) }, depth);
    const entries = Object.entries(input).map(([name, item]) => [
      text(name),
      secretName.test(name) && item !== null && item !== undefined ? redacted : value(item, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }

  return {
    register(secret) {
      if (secret.length < shortestSecret) return;
      for (const form of formsOf(secret)) forms.add(form);
      longestFirst = [...forms].sort((a, b) => b.length - a.length);
    },
    text,
    value: (input) => value(input),
  };
}

/** What an error keeps to itself. Of its causes only what says what and where: their fields are not ours to know. */
function traceOf({ name, message, stack, cause }: Error, depth: number): object {
  const trace = { name, message, ...(stack !== undefined && { stack: stack.slice(0, longestStack) }) };
  if (!(cause instanceof Error) || depth >= 6) return trace;
  const code = "code" in cause ? { code: String(cause.code) } : {};
  return { ...trace, cause: { ...code, ...traceOf(cause, depth + 1) } };
}

function formsOf(secret: string): readonly string[] {
  const wellFormed = secret.toWellFormed();
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
    new URLSearchParams({ s: wellFormed }).toString().slice(2),
  ];
}
