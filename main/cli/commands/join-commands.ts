import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AccountKind } from "../../../shared/domain/account.ts";
import type { JoinOutcome, SeenCode } from "../../../shared/domain/join.ts";
import { joinGapMs } from "../../../shared/domain/join-pace.ts";
import { pastedTexts } from "../../../shared/domain/pasted-texts.ts";
import { joiningAccountKind, parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { Command } from "../command.ts";
import { hasImageName, isFile } from "../image-arguments.ts";
import { naming } from "../naming.ts";
import { required } from "../options.ts";

interface Brought {
  /** The argument it came from, for telling results apart. */
  readonly input: string;
  readonly text: string;
}

/** The texts of an argument: itself, or every code of the image that this kind of account can join by. */
async function textsOf(argument: string, kind: AccountKind): Promise<readonly string[]> {
  const path = resolve(argument);
  if (!(await isFile(path))) {
    if (hasImageName(argument) && parseCode(argument).kind === "text") {
      throw new AppError("file_error", `there is no file ${argument}`);
    }
    return pastedTexts(argument);
  }
  // Loaded here: no other command needs the decoders.
  const { readCodesFromImage } = await import("../../features/join/read-image-file.ts");
  const codes = await naming(argument, readCodesFromImage(path));
  if (codes.length === 0) throw new AppError("not_found", `${argument}: no QR code was found in the image`);
  const joinable = codes.filter((code) => joiningAccountKind(code.kind) === kind);
  return (joinable.length > 0 ? joinable : codes.slice(0, 1)).map(({ text }) => text);
}

/** Everything that was named, each code once. Refuses the whole before anything is joined. */
async function broughtBy(words: readonly string[], kind: AccountKind): Promise<readonly Brought[]> {
  if (words.length === 0) throw new AppError("invalid", "name at least one image or text");
  const brought = new Map<string, Brought>();
  for (const input of words) {
    for (const text of await textsOf(input, kind)) {
      const code = parseCode(text);
      if (joiningAccountKind(code.kind) !== kind) {
        throw new AppError("unsupported", `${input}: a ${code.kind} code is not for this account`);
      }
      if (!brought.has(code.dedupeKey)) brought.set(code.dedupeKey, { input, text });
    }
  }
  return [...brought.values()];
}

export const joinCommands: readonly Command[] = [
  {
    path: ["join"],
    summary:
      "Joins the groups of codes one after another: outcome, groupId, groupName, message of each. Without --yes it only says what they are.",
    options: {
      account: { value: "N", help: "the name of the account that joins", isRequired: true },
      yes: { help: "really join" },
    },
    argumentName: "IMAGE|TEXT…",
    run: async (session, input) => {
      const name = required(input, "account");
      const { kind } = await session.account(name);
      const brought = await broughtBy(input.arguments, kind);
      const { join } = await session.services();
      const known = await Promise.all(
        brought.map(async (one) => ({ ...one, seen: await join.seen(one.text) })),
      );
      if (!input.options.yes) {
        const said = known.map(
          ({ input, text, seen }) => `${input}: ${parseCode(text).kind} code${warning(seen)}`,
        );
        throw new AppError("invalid", `${said.join("; ")}; add --yes to join with "${name}"`);
      }
      const { id: accountId } = await session.signedIn(name);
      return joinAll(known, joinGapMs[kind], (text) => join.join({ accountId, text }));
    },
  },
];

function warning([last]: readonly SeenCode[]): string {
  return last === undefined ? "" : ` (tried before, ${new Date(last.at).toISOString()}: ${last.outcome})`;
}

/** Why the rest would fail too, so it is left alone. */
const ends: ReadonlySet<ErrorCode> = new Set([
  "rate_limited",
  "offline",
  "signed_out",
  "device_offline",
  "cancelled",
]);

/** One after another. A single one that fails is the command's own failure; of several each has its own result. */
async function joinAll(
  brought: readonly (Brought & { readonly seen: readonly SeenCode[] })[],
  gapMs: number,
  join: (text: string) => Promise<JoinOutcome>,
) {
  const results = [];
  let stop: AppError | null = null;
  for (const [index, { input, text, seen }] of brought.entries()) {
    if (stop !== null) {
      results.push({ input, outcome: "not_tried", message: stop.message, seen });
      continue;
    }
    if (index > 0) await sleep(gapMs);
    try {
      results.push({ input, ...(await join(text)), seen });
    } catch (cause) {
      const error = toAppError(cause);
      if (brought.length === 1) throw error;
      if (ends.has(error.code)) stop = error;
      results.push({ input, outcome: "failed", code: error.code, message: error.message, seen });
    }
  }
  return results;
}
