import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { DemoFault } from "../demo-interface.ts";
import type { FaultRules } from "./fault-rules.ts";
import type { RequestLog } from "./request-log.ts";

export interface RequestContext {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly fault: DemoFault | null;
}

export interface DemoHttpServer {
  readonly url: string;
  close(): Promise<void>;
}

interface ServerOptions {
  readonly origin: "api" | "storage";
  readonly port: number;
  readonly log: RequestLog;
  readonly faults: FaultRules;
}

/** Does what the fault says for the connection and the HTTP status; true when that was the answer. */
async function happen({ request, response, fault }: RequestContext): Promise<boolean> {
  if (fault === null) return false;
  if (fault.delayMs !== undefined) await wait(fault.delayMs);
  if (fault.dropConnection) {
    request.socket.destroy();
    return true;
  }
  if (fault.malformedJson) {
    request.resume();
    response
      .writeHead(200, { "content-type": "application/json" })
      .end('{"code":200,"ret":200,"data":[{"gro');
    return true;
  }
  if (fault.status !== undefined) {
    request.resume();
    const retryAfter = fault.retryAfterSeconds;
    const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
    response.writeHead(fault.status, headers).end(fault.message ?? "");
    return true;
  }
  if (fault.loseAnswer) {
    // The handler goes on and changes what it changes; only its answer never arrives.
    response.end = (() => {
      request.socket.destroy();
      return response;
    }) as typeof response.end;
  }
  return false;
}

/** An HTTP server on loopback that logs each request, lets faults happen, and answers 500 for a handler that throws. */
export async function startHttpServer(
  options: ServerOptions,
  handle: (context: RequestContext) => Promise<void>,
): Promise<DemoHttpServer> {
  const { origin, log, faults } = options;
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 30_000 }, (request, response) => {
    const url = new URL(request.url ?? "/", "http://demo.invalid");
    log.add(origin, request, url);
    const context = { request, response, url, fault: faults.take(origin, url.pathname) };
    answer(context, handle).catch((cause: unknown) => {
      if (response.headersSent || request.socket.destroyed) response.destroy();
      else response.writeHead(500).end(cause instanceof Error ? cause.message : "");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  context: RequestContext,
  handle: (context: RequestContext) => Promise<void>,
): Promise<void> {
  if (!(await happen(context))) await handle(context);
}
