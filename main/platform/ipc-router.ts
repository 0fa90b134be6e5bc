import { keptError } from "../../shared/domain/kept-error.ts";
import { AppError, toAppError } from "../../shared/errors.ts";
import { type CallName, calls, type Handlers, type Reply } from "../../shared/ipc/contract.ts";
import type { CallFromPage, Sender } from "../shell/shell.ts";

export interface RouterDeps {
  readonly handlers: Handlers;
  readonly isTrusted: (sender: Sender) => boolean;
  /** Hears of calls that were refused or broke; never of their input, which may hold a password. */
  readonly log: (line: string, cause: unknown) => void;
  /** Holds our own answers against the contract too: in development and tests. */
  readonly checksAnswers?: boolean;
}

/** The one door from the page to main: sender, name and input are checked in this order, and every call is answered. */
export function createRouter({ handlers, isTrusted, log, checksAnswers = false }: RouterDeps): CallFromPage {
  return async (sender, name, input) => {
    const label = typeof name === "string" ? name.slice(0, 60) : typeof name;
    try {
      if (!isTrusted(sender)) throw new AppError("forbidden", `untrusted frame called ${label}`);
      const known = knownName(name);
      const parsed = calls[known].input.safeParse(input);
      if (!parsed.success)
        throw new AppError("invalid", `bad input for ${known}: ${whatIsWrong(parsed.error)}`);
      // The name decides the type of both: TypeScript cannot follow that through a union of functions.
      const handle = handlers[known] as (value: unknown) => Promise<unknown>;
      const value = await handle(parsed.data);
      if (checksAnswers) checkAnswer(known, value);
      // JSON has no undefined: a call without a value answers null, on every shell alike.
      return { ok: true, value: value ?? null };
    } catch (cause) {
      const error = toAppError(cause);
      if (worthLogging.has(error.code)) log(`${label}: ${error.code}`, error);
      return replyOf(error);
    }
  };
}

const worthLogging: ReadonlySet<string> = new Set(["internal", "forbidden", "bad_answer", "storage"]);

/** An error as it travels. Of one we did not foresee the words stay here: nobody checked them for secrets. */
export function replyOf(error: AppError): Reply {
  const message = error.code === "internal" ? "internal error" : error.message;
  return { ok: false, ...keptError(error), message };
}

function knownName(name: unknown): CallName {
  if (typeof name === "string" && Object.hasOwn(calls, name)) return name as CallName;
  throw new AppError("invalid", "no such call");
}

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string | undefined }[];
}

/** Field and rule only: the value itself may be a secret. */
function whatIsWrong(error: Issues): string {
  return error.issues
    .map(({ path, code }) => `${path.map(String).join(".") || "input"} (${code})`)
    .join(", ");
}

function checkAnswer(name: CallName, value: unknown): void {
  const parsed = calls[name].output.safeParse(value);
  if (!parsed.success) {
    throw new AppError("internal", `answer of ${name} breaks the contract: ${whatIsWrong(parsed.error)}`);
  }
}
