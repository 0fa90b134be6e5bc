import { describe, expect, test } from "vitest";
import { readBackPausesMs } from "../../../../main/backends/lanying/open-points.ts";
import { createReadBack } from "../../../../main/platform/read-back.ts";
import type { ParsedCode } from "../../../../shared/domain/qr-payload.ts";
import { lanyingWorld, type Route } from "./lanying-world.ts";

const code: ParsedCode = {
  kind: "lanying_group",
  text: "{}",
  host: null,
  groupId: "5",
  joinKey: "opaque",
  dedupeKey: "x",
};

/** A server on which an accepted invitation joins group 5, unless told otherwise. */
async function world(invite: Route, { joins = true, approval = 0, isMember = false } = {}) {
  const joined = new Set<number>(isMember ? [1, 5] : [1]);
  return await lanyingWorld({
    "/group/user_joined": () => [...joined],
    "/group/info": () => ({ group_id: 5, name: "Chess", count: 12, apply_approval: approval }),
    "/group/qrcode/invite": async (request, response) => {
      if (joins) joined.add(5);
      return await invite(request, response);
    },
    "/group/apply": async (request, response) => {
      if (joins) joined.add(5);
      return await invite(request, response);
    },
  });
}

describe("joining by a code", () => {
  test("is proven by reading our groups back", async () => {
    const { backend, server } = await world(() => true);
    expect(await backend.join.join(code, "7")).toEqual({
      outcome: "joined",
      groupId: "5",
      groupName: "Chess",
      message: null,
    });
    const sent = server.seen.filter(({ path }) => path === "/group/qrcode/invite");
    expect(sent.map(({ body }) => body)).toEqual([{ qr_info: "opaque" }]);
  });

  test("finds the group of a code without an id", async () => {
    const { backend } = await world(() => true);
    expect(await backend.join.join({ ...code, groupId: null }, "7")).toMatchObject({
      outcome: "joined",
      groupId: "5",
    });
  });

  test("applies when the code has only an id", async () => {
    const { backend, server } = await world(() => ({ result: "success" }), { joins: false, approval: 1 });
    expect(await backend.join.join({ ...code, joinKey: null }, "7")).toMatchObject({
      outcome: "pending_approval",
    });
    expect(server.seen.find(({ path }) => path === "/group/apply")?.body).toEqual({ group_id: 5 });
  });

  test("an application refused inside a 200 is refused in its words", async () => {
    const { backend } = await world(() => ({ result: "fail", reason: "closed" }), { joins: false });
    expect(await backend.join.join({ ...code, joinKey: null }, "7")).toMatchObject({
      outcome: "refused",
      message: "closed",
    });
  });

  test("a yes that changed nothing is not called joined", async () => {
    const { backend } = await world(() => true, { joins: false });
    expect(await backend.join.join(code, "7")).toMatchObject({ outcome: "unconfirmed" });
  });

  test("a member does not knock again", async () => {
    const { backend, paths } = await world(() => true, { isMember: true });
    expect(await backend.join.join(code, "7")).toMatchObject({ outcome: "already_member" });
    expect(paths()).not.toContain("/group/qrcode/invite");
  });

  test.each([
    [20017, "already_member"],
    [20024, "expired"],
    [20025, "expired"],
    [20015, "expired"],
    [20010, "refused"],
    [20018, "refused"],
    [20001, "refused"],
  ])("code %i is told as %s, with the server's words", async (number, outcome) => {
    const { backend } = await world(() => ({ code: number, message: "words" }), { joins: false });
    expect(await backend.join.join(code, "7")).toMatchObject({ outcome, message: "words" });
  });

  test("an attempt whose answer was lost is looked up, not repeated", async () => {
    const { backend, paths } = await world((_request, response) => void response.destroy());
    expect(await backend.join.join(code, "7")).toMatchObject({ outcome: "joined" });
    expect(paths().filter((path) => path === "/group/qrcode/invite")).toHaveLength(1);
  });

  test.each<[string, Route]>([
    ["HTTP 500", (_request, response) => void response.writeHead(500).end("oops")],
    ["a database fault", () => ({ code: 20000, message: "database" })],
    ["half an answer", (_request, response) => void response.end('{"code":200,"da')],
    ["a page", (_request, response) => void response.end("<html>hello</html>")],
  ])("whoever was let in although the answer was %s has joined", async (_words, invite) => {
    for (const joinKey of ["opaque", null]) {
      const { backend } = await world(invite);
      expect(await backend.join.join({ ...code, joinKey }, "7")).toMatchObject({ outcome: "joined" });
    }
  });

  test("a fault after the attempt leaves it unconfirmed, in the server's words", async () => {
    const { backend } = await world(() => ({ code: 20000, message: "database" }), { joins: false });
    expect(await backend.join.join(code, "7")).toMatchObject({
      outcome: "unconfirmed",
      message: expect.stringContaining("database"),
    });
  });

  test("a server that fails before the attempt is an error, and nothing is sent", async () => {
    const { backend, paths } = await lanyingWorld({
      "/group/user_joined": () => ({ code: 20000, message: "database" }),
    });
    await expect(backend.join.join(code, "7")).rejects.toMatchObject({ code: "server_error" });
    expect(paths()).not.toContain("/group/qrcode/invite");
  });
});

