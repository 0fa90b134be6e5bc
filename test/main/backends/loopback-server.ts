import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { parseWire } from "../../../main/platform/wire-json.ts";

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** As it was sent. */
  readonly text: string;
  /** Read without losing digits; null when there was none, or no JSON. */
  readonly body: unknown;
}

export interface LoopbackServer {
  readonly url: string;
  readonly seen: readonly Seen[];
}

/** A real HTTP server on a free port, closed when the test ends. What `answer` returns is sent as JSON. */
export async function loopbackServer(
  answer: (request: Seen, response: ServerResponse) => unknown,
): Promise<LoopbackServer> {
  const seen: Seen[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return; // The client hung up.
    }
    const text = Buffer.concat(chunks).toString("utf8");
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const request = {
      method: incoming.method ?? "",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: incoming.headers,
      text,
      body: jsonOrNull(text),
    };
    seen.push(request);
    const value = await answer(request, response);
    if (value === undefined || response.headersSent) return;
    response.setHeader("content-type", "application/json");
    response.end(typeof value === "string" ? value : JSON.stringify(value));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function jsonOrNull(text: string): unknown {
  try {
    return text === "" ? null : parseWire(text);
  } catch {
    return null;
  }
}
