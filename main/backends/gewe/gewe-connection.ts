import { createHttpClient, type HttpClient } from "../../platform/http-client.ts";
import type { BackendDeps } from "../create-backend.ts";
import { createEndpointCaller, type EndpointCaller } from "../endpoint-caller.ts";
import { createSessionRenewal } from "../session-renewal.ts";
import { geweEnvelope } from "./gewe-envelope.ts";

const timeoutMs = 30_000;

export interface GeweConnection {
  readonly http: HttpClient;
  readonly signedIn: EndpointCaller;
  /** With the token given: for checking one before it is kept. */
  as(token: string): EndpointCaller;
}

/** Every request is a POST with the token in one header and the device in the body. */
export function createGeweConnection(deps: BackendDeps): GeweConnection {
  const http = createHttpClient({
    network: deps.network,
    baseUrl: deps.apiUrl,
    allowsInsecureHttp: deps.allowsInsecureHttp,
    ...(deps.rateLimit && { rateLimit: deps.rateLimit }),
    refusalOf: geweEnvelope.refusalOf,
    timeoutMs,
  });
  const withToken = createSessionRenewal(deps);
  const headersOf = (token: string) => ({ "x-gewe-token": token });
  return {
    http,
    signedIn: createEndpointCaller(http, geweEnvelope, (send) =>
      withToken((token) => send(headersOf(token))),
    ),
    as: (token) => createEndpointCaller(http, geweEnvelope, (send) => send(headersOf(token))),
  };
}
