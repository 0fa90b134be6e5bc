import type { Endpoint, Verb } from "../../../main/backends/endpoint.ts";
import { type LanyingPath, lanyingEndpoints } from "../../../main/backends/lanying/endpoints.ts";
import { toWire } from "../../../main/backends/wire-fields.ts";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { parseWire, writeWire } from "../../../main/platform/wire-json.ts";

export interface Envelope {
  readonly code: number;
  readonly message?: string;
  readonly data?: unknown;
  readonly cursor?: string;
  readonly total?: number;
}

export interface DemoClient {
  readonly headers: Readonly<Record<string, string>>;
  /** One request, written as the endpoint table says; the whole envelope comes back. */
  call(path: LanyingPath, input?: Readonly<Record<string, unknown>>, verb?: Verb): Promise<Envelope>;
}

export async function signIn(demo: Demo, name = demo.user): Promise<string> {
  const response = await fetch(`${demo.apiUrl}/token/user`, {
    method: "POST",
    headers: { app_id: demo.appId, "content-type": "application/json" },
    body: JSON.stringify({ name, password: demo.password }),
  });
  const answer = (await response.json()) as { data: { token: string } };
  return answer.data.token;
}

function part(schema: Endpoint["query"], input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = schema === null ? [] : Object.keys(schema.shape).filter((name) => name in input);
  return Object.fromEntries(names.map((name) => [name, input[name]]));
}

/** A bare client for one user: no retries, no schemas, so that a test sees what the server said. */
export async function demoClient(demo: Demo, user = demo.user): Promise<DemoClient> {
  const headers = { app_id: demo.appId, "access-token": await signIn(demo, user) };
  return {
    headers,
    async call(path, input = {}, verb) {
      const endpoint: Endpoint = lanyingEndpoints[path];
      const url = new URL(demo.apiUrl + path);
      for (const [name, value] of Object.entries(part(endpoint.query, input))) {
        url.searchParams.set(name, String(value));
      }
      const method = verb ?? endpoint.verb;
      const body = endpoint.body === null ? {} : toWire(endpoint.body, part(endpoint.body, input));
      const response = await fetch(url, {
        method,
        headers: { ...headers, "content-type": "application/json" },
        ...(method === "GET" ? {} : { body: writeWire(body) }),
      });
      return parseWire(await response.text()) as Envelope;
    },
  };
}
