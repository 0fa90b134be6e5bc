import { describe, expect, test } from "vitest";
import { administrationOf, all, lanyingWorld } from "./lanying-world.ts";

const hourMs = 3_600_000;

describe("the inbox", () => {
  test("holds the applications of many groups, 100 groups at a time, page by page", async () => {
    const later = Date.now() + hourMs;
    const { backend, server } = await lanyingWorld({
      "/group/application_list": ({ query, body }) => {
        const { group_list: groups } = body as { group_list: number[] };
        if (groups.length < 100) return { code: 200, data: [{ group_id: 120, applicant_id: 9, status: 7 }] };
        return query.cursor === undefined
          ? {
              code: 200,
              cursor: "2",
              data: [
                { group_id: 1, applicant_id: 5, reason: "hi", status: 0, expired_time: later },
                { group_id: 1, applicant_id: 6, status: 0, expired_time: 1_500_000_000_000 },
              ],
            }
          : {
              code: 200,
              data: [
                { group_id: 2, applicant_id: 7, status: 1 },
                { group_id: 2, applicant_id: 8, status: 2 },
              ],
            };
      },
    });
    const groups = Array.from({ length: 120 }, (_, index) => String(index + 1));
    const found = (await all(administrationOf(backend).applications(groups))).flat();
    expect(found[0]).toEqual({
      kind: "application",
      groupId: "1",
      personId: "5",
      reason: "hi",
      status: "pending",
      expiresAt: later,
      updatedAt: null,
    });
    expect(found.map(({ personId, status }) => [personId, status])).toEqual([
      ["5", "pending"],
      ["6", "expired"],
      ["7", "accepted"],
      ["8", "declined"],
      ["9", "expired"],
    ]);
    expect(server.seen).toHaveLength(3);
  });

  test("is asked for 100 at a time, and without a number where the server refuses one", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/application_list": ({ query }) =>
        query.limit === undefined
          ? {
              code: 200,
              data: [{ group_id: 1, applicant_id: query.cursor ? 6 : 5 }],
              cursor: query.cursor ? "" : "2",
            }
          : { code: 10002, message: "bad request parameter: limit" },
      "/group/invitation_list": () => [],
    });
    const administration = administrationOf(backend);
    const found = (await all(administration.applications(["1"]))).flat();
    expect(found.map(({ personId }) => personId)).toEqual(["5", "6"]);
    await all(administration.invitations());
    expect(server.seen.map(({ query }) => query)).toEqual([
      { limit: "100" },
      {},
      { cursor: "2" },
      { limit: "100" },
    ]);
  });

  test("without groups asks nobody", async () => {
    const { backend, paths } = await lanyingWorld({});
    expect(await all(administrationOf(backend).applications([]))).toEqual([]);
    expect(paths()).toEqual([]);
  });

  test("holds our invitations, also those whose inviter or date cannot be read", async () => {
    const { backend } = await lanyingWorld({
      "/group/invitation_list": () => [
        { group_id: 1, inviter_id: 4, invitee_id: 7, status: 0, updated_at: "2026-01-02T03:04:05Z" },
        { group_id: 2, updated_at: "?" },
      ],
    });
    const base = { kind: "invitation", reason: "", status: "pending", expiresAt: null };
    expect((await all(administrationOf(backend).invitations())).flat()).toEqual([
      { ...base, groupId: "1", personId: "4", updatedAt: Date.UTC(2026, 0, 2, 3, 4, 5) },
      { ...base, groupId: "2", personId: "0", updatedAt: null },
    ]);
  });
});

