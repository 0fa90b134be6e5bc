import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { createBackend } from "../../../main/backends/create-backend.ts";
import type { AccountKind, Credential } from "../../../shared/domain/account.ts";
import { testNetwork } from "../../support/test-network.ts";
import { loopbackServer } from "./loopback-server.ts";

/** Signs in to a server that answers everything so. */
async function signIn(kind: AccountKind, credential: Credential, answer: (response: ServerResponse) => void) {
  const { url } = await loopbackServer((_request, response) => void answer(response));
  const backend = createBackend({
    network: testNetwork,
    kind,
    apiUrl: url,
    appId: "app",
    allowsInsecureHttp: false,
    token: () => null,
    renew: async () => null,
    selfId: () => null,
  });
  return backend.signIn(credential);
}

const token: Credential = { type: "token", token: "wrong" };
const password: Credential = { type: "password", user: "ann", password: "wrong" };
const ways = [
  ["gewe", token],
  ["lanying", token],
  ["lanying", password],
] as const;

const page = "<!doctype html><title>Welcome</title>";
const others: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ["a web page", (response) => response.setHeader("content-type", "text/html").end(page)],
  ["the JSON of another API", (response) => response.end('{"status":"ok"}')],
  ["a page that says 404", (response) => response.writeHead(404).end(page)],
  [
    "another API's 404",
    (response) => response.writeHead(404).end('{"timestamp":1,"status":404,"error":"Not Found","path":"/"}'),
  ],
  ["a page that takes no POST", (response) => response.writeHead(405).end()],
  ["a redirect to a sign-in page", (response) => response.writeHead(302, { location: "/login" }).end()],
];

describe.each(ways)("%s, signing in with %o", (kind, credential) => {
  test.each(others)("%s is no answer of this kind of server", async (_name, answer) => {
    await expect(signIn(kind, credential, answer)).rejects.toMatchObject({
      code: "bad_answer",
      message: expect.stringMatching(/is this the address of a (GeWe gateway|group API)\?$/),
    });
  });

  test.each([403, 503])(
    "a bare %i may come from what stands before it, and stays what it is",
    async (status) => {
      const code = status === 403 ? "refused" : "server_error";
      await expect(
        signIn(kind, credential, (response) =>
          response.writeHead(status, { "retry-after": "3600" }).end(page),
        ),
      ).rejects.toMatchObject({ code });
    },
  );
});

test.each(["gewe", "lanying"] as const)("a token that %s does not accept is told as that", async (kind) => {
  const body = kind === "gewe" ? '{"ret":401,"msg":"bad token"}' : '{"code":10003,"message":"bad token"}';
  await expect(signIn(kind, token, (response) => response.end(body))).rejects.toMatchObject({
    code: "signed_out",
    message: expect.stringMatching(/does not accept this credential$/),
    server: { message: "bad token" },
  });
});
