import { describe, expect, test } from "vitest";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import { demoPassword } from "../../../../main/demo/demo-credentials.ts";
import type { DemoOptions } from "../../../../main/demo/demo-interface.ts";
import { castId } from "../../../../main/demo/seed/cast.ts";
import type { Credential } from "../../../../shared/domain/account.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { testNetwork } from "../../../support/test-network.ts";
import { lanyingWorld, type Route } from "./lanying-world.ts";

const password = { type: "password", user: "lei", password: "p" } as const;
const jwt = (claims: string) => `h.${Buffer.from(claims).toString("base64url")}.s`;

/** A backend that nobody is signed in to yet, on a demo, and what the demo was asked. */
async function onDemo(options: DemoOptions = {}, selfId: string | null = null) {
  const demo = await runningDemo(options);
  let token: string | null = null;
  const backend = createBackend({
    network: testNetwork,
    ...{ kind: "lanying", apiUrl: demo.apiUrl, appId: demo.appId, allowsInsecureHttp: false },
    token: () => token,
    renew: async () => null,
    selfId: () => selfId,
  });
  return {
    demo,
    backend,
    async signIn(credential: Credential) {
      const session = await backend.signIn(credential);
      token = session.token;
      return session;
    },
    requests: async () => (await demo.inspect()).requests,
    async paths() {
      return (await demo.inspect()).requests.map(({ path }) => path);
    },
  };
}

describe("by password", () => {
  test("gives the token, our id and what was accepted, and sends no token", async () => {
    const { backend, server } = await lanyingWorld({
      "/token/user": () => '{"code":200,"data":{"token":"fresh","user_id":9007199254740993}}',
    });
    expect(await backend.signIn(password)).toEqual({
      token: "fresh",
      selfId: "9007199254740993",
      accepted: { ...password, way: "name" },
    });
    expect(server.seen[0]).toMatchObject({ method: "POST", body: { name: "lei", password: "p" } });
    expect(server.seen[0]?.headers).not.toHaveProperty("access-token");
  });

  test.each(["lei@example.com", "+8613800000000", "13800000000"])("%s is a login name", async (user) => {
    const { backend, server } = await lanyingWorld({ "/token/login": () => ({ token: "t", user_id: 1 }) });
    await backend.signIn({ ...password, user });
    expect(server.seen[0]?.body).toEqual({ login_name: user, password: "p" });
  });

  test.each([402, 11001, 10008])(
    "a wrong password (%i) is refused in the server's words after one request, without renewing",
    async (code) => {
      const { backend, session, server } = await lanyingWorld(
        { "/token/user": () => ({ code, message: "wrong" }) },
        "new",
      );
      await expect(backend.signIn(password)).rejects.toMatchObject({
        code: "refused",
        step: "sign_in",
        server: { code: String(code), message: "wrong" },
      });
      expect(session.renewals).toBe(0);
      expect(server.seen).toHaveLength(1);
    },
  );

  test("an app id that the server does not know is told as that", async () => {
    const { backend } = await lanyingWorld({ "/token/user": () => ({ code: 40000, message: "no app" }) });
    await expect(backend.signIn(password)).rejects.toMatchObject({ code: "refused", step: "app" });
  });

  test.each<[string, Route]>([
    ["answers 503", (_request, response) => void response.writeHead(503).end()],
    ["hangs up", (request, response) => void (request.text && response.destroy())],
    ["says that there were too many tries", () => ({ code: 10028, message: "slow down" })],
  ])("a server that %s is sent name and password once", async (_what, route) => {
    const { backend, server } = await lanyingWorld({ "/token/login": route, "/token/id": route });
    await expect(backend.signIn({ ...password, user: "13800000000" })).rejects.toMatchObject({
      step: "sign_in",
    });
    expect(server.seen).toHaveLength(1);
  });
});

