import { parseArgs } from "node:util";
import { AppError, toAppError } from "../../shared/errors.ts";
import { dataFolder } from "../shell/data-folder.ts";
import { createCliServices } from "./cli-services.ts";
import { type Command, type CommandInput, parseOptions } from "./command.ts";
import { accountCommands } from "./commands/account-commands.ts";
import { backendCommands } from "./commands/backend-commands.ts";
import { fileCommands } from "./commands/file-commands.ts";
import { groupCommands } from "./commands/group-commands.ts";
import { joinCommands } from "./commands/join-commands.ts";
import { helpFor } from "./help.ts";
import { readStandardInput } from "./standard-input.ts";

const commands: readonly Command[] = [
  ...accountCommands,
  ...groupCommands,
  ...fileCommands,
  ...joinCommands,
  ...backendCommands,
];

/** `--data DIR` may stand before the command; everything after it belongs to the command. */
function splitGlobal(words: readonly string[]): { data: string | undefined; rest: readonly string[] } {
  const first = words.findIndex((word, index) => !word.startsWith("-") && words[index - 1] !== "--data");
  const end = first === -1 ? words.length : first;
  const { values } = parseArgs({
    args: words.slice(0, end).filter((word) => word !== "--help"),
    options: { data: { type: "string" } },
    strict: true,
  });
  return { data: values.data, rest: words.slice(end) };
}

function findCommand(rest: readonly string[]): { command: Command; words: readonly string[] } {
  const command = commands.find(({ path }) => path.every((word, index) => rest[index] === word));
  if (!command) {
    const said = rest
      .filter((word) => !word.startsWith("-"))
      .slice(0, 2)
      .join(" ");
    throw new AppError(
      "invalid",
      said ? `there is no command "${said}"; see --help` : "no command given; see --help",
    );
  }
  return { command, words: rest.slice(command.path.length) };
}

/** Runs one command line; what it answers is the `value` of the JSON document. */
async function run(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<unknown> {
  const { data, rest } = splitGlobal(words);
  const { command, words: own } = findCommand(rest);
  const secret = environment.QUNZHU_SECRET || null;
  const input: CommandInput = { ...parseOptions(command, own), stdin: readStandardInput, secret };
  const { services, close } = await createCliServices({
    dataFolder: data ?? dataFolder(environment),
    secret,
  });
  try {
    return await command.run(services, input);
  } finally {
    await close();
  }
}

/** JSON has no undefined: a command without a value answers null. */
function print(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

const words = process.argv.slice(2);
if (words.includes("--help")) {
  process.stdout.write(
    helpFor(
      commands,
      words.filter((word) => !word.startsWith("-")),
    ),
  );
} else {
  try {
    print({ ok: true, value: (await run(words, process.env)) ?? null });
  } catch (cause) {
    const error = toAppError(cause);
    print({
      ok: false,
      code: error.code,
      message: error.message,
      ...(error.server ? { server: error.server } : {}),
    });
    process.exitCode = 1;
  }
}
