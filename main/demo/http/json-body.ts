import type { IncomingMessage } from "node:http";
import { parseWire } from "../../platform/wire-json.ts";

const limit = 8 * 1024 * 1024;

/** The JSON body with every digit of its numbers; {} when there is none. Throws a SyntaxError for anything else. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new SyntaxError("the body is too long");
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : parseWire(text);
}
