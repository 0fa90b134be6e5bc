import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { AppError } from "../../shared/errors.ts";

/** All of standard input without its last line end. A terminal would wait for ever without a word, so it is refused. */
export async function readStandardInput(): Promise<string> {
  refuseTerminal("the secret");
  const value = (await text(process.stdin)).replace(/\r?\n$/, "");
  if (value === "") throw new AppError("invalid", "standard input is empty");
  return value;
}

/** The bytes that are piped in, as they are; what comes after more than `most` of them is left unread. */
export async function readStandardInputBytes(most: number): Promise<Uint8Array> {
  refuseTerminal("the image");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) break;
  }
  return Buffer.concat(chunks);
}

/** Hears each line as it comes; a standard input that is closed or silent keeps nobody. */
export function hearStandardInput(heard: (line: string) => void): () => void {
  const lines = createInterface({ input: process.stdin });
  lines.on("line", heard);
  return () => {
    lines.close();
    process.stdin.unref?.();
  };
}

function refuseTerminal(what: string): void {
  if (process.stdin.isTTY) throw new AppError("invalid", `pass ${what} on standard input, e.g. by a pipe`);
}
