import type { ServerResponse } from "node:http";
import type { AdministrationBackend } from "../../../../main/backends/administration.ts";
import type { GroupBackend } from "../../../../main/backends/backend.ts";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import { type ReadBack, readOnce } from "../../../../main/platform/read-back.ts";
import { testNetwork } from "../../../support/test-network.ts";
import { type LoopbackServer, loopbackServer, type Seen } from "../loopback-server.ts";

export type Route = (request: Seen, response: ServerResponse) => unknown;

export interface World {
  readonly backend: GroupBackend;
  readonly server: LoopbackServer;
  readonly session: { token: string | null; renewals: number };
  paths(): readonly string[];
}

/** A backend on a server that answers with what the routes return: `data` in an envelope, or an envelope of its own. */
export async function lanyingWorld(
  routes: Readonly<Record<string, Route>>,
  renewed: string | null = null,
  readBack: ReadBack = readOnce,
): Promise<World> {
  const session: World["session"] = { token: "old", renewals: 0 };
  const server = await loopbackServer(async (request, response) => {
    const route = routes[request.path];
    if (route === undefined) {
      response.statusCode = 404;
      return {};
    }
    const value = await route(request, response);
    if (value === undefined || response.writableEnded) return;
    if (typeof value === "string") return value;
    const isEnvelope = typeof value === "object" && value !== null && "code" in value;
    return isEnvelope ? value : { code: 200, data: value };
  });
  const backend = createBackend({
    network: testNetwork,
    kind: "lanying",
    apiUrl: `${server.url}/`,
    appId: "welovemaxim",
    allowsInsecureHttp: false,
    token: () => session.token,
    renew: async () => {
      session.renewals += 1;
      if (renewed !== null) session.token = renewed;
      return renewed;
    },
    selfId: () => "7",
    readBack,
  });
  return { backend, server, session, paths: () => server.seen.map(({ path }) => path) };
}

export function administrationOf({ administration }: GroupBackend): AdministrationBackend {
  if (administration === null) throw new Error("this backend lets its groups be administered");
  return administration;
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
