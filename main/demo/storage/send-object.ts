import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { DemoFault } from "../demo-interface.ts";

interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/** The one range a request asks for: null for none, "unsatisfiable" for one outside the object. */
function parseRange(header: string | undefined, size: number): ByteRange | null | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return null;
  const [, from = "", to = ""] = match;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? "unsatisfiable" : { start, end };
}

/** Streams an object from disk with its length; honours one Range; slows or breaks off where a fault says so. */
export async function sendObject(
  request: IncomingMessage,
  response: ServerResponse,
  object: { readonly size: number; readonly type: string; readonly path: string },
  fault: DemoFault | null,
): Promise<void> {
  const range = parseRange(request.headers.range, object.size);
  if (range === "unsatisfiable") {
    response.writeHead(416, { "content-range": `bytes */${object.size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  response.writeHead(range === null ? 200 : 206, {
    "content-type": object.type || "application/octet-stream",
    "content-length": end - start + 1,
    "accept-ranges": "bytes",
    ...(range === null ? {} : { "content-range": `bytes ${start}-${end}/${object.size}` }),
  });
  if (request.method === "HEAD" || end < start) {
    response.end();
    return;
  }
  const source = createReadStream(object.path, { start, end, highWaterMark: 1024 * 1024 });
  if (fault === null) await pipeline(source, response);
  else await pipeline(source, (chunks) => troubled(chunks, response, fault), response);
}

async function* troubled(
  chunks: AsyncIterable<Buffer>,
  response: ServerResponse,
  fault: DemoFault,
): AsyncGenerator<Buffer> {
  let left = fault.dropAfterBytes ?? Number.POSITIVE_INFINITY;
  for await (const chunk of chunks) {
    if (left < chunk.length) {
      yield chunk.subarray(0, left);
      response.destroy();
      return;
    }
    left -= chunk.length;
    yield chunk;
    if (fault.bytesPerSecond !== undefined) await wait((chunk.length / fault.bytesPerSecond) * 1000);
  }
}
