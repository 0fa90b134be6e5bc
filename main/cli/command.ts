import { parseArgs } from "node:util";
import { AppError } from "../../shared/errors.ts";
import type { Services } from "../services.ts";

export interface OptionSpec {
  /** Shown in help, e.g. `NAME`; a flag without a value has none. */
  readonly value?: string;
  readonly help: string;
  readonly isRequired?: boolean;
}

export interface CommandInput {
  /** Given options by name; flags are "true". Required ones are there. */
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly arguments: readonly string[];
  /** What stands on standard input, without its last line end. */
  readonly stdin: () => Promise<string>;
  /** QUNZHU_SECRET: a token or a password for accounts whose secrets no keyring keeps. */
  readonly secret: string | null;
}

export interface Command {
  /** `["members", "list"]`. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** How the arguments are called in help, e.g. `IMAGE…`; absent when the command takes none. */
  readonly argumentName?: string;
  readonly run: (services: Services, input: CommandInput) => Promise<unknown>;
}

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

/** Options and arguments of one command; anything unknown or missing is AppError("invalid"). */
export function parseOptions(
  command: Command,
  words: readonly string[],
): Pick<CommandInput, "options" | "arguments"> {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, spec]) => [
      name,
      { type: spec.value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const name = command.path.join(" ");
  const parsed = (() => {
    try {
      return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message.split(". ")[0] : "";
      throw new AppError("invalid", `${name}: ${why}; see ${name} --help`, { cause });
    }
  })();
  if (parsed.positionals.length > 0 && !command.argumentName) {
    throw new AppError("invalid", `${name} takes no argument; see ${name} --help`);
  }
  for (const [option, spec] of Object.entries(command.options)) {
    if (spec.isRequired && parsed.values[option] === undefined) {
      throw new AppError("invalid", `${name}: --${option} is missing; see ${name} --help`);
    }
  }
  const given = Object.entries(parsed.values).map(([option, value]) => [
    option,
    value === undefined ? undefined : String(value),
  ]);
  return {
    options: Object.fromEntries(given) as Record<string, string | undefined>,
    arguments: parsed.positionals,
  };
}
