import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, toAppError } from "../../shared/errors.ts";
import { createRedaction } from "../platform/redaction.ts";
import { dataFolder } from "../shell/data-folder.ts";
import { asksForHelp, findCommand, readCommandLine } from "./command-line.ts";
import { commands } from "./commands.ts";
import { helpFor } from "./help.ts";
import { openingWords } from "./opening-words.ts";
import { parseOptions } from "./options.ts";
import { PartlyFailed } from "./partly-failed.ts";
import { createSession } from "./session.ts";
import { hearStandardInput, readStandardInput, readStandardInputBytes } from "./standard-input.ts";

/** How long a command that was interrupted may take to put things away. */
const closingMs = 3000;

const redaction = createRedaction();
const interruption = Promise.withResolvers<never>();
interruption.promise.catch(() => undefined);
let isInterrupted = false;
/** What this command found to be damaged or missing when it opened the data. */
let notices: ReturnType<typeof openingWords> = [];

/** Runs one command line to its end; what it answers is the `value` of the JSON document. */
async function run(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<unknown> {
  const { data, words: own } = readCommandLine(words);
  const { command, rest } = findCommand(commands, own);
  const parsed = parseOptions(command, rest);
  const secret = environment.QUNZHU_SECRET || null;
  if (secret !== null) redaction.register(secret);
  const session = createSession({ dataFolder: data ? resolve(data) : dataFolder(environment), secret });
  const stdin = async () => {
    const text = await readStandardInput();
    redaction.register(text);
    return text;
  };
  try {
    return await Promise.race([
      command.run(session, {
        ...parsed,
        stdin,
        stdinBytes: readStandardInputBytes,
        say: (status) => write(`${redaction.text(JSON.stringify({ ok: true, status }))}\n`),
        draw: (text) => void process.stderr.write(text),
        onLine: hearStandardInput,
        secret,
      }),
      interruption.promise,
    ]);
  } finally {
    notices = await Promise.race([session.found().then(openingWords), interruption.promise.catch(() => [])]);
    const closing = session.close();
    await (isInterrupted ? Promise.race([closing, sleep(closingMs)]) : closing);
  }
}

/** A server may quote what it was sent, so what went wrong is told without the secrets of this command. */
function failure(cause: unknown) {
  const { code, message, server, network, step, retryAfterMs } = toAppError(cause);
  const words = server && { code: server.code, message: redaction.text(server.message) };
  const outcomes = cause instanceof PartlyFailed ? { value: cause.value } : {};
  return {
    ok: false,
    code,
    message: redaction.text(message),
    ...(words ? { server: words } : {}),
    ...(network ? { network } : {}),
    ...(step ? { step } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs: Math.ceil(retryAfterMs) }),
    ...outcomes,
  };
}

/** Resolves when all of it was handed over, or when the reader is gone: it wanted no more, which is no failure. */
function write(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
      if (cause.code !== "EPIPE") process.exitCode = 1;
      resolve();
    });
    process.stdout.write(text, () => resolve());
  });
}

async function main(words: readonly string[]): Promise<void> {
  if (asksForHelp(words)) {
    await write(helpFor(commands, words));
    return;
  }
  const document = await run(words, process.env).then(
    // JSON has no undefined: a command without a value answers null.
    (value) => ({ ok: true, value: value ?? null }),
    failure,
  );
  if (!document.ok) process.exitCode = 1;
  await write(`${JSON.stringify(notices.length === 0 ? document : { ...document, notices })}\n`);
  // What was interrupted may still wait for a server.
  if (isInterrupted) process.exit();
}

// One Ctrl+C arrives several times: from the terminal and from each process that npm put in between.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    isInterrupted = true;
    interruption.reject(new AppError("cancelled", "interrupted"));
  });
}

await main(process.argv.slice(2));