describe("an answer", () => {
  test("to an application names the applicant, to an invitation who invited, ourselves where that is unknown", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/apply/handle": () => ({ user_id: 5, result: "success" }),
      "/group/invite/handle": () => true,
    });
    const administration = administrationOf(backend);
    await administration.decideApplication("1", "5", false);
    await administration.decideInvitation("1", "4", true);
    await administration.decideInvitation("1", "0", true);
    expect(server.seen.map(({ path, body }) => [path, body])).toEqual([
      ["/group/apply/handle", { group_id: 1, user_id: 5, approval: false }],
      ["/group/invite/handle", { group_id: 1, user_id: 4, approval: true }],
      ["/group/invite/handle", { group_id: 1, user_id: 7, approval: true }],
    ]);
  });

  test("to an invitation is given with the other id once where the server says no to the first, and then by that", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/invite/handle": ({ body }) =>
        (body as { user_id: number }).user_id === 7 || { code: 20015, message: "no such invitation" },
    });
    const administration = administrationOf(backend);
    await administration.decideInvitation("1", "4", true);
    await administration.decideInvitation("2", "4", false);
    expect(server.seen.map(({ body }) => body)).toEqual([
      { group_id: 1, user_id: 4, approval: true },
      { group_id: 1, user_id: 7, approval: true },
      { group_id: 2, user_id: 7, approval: false },
    ]);
  });

  test.each([
    [20015, 20010, "20010"],
    [20010, 20015, "20010"],
    [20015, 20015, "20015"],
  ])(
    "to an invitation that is refused with either id (%i, %i) is refused for the reason that tells more",
    async (first, second, told) => {
      const codes = [first, second];
      const { backend, server } = await lanyingWorld({
        "/group/invite/handle": () => ({ code: codes.shift(), message: "no" }),
      });
      const answer = administrationOf(backend).decideInvitation("1", "4", true);
      await expect(answer).rejects.toMatchObject({ code: "refused", server: { code: told } });
      expect(server.seen).toHaveLength(2);
    },
  );

  test("to an invitation whose answer was lost is not given again with the other id", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/invite/handle": (_request, response) => void response.destroy(),
    });
    const answer = administrationOf(backend).decideInvitation("1", "4", true);
    await expect(answer).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(server.seen).toHaveLength(1);
  });

  test("that the server refuses within a success is refused", async () => {
    const { backend } = await lanyingWorld({
      "/group/apply/handle": () => ({ user_id: 5, result: "fail", reason: "the group is full" }),
    });
    await expect(administrationOf(backend).decideApplication("1", "5", true)).rejects.toMatchObject({
      code: "refused",
      server: { message: "the group is full" },
    });
  });
});

describe("applying", () => {
  test.each([
    ["joined", [1, 5]],
    ["pending_approval", [1]],
  ])("is %s by the list of our groups", async (outcome, joined) => {
    const { backend, server } = await lanyingWorld({
      "/group/apply": () => ({ user_id: 7, result: "success" }),
      "/group/user_joined": () => joined,
    });
    expect(await administrationOf(backend).apply("5", "let me in")).toBe(outcome);
    expect(server.seen[0]?.body).toEqual({ group_id: 5, reason: "let me in" });
  });

  test("has an unknown outcome where that list cannot be read", async () => {
    const { backend } = await lanyingWorld({
      "/group/apply": () => null,
      "/group/user_joined": () => ({ code: 20000 }),
    });
    await expect(administrationOf(backend).apply("5", "")).rejects.toMatchObject({ code: "outcome_unknown" });
  });
});

describe("announcements", () => {
  test("are newest first, by time or by the server's order where a time is missing", async () => {
    const lists = [
      [
        { id: 1, title: "one", content: "c", author: 4, created_at: 1_700_000_000_000 },
        { id: 3, created_at: 1_700_000_002_000 },
        { id: 2, created_at: 1_700_000_001_000 },
      ],
      [{ id: 1 }, { id: 3, created_at: 1_700_000_002_000 }, { id: 2, created_at: 1_700_000_001_000 }],
    ];
    const { backend } = await lanyingWorld({ "/group/announcement/list": () => lists.shift() });
    const read = async () => await administrationOf(backend).announcements("5");
    const byTime = await read();
    expect(byTime.map(({ id }) => id)).toEqual(["3", "2", "1"]);
    expect(byTime[2]).toEqual({
      id: "1",
      title: "one",
      content: "c",
      authorId: "4",
      createdAt: 1_700_000_000_000,
    });
    expect((await read()).map(({ id }) => id)).toEqual(["2", "3", "1"]);
  });

  test("the last one is null where there is none; one that is gone is not found", async () => {
    const { backend } = await lanyingWorld({
      "/group/announcement/last": () => ({ code: 200 }),
      "/group/announcement": () => ({ code: 20020, message: "gone" }),
    });
    expect(await administrationOf(backend).lastAnnouncement("5")).toBeNull();
    await expect(administrationOf(backend).announcement("5", "1")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("are added with what was said, and removed by id in the query", async () => {
    const { backend, server } = await lanyingWorld({
      "/group/announcement/edit": () => ({ id: 9 }),
      "/group/announcement/delete": () => true,
    });
    expect(await administrationOf(backend).announce("5", "t", "c")).toEqual({
      id: "9",
      title: "t",
      content: "c",
      authorId: null,
      createdAt: null,
    });
    await administrationOf(backend).removeAnnouncement("5", "9");
    expect(server.seen[1]?.query).toEqual({ group_id: "5", announcement_id: "9" });
  });
});

test("a group's code says when it ends, where the server does", async () => {
  const answers = [
    { qr_info: "abc", create_at: 1_700_000_000_000, expire_at: 1_700_000_500_000 },
    { qr_info: "def" },
  ];
  const { backend } = await lanyingWorld({ "/group/qrcode/sign": () => answers.shift() });
  expect(await administrationOf(backend).code("5")).toEqual({
    info: "abc",
    createdAt: 1_700_000_000_000,
    expiresAt: 1_700_000_500_000,
  });
  expect(await administrationOf(backend).code("5")).toEqual({
    info: "def",
    createdAt: null,
    expiresAt: null,
  });
});
