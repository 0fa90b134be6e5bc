import { expect, test } from "vitest";
import type { ParsedCode } from "../../../../shared/domain/qr-payload.ts";
import { administrationOf, lanyingWorld, type Route } from "./lanying-world.ts";

const code: ParsedCode = {
  ...{ kind: "lanying_group", text: "{}", host: null, groupId: "5", joinKey: "opaque", dedupeKey: "x" },
};
const end = 1_900_000_000_000;

/** A server that knows these paths of codes; joining works. */
async function world(routes: Readonly<Record<string, Route>>) {
  let joined: readonly number[] = [];
  const { backend, paths } = await lanyingWorld({
    "/group/user_joined": () => joined,
    "/group/info": () => ({ group_id: 5, name: "Chess", apply_approval: 0 }),
    ...Object.fromEntries(
      Object.entries(routes).map(([path, route]): [string, Route] => [
        path,
        (request, response) => {
          if (path.endsWith("invite")) joined = [5];
          return route(request, response);
        },
      ]),
    ),
  });
  return {
    sign: () => administrationOf(backend).code("5"),
    join: () => backend.join.join(code, "7"),
    asked: () => paths().filter((path) => path.includes("qrcode")),
  };
}

test("the clients' pair is asked first, and its end is read under its own name", async () => {
  const { sign, join, asked } = await world({
    "/app/qrcode/group_sign": ({ query }) => ({ qr_info: `of ${query.group_id}`, expired: end }),
    "/app/qrcode/group_invite": ({ body }) => (body as { qr_info: string }).qr_info === "opaque",
  });
  expect(await sign()).toEqual({ info: "of 5", createdAt: null, expiresAt: end });
  expect(await join()).toMatchObject({ outcome: "joined" });
  expect(asked()).toEqual(["/app/qrcode/group_sign", "/app/qrcode/group_invite"]);
});

test.each<[string, Route]>([
  ["an HTTP 404 without words", (_request, response) => void response.writeHead(404).end("Not Found")],
  ["an HTTP 404 with an envelope", (_request, response) => void response.writeHead(404).end('{"code":404}')],
  ["an envelope with code 404", () => ({ code: 404, message: "Not Found" })],
  ["an HTTP 405", (_request, response) => void response.writeHead(405).end()],
])(
  "a server that answers the clients' pair with %s is asked by the documented one, from then on",
  async (_case, unknown) => {
    const { sign, join, asked } = await world({
      "/app/qrcode/group_sign": unknown,
      "/group/qrcode/sign": () => ({ qr_info: "info", create_at: 1_800_000_000_000, expire_at: end }),
      "/group/qrcode/invite": () => true,
    });
    expect(await sign()).toEqual({ info: "info", createdAt: 1_800_000_000_000, expiresAt: end });
    await sign();
    await join();
    expect(asked()).toEqual([
      "/app/qrcode/group_sign",
      "/group/qrcode/sign",
      "/group/qrcode/sign",
      "/group/qrcode/invite",
    ]);
  },
);

test("a refusal with a meaning is the answer, and is not asked for by other names", async () => {
  const { join, sign, asked } = await world({
    "/app/qrcode/group_invite": () => ({ code: 20025, message: "expired" }),
    "/app/qrcode/group_sign": () => ({ code: 20012, message: "admins only" }),
    "/group/qrcode/invite": () => true,
  });
  expect(await sign().catch((cause: unknown) => cause)).toMatchObject({ server: { code: "20012" } });
  expect(await join()).toMatchObject({ outcome: "expired" });
  expect(asked()).toEqual(["/app/qrcode/group_sign", "/app/qrcode/group_invite"]);
});
