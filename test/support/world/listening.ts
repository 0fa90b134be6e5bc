import { once } from "node:events";
import type { AddressInfo, Server, Socket } from "node:net";

/** Where something listens on this machine. */
export interface Place {
  readonly host: "127.0.0.1" | "::1";
  readonly port: number;
}

export interface Listening extends Place {
  /** Ends every connection there is. */
  hangUp(): void;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** A server on loopback, at any free port. */
export async function listening(server: Server, host: Place["host"] = "127.0.0.1"): Promise<Listening> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  server.listen(0, host);
  await once(server, "listening");
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    host,
    port: (server.address() as AddressInfo).port,
    hangUp,
    async close() {
      if (!server.listening) return;
      const closed = once(server.close(), "close");
      hangUp();
      await closed;
    },
  };
}