describe("where reads lag behind writes, a join", () => {
  /** Our groups show what became of a join from that look on; each look is a pause apart. */
  async function lagging(showsAtLook: number, { approval = 0, joins = true } = {}) {
    const looks: number[] = [];
    let isDone = false;
    const yes = () => {
      isDone = true;
      return true;
    };
    const { backend, paths } = await lanyingWorld(
      {
        "/group/user_joined": () => {
          if (isDone) looks.push(looks.length + 1);
          return joins && looks.length >= showsAtLook ? [1, 5] : [1];
        },
        "/group/info": () => ({ group_id: 5, name: "Chess", apply_approval: approval }),
        "/group/qrcode/invite": yes,
        "/group/apply": () => (yes() ? { result: "success" } : null),
      },
      null,
      createReadBack(readBackPausesMs, async () => undefined),
    );
    const sent = () => paths().filter((path) => path.endsWith("/invite") || path.endsWith("/apply"));
    return { backend, looks, sent };
  }

  test.each([1, 2, 5])("that shows at look %i is joined, and was asked for once", async (look) => {
    const { backend, looks, sent } = await lagging(look);
    expect(await backend.join.join(code, "7")).toMatchObject({ outcome: "joined", groupId: "5" });
    expect(looks).toHaveLength(look);
    expect(sent().filter((path) => path === "/group/qrcode/invite")).toHaveLength(1);
  });

  test("that does not show within about three seconds is unconfirmed, not refused", async () => {
    const { backend } = await lagging(6);
    expect(await backend.join.join(code, "7")).toMatchObject({ outcome: "unconfirmed" });
  });

  test("by a code that names no group is found all the same", async () => {
    const { backend } = await lagging(3);
    const joined = await backend.join.join({ ...code, groupId: null }, "7");
    expect(joined).toMatchObject({ outcome: "joined", groupId: "5" });
  });

  test("by a key is waited for also where an admin decides, an application there is not", async () => {
    const byKey = await lagging(3, { approval: 1 });
    expect(await byKey.backend.join.join(code, "7")).toMatchObject({ outcome: "joined" });
    const applied = await lagging(6, { approval: 1, joins: false });
    expect(await applied.backend.join.join({ ...code, joinKey: null }, "7")).toMatchObject({
      outcome: "pending_approval",
    });
    expect(applied.looks).toHaveLength(1);
  });
});

describe("before joining", () => {
  test("the card shows what the server tells", async () => {
    const { backend, paths } = await world(() => true);
    expect(await backend.join.preview(code)).toEqual({ groupId: "5", groupName: "Chess", memberCount: 12 });
    expect(paths()).toEqual(["/group/info"]);
    expect(await backend.join.preview({ ...code, groupId: null })).toBeNull();
  });

  test("only this backend's groups can be joined", async () => {
    const { backend } = await world(() => true);
    expect(backend.join.canJoin(code)).toBe(true);
    expect(backend.join.canJoin({ ...code, joinKey: null })).toBe(true);
    expect(backend.join.canJoin({ ...code, kind: "wechat_group" })).toBe(false);
  });
});
