import { parseArgs } from "node:util";
import { AppError } from "../../shared/errors.ts";
import type { Command, CommandInput } from "./command.ts";

/** The value of a required option; the parser made sure that it is there. */
export function required(input: CommandInput, name: string): string {
  const value = input.options[name];
  if (value === undefined) throw new AppError("invalid", `--${name} is missing`);
  return value;
}

/** A whole number of an option, at least 0. */
export function wholeNumber(input: CommandInput, name: string, otherwise: number): number {
  const value = input.options[name];
  if (value === undefined) return otherwise;
  if (!/^\d{1,15}$/.test(value)) throw new AppError("invalid", `--${name} takes a whole number`);
  return Number(value);
}

/** The one argument of a command that takes exactly one. */
export function onlyArgument(input: CommandInput, what: string): string {
  const [argument, ...others] = input.arguments;
  if (argument === undefined || others.length > 0) throw new AppError("invalid", `pass exactly one ${what}`);
  return argument;
}

/** As parseArgs, but what it refuses is AppError("invalid"). */
export function parseWords(
  args: readonly string[],
  options: Readonly<Record<string, { type: "boolean" | "string" }>>,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split(/\. |\n/)[0] ?? "") : "";
    throw new AppError("invalid", why, { cause });
  }
}

/** Options and arguments of one command; anything unknown or missing is AppError("invalid"). */
export function parseOptions(
  { path, options, argumentName }: Command,
  words: readonly string[],
): Pick<CommandInput, "options" | "arguments"> {
  const types = Object.entries(options).map(
    ([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" }] as const,
  );
  const name = path.join(" ");
  const refuse = (why: string): never => {
    throw new AppError("invalid", `${name}: ${why}; see ${name} --help`);
  };
  const { values, positionals } = (() => {
    try {
      return parseWords(words, Object.fromEntries(types));
    } catch (cause) {
      return refuse(cause instanceof AppError ? cause.message : String(cause));
    }
  })();
  if (positionals.length > 0 && !argumentName) refuse("it takes no arguments, only options");
  for (const [option, { isRequired }] of Object.entries(options)) {
    if (isRequired && values[option] === undefined) refuse(`--${option} is missing`);
  }
  const given = Object.entries(values).map(([option, value]) => [option, String(value)] as const);
  return { options: Object.fromEntries(given), arguments: positionals };
}
