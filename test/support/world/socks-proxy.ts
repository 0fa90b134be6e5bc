import { connect, createServer, type Socket } from "node:net";
import { type Listening, listening } from "./listening.ts";
import { join } from "./secure-front.ts";
import type { Routes } from "./test-proxy.ts";

export interface SocksProxy extends Listening {
  /** Each `host:port` it was asked for. */
  readonly seen: readonly string[];
}

const codes = { succeeded: 0, notAllowed: 2, hostUnreachable: 4 } as const;

/** A SOCKS5 proxy on loopback (RFC 1928, with the password of RFC 1929 where it wants one) that knows its routes only. */
export async function startSocksProxy(
  routes: Routes,
  wants: { readonly password?: string; readonly allows?: boolean } = {},
): Promise<SocksProxy> {
  const seen: string[] = [];
  const server = createServer((client) => {
    client.on("error", () => client.destroy());
    serve(client).catch(() => client.destroy());
  });

  async function serve(client: Socket): Promise<void> {
    const [, methods = 0] = await take(client, 2);
    const offered = await take(client, methods);
    const method = wants.password === undefined ? 0 : 2;
    if (!offered.includes(method)) return void client.end(Buffer.from([5, 0xff]));
    client.write(Buffer.from([5, method]));
    if (method === 2) {
      await takeText(client, 1);
      const isRight = (await takeText(client, 0)) === wants.password;
      client.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return void client.end();
    }
    const [, , , kind] = await take(client, 4);
    const host = kind === 1 ? (await take(client, 4)).join(".") : await takeText(client, 0);
    const port = (await take(client, 2)).readUInt16BE();
    seen.push(`${host}:${port}`);
    const way = routes[`${host}:${port}`];
    const code =
      wants.allows === false ? codes.notAllowed : way === undefined ? codes.hostUnreachable : codes.succeeded;
    const answer = Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
    if (code !== codes.succeeded || way === undefined) return void client.end(answer);
    const target = connect(way, () => {
      client.write(answer);
      join(client, target);
    });
    target.on("error", () => client.destroy());
  }

  return { ...(await listening(server)), seen };
}

/** Exactly so many bytes, as soon as they are there. */
async function take(socket: Socket, length: number): Promise<Buffer> {
  for (;;) {
    const bytes: Buffer | null = length === 0 ? Buffer.alloc(0) : socket.read(length);
    if (bytes !== null) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error("the client has gone");
    await new Promise<void>((resolve) => socket.once("readable", resolve).once("close", () => resolve()));
  }
}

/** A text behind its length of one byte; `skipped` bytes come first. */
async function takeText(socket: Socket, skipped: number): Promise<string> {
  await take(socket, skipped);
  const [length = 0] = await take(socket, 1);
  return (await take(socket, length)).toString("utf8");
}
