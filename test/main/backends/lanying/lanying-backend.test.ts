import { describe, expect, test } from "vitest";
import { all, lanyingWorld } from "./lanying-world.ts";

const bigId = "9007199254740993";

describe("groups", () => {
  test("come in batches of 100 with no digit lost, and none left out", async () => {
    const ids = [...Array.from({ length: 249 }, (_, index) => String(index + 1)), bigId];
    const { backend, server } = await lanyingWorld({
      "/group/user_joined": () => `{"code":200,"data":[${ids.join(",")}]}`,
      "/group/info/batch": ({ text }) => {
        const asked = /\[(.*)\]/.exec(text)?.[1]?.split(",") ?? [];
        // The last batch forgets a group.
        const told = asked.filter((id) => id !== "249");
        return `{"code":200,"data":[${told.map((id) => `{"group_id":${id},"name":"G${id}","owner":7,"count":3}`)}]}`;
      },
      "/group/info": ({ query }) => ({ group_id: Number(query.group_id), name: "forgotten", owner_id: 8 }),
    });
    const pages = await all(backend.groups());
    expect(pages.map((page) => page.length)).toEqual([100, 100, 50]);
    const groups = pages.flat();
    expect(new Set(groups.map(({ id }) => id))).toEqual(new Set(ids));
    expect(groups.find(({ id }) => id === bigId)).toMatchObject({
      name: `G${bigId}`,
      role: "owner",
      memberCount: 3,
    });
    expect(groups.find(({ id }) => id === "249")).toMatchObject({ name: "forgotten", role: null });
    const sent = server.seen.filter(({ path }) => path === "/group/info/batch").map(({ text }) => text);
    expect(sent.join()).toContain(`,${bigId}]`);
    expect(server.seen[0]?.headers).toMatchObject({ app_id: "welovemaxim", "access-token": "old" });
    expect(server.seen[0]?.headers).not.toHaveProperty("user_id");
  });

  test.each([
    ["ids", `[5,"${bigId}"]`, ["5", bigId]],
    ["objects with the id", `[{"group_id":5,"name":"x"},{"group_id":${bigId}}]`, ["5", bigId]],
    ["nothing, as an object", "{}", []],
    ["nothing at all", "null", []],
  ])("ours are read where the server lists %s", async (_form, data, ids) => {
    const { backend } = await lanyingWorld({
      "/group/user_joined": () => `{"code":200,"data":${data}}`,
      "/group/info/batch": ({ text }) => {
        const asked = /\[(.*)\]/.exec(text)?.[1]?.split(",") ?? [];
        return `{"code":200,"data":[${asked.map((id) => `{"group_id":${id}}`)}]}`;
      },
    });
    expect((await all(backend.groups())).flat().map(({ id }) => id)).toEqual(ids);
  });

  test("a list of ours in a form that nobody has seen is no empty one", async () => {
    const { backend } = await lanyingWorld({ "/group/user_joined": () => ({ groups: [5] }) });
    await expect(all(backend.groups())).rejects.toMatchObject({ code: "bad_answer" });
  });

  test("a group's times are read in seconds and in milliseconds, and its missing fields are null", async () => {
    const { backend } = await lanyingWorld({
      "/group/info": () => ({
        group_id: 5,
        ban_expire_time: 1569586735,
        created_at: 1569586735861,
        apply_approval: 1,
      }),
    });
    expect(await backend.group("5")).toEqual({
      id: "5",
      name: "",
      description: null,
      avatar: null,
      memberCount: null,
      capacity: null,
      type: null,
      role: null,
      ownerId: null,
      joinRule: "approval",
      mutedUntil: 1569586735000,
      createdAt: 1569586735861,
    });
  });

  test.each([
    [0, "private"],
    [1, "public"],
    [2, "chatroom"],
    [3, "temporary"],
    [4, null],
  ])("type %s is %s, in a list and by itself", async (number, type) => {
    const { backend } = await lanyingWorld({
      "/group/user_joined": () => [5],
      "/group/info/batch": () => [{ group_id: 5, type: number }],
      "/group/info": () => ({ group_id: 5, type: number }),
    });
    expect((await all(backend.groups())).flat()).toMatchObject([{ type }]);
    expect(await backend.group("5")).toMatchObject({ type });
  });

  test("an answer of the wrong shape names the field and nothing of what stood in it", async () => {
    const { backend } = await lanyingWorld({
      "/group/info/batch": () => [{ group_id: 1 }, { group_id: "secret-words" }],
      "/group/user_joined": () => [1, 2],
    });
    const failure = all(backend.groups());
    await expect(failure).rejects.toMatchObject({ code: "bad_answer" });
    await expect(failure).rejects.toThrow(/\/group\/info\/batch: unexpected data\.1\.group_id/);
    await expect(failure).rejects.not.toThrow(/secret-words/);
  });
});

