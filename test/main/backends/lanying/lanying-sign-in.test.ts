import { describe, expect, test } from "vitest";
import { lanyingWorld } from "./lanying-world.ts";

const password = { type: "password", user: "lei", password: "p" } as const;
const jwt = (claims: string) => `h.${Buffer.from(claims).toString("base64url")}.s`;

describe("by password", () => {
  test("gives the token and our id, and sends no token", async () => {
    const { backend, server } = await lanyingWorld({
      "/token/user": () => '{"code":200,"data":{"token":"fresh","user_id":9007199254740993}}',
    });
    expect(await backend.signIn(password)).toEqual({ token: "fresh", selfId: "9007199254740993" });
    expect(server.seen[0]).toMatchObject({ method: "POST", body: { name: "lei", password: "p" } });
    expect(server.seen[0]?.headers).not.toHaveProperty("access-token");
  });

  test.each(["lei@example.com", "+8613800000000", "13800000000"])("%s is a login name", async (user) => {
    const { backend, server } = await lanyingWorld({ "/token/login": () => ({ token: "t", user_id: 1 }) });
    await backend.signIn({ ...password, user });
    expect(server.seen[0]?.body).toEqual({ login_name: user, password: "p" });
  });

  test.each([11001, 10008])(
    "a wrong password (%i) is refused in the server's words, without renewing",
    async (code) => {
      const { backend, session } = await lanyingWorld(
        { "/token/user": () => ({ code, message: "wrong" }) },
        "new",
      );
      await expect(backend.signIn(password)).rejects.toMatchObject({
        code: "refused",
        server: { code: String(code), message: "wrong" },
      });
      expect(session.renewals).toBe(0);
    },
  );
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
    await expect(backend.signIn({ type: "token", token: "x" })).rejects.toMatchObject({ code: "signed_out" });
  });
});
