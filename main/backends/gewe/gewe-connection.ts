import { AppError } from "../../../shared/errors.ts";
import { createHttpClient, type HttpClient } from "../../platform/http-client.ts";
import type { BackendDeps } from "../create-backend.ts";
import type { Endpoint } from "../endpoint.ts";
import { createEndpointCaller, type EndpointCaller } from "../endpoint-caller.ts";
import { createSessionRenewal } from "../session-renewal.ts";
import { geweEnvelope } from "./gewe-envelope.ts";

const timeoutMs = 30_000;

export interface GeweConnection {
  readonly http: HttpClient;
  readonly signedIn: EndpointCaller;
  /** The same for operations that may name another device than the account's. */
  readonly ofAnyDevice: EndpointCaller;
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
  const signedIn = createEndpointCaller(http, geweEnvelope, (send) =>
    withToken((token) => send(headersOf(token))),
  );
  return {
    http,
    signedIn: tellingOfDevice(signedIn, deps.onDevice),
    ofAnyDevice: signedIn,
    as: (token) => createEndpointCaller(http, geweEnvelope, (send) => send(headersOf(token))),
  };
}

/** Any operation tells by the way whether WeChat is there; those about signing in are answered without it. */
function tellingOfDevice(caller: EndpointCaller, onDevice: BackendDeps["onDevice"]): EndpointCaller {
  async function heard<Value>({ path }: Endpoint, asked: Promise<Value>): Promise<Value> {
    try {
      const value = await asked;
      if (!path.startsWith("/login/")) onDevice?.(true);
      return value;
    } catch (cause) {
      if (cause instanceof AppError && cause.code === "device_offline") onDevice?.(false);
      throw cause;
    }
  }
  return {
    call: (endpoint, input, options) => heard(endpoint, caller.call(endpoint, input, options)),
    open: (endpoint, input, options) => heard(endpoint, caller.open(endpoint, input, options)),
  };
}