describe("members", () => {
  test("are read page by page until the cursor is empty, whatever the total says", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/member_list": ({ query }) => {
        const at = Number(query.cursor ?? 0);
        const cursor = at < 3 ? { cursor: String(at + 1) } : { cursor: "" };
        return { code: 200, total: 1, data: [{ user_id: at + 1, display_name: `M${at}` }], ...cursor };
      },
    });
    const pages = await all(backend.members("5"));
    expect(pages.flatMap(({ members }) => members)).toEqual(
      [1, 2, 3, 4].map((id) => ({ id: String(id), name: `M${id - 1}`, joinedAt: null })),
    );
    expect(server.seen.map(({ query }) => query)).toEqual([
      { group_id: "5", limit: "500" },
      { group_id: "5", limit: "500", cursor: "1" },
      { group_id: "5", limit: "500", cursor: "2" },
      { group_id: "5", limit: "500", cursor: "3" },
    ]);
  });

  test.each([
    ["the last page names its own cursor", ["a", "b", "b"], [1, 2, 3], 4],
    ["an empty last page names the one before", ["a", "b", "a"], [1, 2], 3],
    ["the pages begin anew", ["a", "b", "start"], [1, 2, 3], 5],
  ])("a cursor that comes again without anybody new is the end: %s", async (_case, next, members, most) => {
    const data: Record<string, readonly unknown[]> = {
      start: [{ user_id: 1, join_time: 1 }],
      a: [{ user_id: 2 }],
      b: members.includes(3) ? [{ user_id: 3 }] : [],
    };
    const { backend, server } = await lanyingWorld({
      "/group/member_list": ({ query: { cursor = "start" } }) => ({
        code: 200,
        // What else a row tells may change while one looks.
        data: data[cursor]?.map((row) => ({ ...Object(row), join_time: server.seen.length })),
        cursor: next[["start", "a", "b"].indexOf(cursor)],
      }),
    });
    const read = await all(backend.members("5"));
    expect(read.flatMap((page) => page.members).map(({ id }) => Number(id))).toEqual(members);
    expect(server.seen.length).toBeLessThanOrEqual(most);
  });

  test("a cursor that comes again with new people is followed, but not for ever", async () => {
    let asked = 0;
    const { backend } = await lanyingWorld({
      "/group/member_list": () => {
        asked += 1;
        return { code: 200, data: [{ user_id: asked }], cursor: "same" };
      },
    });
    await expect(all(backend.members("5"))).rejects.toThrow(/unexpected cursor \(repeated\)/);
    expect(asked).toBe(3);
  });

  test("new cursors without an end and without a new row end in an error that says so", async () => {
    for (const data of [[], [{ user_id: 1 }, { user_id: 2 }]]) {
      let asked = 0;
      const { backend } = await lanyingWorld({
        "/group/member_list": () => {
          asked += 1;
          return { code: 200, data, cursor: `next-${asked}` };
        },
      });
      const failure = all(backend.members("5"));
      await expect(failure).rejects.toMatchObject({ code: "bad_answer" });
      await expect(failure).rejects.toThrow(/50 pages in a row bring nothing new/);
      expect(asked).toBeLessThan(60);
    }
  });

  test("a few empty pages on the way are no end and no error", async () => {
    const { backend } = await lanyingWorld({
      "/group/member_list": ({ query }) => {
        const at = Number(query.cursor ?? 0);
        return {
          code: 200,
          data: at % 10 === 0 ? [{ user_id: at + 1 }] : [],
          cursor: at < 60 ? at + 1 : null,
        };
      },
    });
    const read = await all(backend.members("5"));
    expect(read.flatMap(({ members }) => members)).toHaveLength(7);
  });

  test("a cursor longer than any real one is an error", async () => {
    const { backend } = await lanyingWorld({
      "/group/member_list": () => ({ code: 200, data: [{ user_id: 1 }], cursor: "x".repeat(5000) }),
    });
    await expect(all(backend.members("5"))).rejects.toThrow(/unexpected cursor \(too long\)/);
  });

  test("a page of ten thousand arrives whole, in parts of at most a thousand", async () => {
    const { backend } = await lanyingWorld({
      "/group/member_list": () => ({
        code: 200,
        data: Array.from({ length: 10_000 }, (_, at) => ({
          user_id: at + 1,
          display_name: "M",
          join_time: 1,
        })),
      }),
    });
    const parts = await all(backend.members("5"));
    expect(parts.flatMap(({ members }) => members)).toHaveLength(10_000);
    expect(Math.max(...parts.map(({ members }) => members.length))).toBe(1000);
  });

  test("admins are read by one request, whoever is among them", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/admin_list": () => [{ user_id: 1 }, { user_id: 2 }],
    });
    expect(await backend.adminIds("5")).toEqual(["1", "2"]);
    expect(server.seen.map(({ path }) => path)).toEqual(["/group/admin_list"]);
  });

  test("mutes end in ms, or never, and people without an end are not muted", async () => {
    const { backend } = await lanyingWorld({
      "/group/banned_list": () => [
        { user_id: 1, expired_time: 1569586735861 },
        { user_id: 2, expired_time: 1569586735 },
        { user_id: 3, expired_time: -1 },
        { user_id: 4 },
        { user_id: 5, expired_time: 0 },
      ],
    });
    expect([...(await backend.mutes("5"))]).toEqual([
      ["1", 1569586735861],
      ["2", 1569586735000],
      ["3", -1],
    ]);
  });
});

