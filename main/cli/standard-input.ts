import { text } from "node:stream/consumers";
import { AppError } from "../../shared/errors.ts";

/** All of standard input without its last line end. A terminal would wait for ever without a word, so it is refused. */
export async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) throw new AppError("invalid", "pass the secret on standard input, e.g. by a pipe");
  const value = (await text(process.stdin)).replace(/\r?\n$/, "");
  if (value === "") throw new AppError("invalid", "standard input is empty");
  return value;
}
