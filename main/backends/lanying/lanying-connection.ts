import { createHttpClient, type HttpClient } from "../../platform/http-client.ts";
import type { BackendDeps } from "../create-backend.ts";
import { createEndpointCaller, type EndpointCaller } from "../endpoint-caller.ts";
import { createSessionRenewal } from "../session-renewal.ts";
import { lanyingEnvelope } from "./lanying-envelope.ts";

/** The ways to speak to one account's server. */
export interface LanyingConnection {
  readonly http: HttpClient;
  /** With the account's token; a lost session is renewed once. */
  readonly signedIn: EndpointCaller;
  /** With the token given, or none: for signing in. */
  as(token: string | null): EndpointCaller;
  /** Runs with the headers of the account's own origin. */
  withHeaders<T>(send: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T>;
}

/** Never sends the `user_id` and `group_id` headers: those are for admin tokens. */
export function createLanyingConnection(deps: BackendDeps): LanyingConnection {
  const http = createHttpClient({
    network: deps.network,
    baseUrl: deps.apiUrl,
    allowsInsecureHttp: deps.allowsInsecureHttp,
    ...(deps.rateLimit && { rateLimit: deps.rateLimit }),
    refusalOf: lanyingEnvelope.refusalOf,
  });
  const withToken = createSessionRenewal(deps);
  const headersOf = (token: string | null) => lanyingHeaders(deps.appId, token);
  const withHeaders: LanyingConnection["withHeaders"] = (send) =>
    withToken((token) => send(headersOf(token)));
  return {
    http,
    withHeaders,
    signedIn: createEndpointCaller(http, lanyingEnvelope, withHeaders),
    as: (token) => createEndpointCaller(http, lanyingEnvelope, (send) => send(headersOf(token))),
  };
}

/** What every request to the account's own origin carries. */
function lanyingHeaders(appId: string, token: string | null): Readonly<Record<string, string>> {
  return { app_id: appId, ...(token === null ? {} : { "access-token": token }) };
}