describe("by digits", () => {
  test("a mobile number is taken as a login name", async () => {
    const { demo, signIn, paths } = await onDemo();
    const { selfId, accepted } = await signIn({ ...password, user: demo.mobile, password: demoPassword });
    expect({ selfId, accepted }).toMatchObject({ selfId: demo.userId, accepted: { way: "login" } });
    expect(await paths()).toEqual(["/token/login"]);
  });

  test("a user id is tried as one where no login name is", async () => {
    const { demo, signIn, paths } = await onDemo();
    const session = await signIn({ ...password, user: demo.userId, password: demoPassword });
    expect(session).toMatchObject({ selfId: demo.userId, accepted: { way: "id" } });
    expect(await paths()).toEqual(["/token/login", "/token/id"]);
  });

  test.each([
    ["knows no login names", { code: 10000 }],
    ["has no such path", { status: 404 }],
  ])("a mobile number reaches a server that %s", async (_what, fault) => {
    const { demo, signIn, paths } = await onDemo();
    await demo.control({ fault: { path: "^/token/login$", ...fault } });
    const session = await signIn({ ...password, user: demo.mobile, password: demoPassword });
    expect(session).toMatchObject({ selfId: demo.userId, accepted: { way: "mobile" } });
    expect(await paths()).toEqual(["/token/login", "/token/id", "/token/user"]);
  });

  test("the way that worked before goes first, and its refusal is the last word", async () => {
    const { demo, signIn, paths } = await onDemo();
    const known = { ...password, user: demo.mobile, way: "mobile" } as const;
    await signIn({ ...known, password: demoPassword });
    expect(await paths()).toEqual(["/token/user"]);
    await expect(signIn(known)).rejects.toMatchObject({ code: "refused", server: { code: "402" } });
    expect(await paths()).toEqual(["/token/user", "/token/user"]);
  });

  test("a password that is said to be wrong is not tried in other ways", async () => {
    const { demo, signIn, paths } = await onDemo({ position: { wrongPasswordCode: 11001 } });
    await expect(signIn({ ...password, user: demo.mobile })).rejects.toMatchObject({
      server: { code: "11001" },
    });
    expect(await paths()).toEqual(["/token/login"]);
  });

  test("whatever is wrong, a password is sent four times at most", async () => {
    const { signIn, paths } = await onDemo();
    const odd = { ...password, user: "13900139000", password: " wrong " };
    await expect(signIn(odd)).rejects.toMatchObject({ code: "refused" });
    expect((await paths()).length).toBeLessThanOrEqual(4);
    const { backend, server } = await lanyingWorld(
      Object.fromEntries(["login", "id", "user"].map((path) => [`/token/${path}`, () => ({ code: 402 })])),
    );
    await expect(backend.signIn(odd)).rejects.toMatchObject({ code: "refused", server: { code: "402" } });
    expect(server.seen).toHaveLength(4);
  });
});

describe("blanks around a password", () => {
  test("are sent as typed first, and left out once that is refused", async () => {
    const { demo, signIn, requests } = await onDemo();
    const pasted = { ...password, user: demo.user, password: `${demoPassword}\n` };
    const { accepted } = await signIn(pasted);
    expect(accepted).toEqual({ ...password, user: demo.user, password: demoPassword, way: "name" });
    expect(await requests()).toHaveLength(2);
  });

  test("that belong to the password cost no second request", async () => {
    const { backend, server } = await lanyingWorld({ "/token/user": () => ({ token: "t", user_id: 1 }) });
    await backend.signIn({ ...password, password: " p " });
    expect(server.seen.map(({ body }) => body)).toEqual([{ name: "lei", password: " p " }]);
  });

  test("are not looked at where there is no such user", async () => {
    const { signIn, paths } = await onDemo();
    await expect(signIn({ ...password, user: "nobody", password: " p " })).rejects.toMatchObject({
      server: { code: "10000" },
    });
    expect(await paths()).toHaveLength(1);
  });
});

