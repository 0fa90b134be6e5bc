import { tokenClaims } from "../../../shared/domain/token-claims.ts";
import { createHttpClient, type HttpClient } from "../../platform/http-client.ts";
import type { BackendDeps } from "../create-backend.ts";
import { createEndpointCaller, type EndpointCaller } from "../endpoint-caller.ts";
import { createSessionRenewal } from "../session-renewal.ts";
import { createFoundHost } from "./directory.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import { lanyingEnvelope } from "./lanying-envelope.ts";
import { operationRejected } from "./open-points.ts";

/** The ways to speak to one account's server. */
export interface LanyingConnection {
  readonly http: HttpClient;
  /** With the account's token; a lost session is renewed once. */
  readonly signedIn: EndpointCaller;
  /** With the token given, or none, and for whom an administrator's acts: for signing in. */
  as(token: string | null, userId: string | null): EndpointCaller;
  /** Runs with the headers of the account's own origin. */
  withHeaders<T>(send: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T>;
}

export function createLanyingConnection(
  deps: BackendDeps,
  /** Our own id, as far as it is known. */
  selfId: () => string | null,
): LanyingConnection {
  const host = deps.found && createFoundHost(deps.found.known, deps.found.find, deps.found.onChanged);
  const http = createHttpClient({
    network: deps.network,
    baseUrl: host?.url ?? deps.apiUrl,
    allowsInsecureHttp: deps.allowsInsecureHttp,
    ...(deps.rateLimit && { rateLimit: deps.rateLimit }),
    refusalOf: lanyingEnvelope.refusalOf,
    ...(host && { onTried: host.heard }),
  });
  const as: LanyingConnection["as"] = (token, userId) =>
    createEndpointCaller(http, lanyingEnvelope, (send) => send(headersOf(deps.appId, token, userId)));
  const withToken = createSessionRenewal({
    token: deps.token,
    renew: deps.renew,
    doubts:
      operationRejected.means === "session"
        ? null
        : {
            isDoubtful: ({ server }) => server?.code === operationRejected.code,
            prove: (token) => as(token, selfId()).open(lanyingEndpoints["/group/user_joined"], {}),
          },
  });
  const withHeaders: LanyingConnection["withHeaders"] = (send) =>
    withToken((token) => send(headersOf(deps.appId, token, selfId())));
  return {
    http,
    withHeaders,
    signedIn: createEndpointCaller(http, lanyingEnvelope, withHeaders),
    as,
  };
}

/**
 * What every request to the account's own origin carries. An administrator's token acts for the user that `user_id`
 * names; with any other token that header is never sent, nor is `group_id`.
 */
function headersOf(
  appId: string,
  token: string | null,
  userId: string | null,
): Readonly<Record<string, string>> {
  if (token === null) return { app_id: appId };
  const actsFor = userId !== null && tokenClaims(token).isAdmin ? { user_id: userId } : {};
  return { app_id: appId, "access-token": token, ...actsFor };
}
