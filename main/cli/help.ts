import type { Command } from "./command.ts";

const globalOptions =
  "  --data DIR            where accounts and the cache lie (default: the app's own folder)\n  --help                this text, on every level\n";

function usage(command: Command): string {
  const options = Object.entries(command.options).map(([name, spec]) => {
    const text = spec.value === undefined ? `--${name}` : `--${name} ${spec.value}`;
    return spec.isRequired ? text : `[${text}]`;
  });
  return [...command.path, ...options, command.argumentName ?? ""].filter(Boolean).join(" ");
}

/** Help for the commands that begin with the given words; one command's options when only it is left. */
export function helpFor(commands: readonly Command[], words: readonly string[]): string {
  const begins = commands.filter((command) => words.every((word, index) => command.path[index] === word));
  const [only] = begins;
  if (begins.length === 1 && only) {
    const options = Object.entries(only.options).map(
      ([name, spec]) => `  ${`--${name} ${spec.value ?? ""}`.trim().padEnd(22)}${spec.help}\n`,
    );
    return `${usage(only)}\n  ${only.summary}\n\n${options.join("")}${globalOptions}`;
  }
  const lines = (begins.length > 0 ? begins : commands).map(
    (command) => `  ${usage(command)}\n      ${command.summary}\n`,
  );
  return `npm run --silent cli -- [--data DIR] COMMAND\nOne JSON document on standard output; exit code 1 when "ok" is false.\nSecrets come from standard input or from QUNZHU_SECRET, never from the command line.\n\n${lines.join("")}`;
}