describe("by a pasted token", () => {
  test("is checked by a read, and our id is read from the token itself", async () => {
    const { backend, server } = await lanyingWorld({ "/group/user_joined": () => [] });
    const token = jwt('{"app":"a","sub":9007199254740993,"role":1}');
    expect(await backend.signIn({ type: "token", token: ` ${token} ` })).toEqual({
      token,
      selfId: "9007199254740993",
    });
    expect(server.seen.map(({ headers }) => headers["access-token"])).toEqual([token]);
    expect(server.seen[0]?.headers).not.toHaveProperty("user_id");
  });

  test("asks for the profile when the token says nothing", async () => {
    const { backend } = await lanyingWorld({
      "/group/user_joined": () => [],
      "/user/profile": () => ({ user_id: 42 }),
    });
    expect((await backend.signIn({ type: "token", token: "opaque" })).selfId).toBe("42");
  });

  test("finds our id in an invitation on a server without profiles", async () => {
    const { backend } = await lanyingWorld({
      "/group/user_joined": () => [],
      "/group/invitation_list": () => [{ group_id: 1, invitee_id: 43 }],
    });
    expect((await backend.signIn({ type: "token", token: "opaque" })).selfId).toBe("43");
  });

  test("leaves our id unknown when nobody tells it", async () => {
    const { backend } = await lanyingWorld({
      "/group/user_joined": () => [],
      "/group/invitation_list": () => [],
    });
    expect((await backend.signIn({ type: "token", token: jwt("not json") })).selfId).toBe("0");
  });

  test("a token that is good, with an account that cannot be read, is told as that", async () => {
    const { backend } = await lanyingWorld({
      "/group/user_joined": () => [],
      "/user/profile": () => ({ code: 20000, message: "database" }),
    });
    await expect(backend.signIn({ type: "token", token: "opaque" })).rejects.toMatchObject({
      code: "server_error",
      step: "read_account",
    });
  });

  test("a good token stays good where single requests are rejected", async () => {
    const rejected = () => ({ code: 402, message: "Operation rejected" });
    const { backend } = await lanyingWorld({
      "/group/user_joined": () => ({}),
      "/user/profile": rejected,
      "/group/invitation_list": rejected,
    });
    expect((await backend.signIn({ type: "token", token: "opaque" })).selfId).toBe("0");
  });

  test("a token the server refuses is signed out", async () => {
    const { backend } = await lanyingWorld(
      { "/group/user_joined": () => ({ code: 10008, message: "bad" }) },
      "new",
    );
    await expect(backend.signIn({ type: "token", token: "x" })).rejects.toMatchObject({
      code: "signed_out",
      step: "sign_in",
    });
  });
});

describe("by an administrator's token", () => {
  test("asks whom to act for before anything is sent", async () => {
    const { demo, backend, requests } = await onDemo();
    await expect(backend.signIn({ type: "token", token: demo.adminToken })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("the id of the user"),
    });
    expect(await requests()).toEqual([]);
  });

  test("acts for that user with each request, and is that user", async () => {
    const { demo, backend, signIn, requests } = await onDemo();
    const { selfId } = await signIn({ type: "token", token: demo.adminToken, userId: demo.userId });
    expect(selfId).toBe(demo.userId);
    expect((await backend.group(demo.groups.owned)).role).toBe("owner");
    expect((await requests()).map(({ headers }) => headers.user_id)).toEqual([demo.userId, demo.userId]);
  });

  test("goes on for the account's user when it is pasted again", async () => {
    const { demo, signIn } = await onDemo({}, "2302128618880");
    expect(await signIn({ type: "token", token: demo.adminToken })).toMatchObject({ selfId: demo.userId });
  });

  test("acts for nobody else after somebody else's sign-in that the account did not take", async () => {
    const { demo, backend, signIn, requests } = await onDemo({}, "2302128618880");
    await signIn({ type: "token", token: demo.adminToken });
    await backend.signIn({ type: "token", token: demo.adminToken, userId: castId("chenjing") });
    await backend.group(demo.groups.owned);
    expect((await requests()).at(-1)?.headers.user_id).toBe(demo.userId);
  });

  test("a user id with any other token is refused", async () => {
    const { backend, server } = await lanyingWorld({});
    const credential = { type: "token", token: jwt('{"sub":"7","role":1}'), userId: "8" } as const;
    await expect(backend.signIn(credential)).rejects.toMatchObject({ code: "invalid" });
    expect(server.seen).toEqual([]);
  });
});
