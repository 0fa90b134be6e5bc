import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createBackend } from "../../../main/backends/create-backend.ts";
import { withoutSecrets } from "../../../main/platform/redaction.ts";
import type { AccountKind } from "../../../shared/domain/account.ts";
import { toAppError } from "../../../shared/errors.ts";
import { testNetwork } from "../../support/test-network.ts";
import { loopbackServer } from "./loopback-server.ts";

const token = 'to"ken/+=1234';
const words = `bad token ${token}, ${encodeURIComponent(token)} and ${JSON.stringify(token)}`;

/** What a backend says of a server that answers everything so. */
async function refusal(kind: AccountKind, answer: (response: ServerResponse) => void) {
  const { url, seen } = await loopbackServer((_request, response) => void answer(response));
  const backend = createBackend({
    network: testNetwork,
    ...{ kind, apiUrl: url, appId: "app", allowsInsecureHttp: false },
    token: () => token,
    renew: async () => null,
    selfId: () => "1",
  });
  const error = await backend.group("7").then(() => null, toAppError);
  expect(JSON.stringify(seen.map(({ headers }) => headers))).toContain(JSON.stringify(token).slice(1, -1));
  return error;
}

const body = (kind: AccountKind, message: string) =>
  JSON.stringify(kind === "gewe" ? { ret: 500, msg: message } : { code: 20099, message });

test.each([
  ["gewe", 200],
  ["gewe", 403],
  ["lanying", 200],
  ["lanying", 403],
] as const)("a token that %s quotes in its answer (HTTP %i) is told by nobody", async (kind, status) => {
  const error = await refusal(kind, (response) => response.writeHead(status).end(body(kind, words)));
  expect(error?.server?.message).toBe('bad token •••, ••• and "•••"');
  expect(inspect(error, { depth: 10 })).not.toContain("1234");
});

test("words without a token, and words that only look like a short one, stay as they are", async () => {
  const error = await refusal("lanying", (response) => response.end(body("lanying", "no such group: token")));
  expect(error?.server?.message).toBe("no such group: token");
  expect(withoutSecrets("a day at the bay", ["a"])).toBe("a day at the bay");
});