describe("refusals", () => {
  test.each([
    [20012, "refused"],
    [20001, "not_found"],
    [20022, "not_found"],
    [10028, "rate_limited"],
    [402, "signed_out"],
    [10003, "signed_out"],
    [10008, "signed_out"],
  ])("code %i inside HTTP 200 is %s, with the server's words", async (code, expected) => {
    const { backend } = await lanyingWorld({ "/group/info": () => ({ code, message: "no" }) });
    await expect(backend.group("1")).rejects.toMatchObject({
      code: expected,
      server: { code: String(code), message: "no" },
    });
  });

  test("a lost session is renewed once for everybody, and the refused write goes out again", async () => {
    const { backend, server, session } = await lanyingWorld(
      {
        "/group/kick": ({ headers }) =>
          headers["access-token"] === "new" ? [{ user_id: 1, result: "success" }] : { code: 402 },
      },
      "new",
    );
    const kick = () => backend.call("/group/kick", { group_id: "5", user_list: ["1"] });
    await Promise.all([kick(), kick(), kick()]);
    expect(session.renewals).toBe(1);
    expect(server.seen.filter(({ headers }) => headers["access-token"] === "new")).toHaveLength(3);
  });
});

describe("any operation by its path", () => {
  test("takes and gives ids as strings, sends them as numbers, and keeps a fail inside a 200", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/ban": () => `{"code":200,"data":[{"user_id":${bigId},"result":"fail","reason":"owner"}]}`,
    });
    const input = { group_id: bigId, user_list: [bigId, "2"], duration: -1 };
    expect(await backend.call("/group/ban", input)).toEqual([
      { user_id: bigId, result: "fail", reason: "owner" },
    ]);
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      text: `{"group_id":${bigId},"user_list":[${bigId},2],"duration":-1}`,
    });
  });

  test("puts parameters where the operation wants them", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/leave": () => true,
      "/group/application_list": () => ({ code: 200, data: [], cursor: "next" }),
    });
    expect(await backend.call("/group/leave", { group_id: "5" })).toBe(true);
    const page = await backend.call("/group/application_list", { group_list: ["5"], limit: 10 });
    expect(page).toEqual({ data: [], cursor: "next", total: null });
    expect(server.seen.map(({ query, text }) => [query, text])).toEqual([
      [{ group_id: "5" }, "{}"],
      [{ limit: "10" }, '{"group_list":[5]}'],
    ]);
  });

  test("a paged list comes whole unless one page is asked for", async () => {
    const { backend } = await lanyingWorld({
      "/group/member_list": ({ query }) =>
        query.cursor
          ? { code: 200, data: [{ user_id: 2 }] }
          : { code: 200, data: [{ user_id: 1 }], cursor: "more" },
    });
    expect(await backend.call("/group/member_list", { group_id: "5" })).toEqual([
      { user_id: "1" },
      { user_id: "2" },
    ]);
  });

  test("an unknown path or a bad input sends nothing", async () => {
    const { backend, server } = await lanyingWorld({});
    await expect(backend.call("/token/user", {})).rejects.toMatchObject({ code: "invalid" });
    await expect(backend.call("constructor", {})).rejects.toMatchObject({ code: "invalid" });
    await expect(backend.call("/group/ban", { group_id: "x" })).rejects.toThrow(/group_id/);
    expect(server.seen).toEqual([]);
  });
});
