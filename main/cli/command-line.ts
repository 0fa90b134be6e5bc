import { AppError } from "../../shared/errors.ts";
import type { Command } from "./command.ts";
import { parseWords } from "./options.ts";

export interface CommandLine {
  /** The value of `--data`, which stands before the command. */
  readonly data: string | undefined;
  /** The command's own name, and what follows it. */
  readonly words: readonly string[];
}

/** True for `--help` or `-h` anywhere but among arguments that stand behind `--`. */
export function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  return (end === -1 ? words : words.slice(0, end)).some((word) => word === "--help" || word === "-h");
}

/** Where the command begins: at the first word that is neither an option nor the value of `--data`. */
function commandAt(words: readonly string[]): number {
  const at = words.findIndex((word, index) => !word.startsWith("-") && words[index - 1] !== "--data");
  return at === -1 ? words.length : at;
}

/** Splits the options for all commands from the command. An unknown one is AppError("invalid"). */
export function readCommandLine(words: readonly string[]): CommandLine {
  const at = commandAt(words);
  const { values } = parseWords(words.slice(0, at), { data: { type: "string" } });
  const { data } = values;
  if (data === "") throw new AppError("invalid", "--data takes a folder");
  return { data: typeof data === "string" ? data : undefined, words: words.slice(at) };
}

/** The longest beginning of the words that begins some command: `["members"]` of `members --help`. */
export function commandBeginning(
  commands: readonly Command[],
  words: readonly string[],
): { beginning: readonly string[]; begun: readonly Command[] } {
  const own = words.slice(commandAt(words));
  let beginning: readonly string[] = [];
  let begun = commands;
  for (const word of own) {
    const narrower = begun.filter(({ path }) => path[beginning.length] === word);
    if (narrower.length === 0) break;
    begun = narrower;
    beginning = [...beginning, word];
  }
  return { beginning, begun };
}

/** The command that the words name, and the words after its name. Throws AppError("invalid") where there is none. */
export function findCommand(
  commands: readonly Command[],
  words: readonly string[],
): { command: Command; rest: readonly string[] } {
  const { beginning, begun } = commandBeginning(commands, words);
  const command = begun.find(({ path }) => path.length === beginning.length);
  if (command !== undefined) return { command, rest: words.slice(beginning.length) };
  if (words.length === 0) throw new AppError("invalid", "no command was given; see --help");
  const next = [...new Set(begun.map(({ path }) => path[beginning.length]))].join(", ");
  const said = words.slice(0, beginning.length + 1).join(" ");
  throw new AppError(
    "invalid",
    beginning.length === words.length || words[beginning.length]?.startsWith("-")
      ? `"${beginning.join(" ")}" goes on with one of: ${next}`
      : `there is no command "${said}"; here it could be: ${next}`,
  );
}
