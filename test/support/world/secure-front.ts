import { connect, isIP } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, createServer } from "node:tls";
import type { Certificate } from "./certificates.ts";
import { type Listening, listening, type Place } from "./listening.ts";

export interface Site {
  readonly certificate: Certificate;
  /** A plain server that gets every byte as the client wrote it. */
  readonly behind: Place;
}

/**
 * TLS for several names at one place. The name the client sends (SNI) chooses the site; a client that sends none is
 * refused, unless a site is named by an address, for which no name is ever sent.
 */
export async function startSecureFront(
  sites: Readonly<Record<string, Site>>,
  host: Place["host"] = "127.0.0.1",
): Promise<Listening> {
  const byAddress = Object.entries(sites).find(([name]) => isIP(name) !== 0)?.[1];
  const server = createServer({ ...byAddress?.certificate, ALPNProtocols: ["http/1.1"] }, (secure) => {
    const site = secure.servername ? sites[secure.servername] : byAddress;
    if (site === undefined) return secure.destroy();
    join(secure, connect(site.behind));
  });
  for (const [name, { certificate }] of Object.entries(sites)) {
    if (isIP(name) === 0) server.addContext(name, createSecureContext({ ...certificate }));
  }
  return listening(server, host);
}

/** What one side writes the other reads; when one breaks, so does the other. */
export function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.pipe(to);
    from.on("error", () => to.destroy());
    from.on("close", () => {
      if (!from.readableEnded) to.destroy();
    });
  }
}
