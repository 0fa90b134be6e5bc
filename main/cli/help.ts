import type { Command } from "./command.ts";
import { commandBeginning } from "./command-line.ts";

const globalOptions = [
  ["--data DIR", "where accounts and the cache lie; stands before the command (or QUNZHU_DATA)"],
  ["--help", "this text, on every level"],
] as const;

const introduction = `Prints one JSON document: {"ok":true,"value":…}, or {"ok":false,"code":…,"message":…} with exit code 1.
A command that takes long tells each step in a line before it: {"ok":true,"status":…}.
Where only some of several images fail, the outcome of each stands beside it as "value".
Secrets come from standard input or from the environment variable QUNZHU_SECRET, never from the command line.
Where the system has no keyring, nothing is kept: QUNZHU_SECRET must then come with every command that asks a server.`;

/** Wide enough for the longest option, so that what they do stands in one column. */
function columns(lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(...lines.map(([left]) => left.length)) + 2;
  return lines.map(([left, right]) => `  ${left.padEnd(width)}${right}\n`).join("");
}

function usage(command: Command): string {
  const options = Object.entries(command.options).map(([name, { value, isRequired }]) => {
    const text = value === undefined ? `--${name}` : `--${name} ${value}`;
    return isRequired ? text : `[${text}]`;
  });
  return [...command.path, ...options, command.argumentName ?? ""].filter(Boolean).join(" ");
}

function helpForOne(command: Command): string {
  const own = Object.entries(command.options).map(
    ([name, { value, help }]) => [`--${name} ${value ?? ""}`.trim(), help] as const,
  );
  return `${usage(command)}\n\n${command.summary}\n\n${columns([...own, ...globalOptions])}`;
}

/** Help for the commands that begin with the given words; one command's options when only it is left. */
export function helpFor(commands: readonly Command[], words: readonly string[]): string {
  const { begun } = commandBeginning(commands, words);
  const [only] = begun;
  if (begun.length === 1 && only) return helpForOne(only);
  const list = begun.map((command) => `  ${usage(command)}\n      ${command.summary}\n`).join("");
  return `npm run --silent cli -- [--data DIR] COMMAND\n\n${introduction}\n\n${list}\n${columns(globalOptions)}`;
}
