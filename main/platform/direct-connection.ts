import type { ClientRequestArgs } from "node:http";
import * as net from "node:net";
import * as tls from "node:tls";

/** Takes what a connection reads into memory of its own, so that no buffer is made (and collected) for each read. */
export interface ByteSink {
  /** Where the next bytes go: at least `leastSpaceBytes`. */
  space(): Uint8Array;
  /** So many bytes lie there now. False: no more is read until the socket is resumed. */
  took(bytes: number): boolean;
}

/** As much as may have been read already when a connection is diverted. */
export const leastSpaceBytes = 65_536;

const diverts = new WeakMap<net.Socket, (sink: ByteSink) => void>();

/** For `createConnection` of a request: an ordinary connection, until `divert`. */
export function connectDirectly(options: ClientRequestArgs): net.Socket {
  const first = Buffer.allocUnsafeSlow(leastSpaceBytes);
  let sink: ByteSink | null = null;
  const onread: net.OnReadOpts = {
    buffer: () => sink?.space() ?? first,
    callback(bytes, buffer) {
      if (sink === null) return socket.push(Buffer.from(first.subarray(0, bytes)));
      // The read that was under way when the connection was diverted.
      if (buffer === first) sink.space().set(first.subarray(0, bytes));
      return sink.took(bytes);
    },
  };
  const socket = connect(options, onread);
  diverts.set(socket, (given) => {
    sink = given;
  });
  return socket;
}

/** From its next read on, the bytes of a connection of `connectDirectly` go to the sink; those read before stay where they are. */
export function divert(socket: net.Socket, sink: ByteSink): void {
  const turn = diverts.get(socket);
  if (turn === undefined) throw new Error("this connection cannot be diverted");
  turn(sink);
}

function connect(options: ClientRequestArgs, onread: net.OnReadOpts): net.Socket {
  const host = options.host ?? "localhost";
  const port = Number(options.port ?? options.defaultPort);
  if (options.protocol !== "https:") return net.connect({ host, port, onread });
  // The type of tls.connect does not know `onread`, though it is passed on to the socket as any other option.
  const secure = { host, port, onread, servername: net.isIP(host) === 0 ? host : "" };
  return tls.connect(secure);
}
