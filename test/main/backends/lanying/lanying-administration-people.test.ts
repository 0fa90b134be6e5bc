import { describe, expect, test } from "vitest";
import { administrationOf, all, lanyingWorld } from "./lanying-world.ts";

describe("each person's outcome", () => {
  test("is told in the order asked, and of whom the answer leaves out nothing is told", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/kick": () => [
        { user_id: 3, result: "fail", reason: "the owner" },
        { user_id: 1, result: "success" },
        { user_id: 4, result: "fail" },
      ],
    });
    expect(await administrationOf(backend).kick("5", ["1", "2", "3", "4", "1"])).toEqual([
      { userId: "1", isDone: true, reason: null },
      { userId: "3", isDone: false, reason: "the owner" },
      { userId: "4", isDone: false, reason: null },
    ]);
    expect(server.seen[0]?.body).toEqual({ group_id: 5, user_list: [1, 2, 3, 4] });
  });

  test("needs no id where only one person was asked about", async () => {
    const { backend } = await lanyingWorld({ "/group/unban": () => [{ result: "success" }] });
    expect(await administrationOf(backend).unmute("5", ["1"])).toEqual([
      { userId: "1", isDone: true, reason: null },
    ]);
  });

  test("is never another person's", async () => {
    const { backend } = await lanyingWorld({ "/group/unban": () => [{ user_id: 2, result: "success" }] });
    expect(await administrationOf(backend).unmute("5", ["1"])).toEqual([]);
  });

  test("for nobody asks nothing", async () => {
    const { backend, paths } = await lanyingWorld({});
    expect(await administrationOf(backend).block("5", [])).toEqual([]);
    expect(paths()).toEqual([]);
  });
});

test("each act has its path; a mute its minutes, an invitation its words where there are any", async () => {
  const done = () => [{ user_id: 1, result: "success" }];
  const { backend, server } = await lanyingWorld({
    "/group/kick": done,
    "/group/ban": done,
    "/group/unban": done,
    "/group/block": done,
    "/group/unblock": done,
    "/group/admin/add": done,
    "/group/admin/remove": done,
    "/group/invite": done,
  });
  const administration = administrationOf(backend);
  await administration.kick("5", ["1"]);
  await administration.mute("5", ["1"], 90);
  await administration.mute("5", ["1"], -1);
  await administration.unmute("5", ["1"]);
  await administration.block("5", ["1"]);
  await administration.unblock("5", ["1"]);
  await administration.promote("5", ["1"]);
  await administration.demote("5", ["1"]);
  await administration.invite("5", ["1"], "come");
  await administration.invite("5", ["1"], "");
  const people = { group_id: 5, user_list: [1] };
  expect(server.seen.map(({ method, path, body }) => [method, path, body])).toEqual([
    ["POST", "/group/kick", people],
    ["POST", "/group/ban", { ...people, duration: 90 }],
    ["POST", "/group/ban", { ...people, duration: -1 }],
    ["POST", "/group/unban", people],
    ["POST", "/group/block", people],
    ["POST", "/group/unblock", people],
    ["POST", "/group/admin/add", people],
    ["POST", "/group/admin/remove", people],
    ["POST", "/group/invite", { ...people, reason: "come" }],
    ["POST", "/group/invite", people],
  ]);
});

describe("a write", () => {
  test("is sent once, and one whose answer never came has an unknown outcome", async () => {
    const { backend, paths } = await lanyingWorld({
      "/group/kick": (_request, response) => void response.socket?.destroy(),
    });
    await expect(administrationOf(backend).kick("5", ["1"])).rejects.toMatchObject({
      code: "outcome_unknown",
    });
    expect(paths()).toEqual(["/group/kick"]);
  });

  test.each([
    ["no JSON", "<html>"],
    ["no list", { code: 200, data: { user_id: 1 } }],
  ])("whose answer cannot be read has an unknown outcome: %s", async (_what, answer) => {
    const { backend, paths } = await lanyingWorld({ "/group/kick": () => answer });
    await expect(administrationOf(backend).kick("5", ["1"])).rejects.toMatchObject({
      code: "outcome_unknown",
    });
    expect(paths()).toEqual(["/group/kick"]);
  });

  test("that is refused keeps the server's code and words", async () => {
    const { backend } = await lanyingWorld({
      "/group/kick": () => ({ code: 20012, message: "admins only" }),
    });
    await expect(administrationOf(backend).kick("5", ["1"])).rejects.toMatchObject({
      code: "refused",
      server: { code: "20012", message: "admins only" },
    });
  });

  test("that a redirect answered did nothing", async () => {
    const { backend } = await lanyingWorld({
      "/group/kick": (_request, response) => {
        response.writeHead(302, { location: "https://example.com/" }).end();
      },
    });
    await expect(administrationOf(backend).kick("5", ["1"])).rejects.toMatchObject({ code: "bad_answer" });
  });
});

test("the blacklist comes in pages, and a date nobody can read is no date", async () => {
  const { backend } = await lanyingWorld({
    "/group/blocked_list": ({ query }) =>
      query.cursor === "next"
        ? { code: 200, data: [{ user_id: 3 }] }
        : {
            code: 200,
            cursor: "next",
            data: [
              { user_id: 1, group_id: 5, created_at: "2026-01-02T03:04:05Z" },
              { user_id: 2, created_at: "some day" },
            ],
          },
  });
  expect(await all(administrationOf(backend).blocked("5"))).toEqual([
    [
      { userId: "1", blockedAt: Date.UTC(2026, 0, 2, 3, 4, 5) },
      { userId: "2", blockedAt: null },
    ],
    [{ userId: "3", blockedAt: null }],
  ]);
});

test("cards are asked for in parts, and who has none is left out", async () => {
  const { backend, server } = await lanyingWorld({
    "/group/members/display_name": ({ body }) => {
      const { user_list } = body as { user_list: number[] };
      return user_list.map((id) =>
        id % 2 === 0 ? { user_id: id } : { user_id: id, display_name: `c${id}` },
      );
    },
  });
  const ids = Array.from({ length: 150 }, (_, index) => String(index + 1));
  const cards = await administrationOf(backend).cards("5", ids);
  expect(cards.size).toBe(75);
  expect(cards.get("149")).toBe("c149");
  expect(server.seen).toHaveLength(2);
});
