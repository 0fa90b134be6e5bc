import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { GroupBackend } from "../../../../main/backends/backend.ts";
import { createGeweBackend } from "../../../../main/backends/gewe/gewe-backend.ts";
import type { ParsedCode } from "../../../../shared/domain/qr-payload.ts";
import { testNetwork } from "../../../support/test-network.ts";
import { loopbackServer, type Seen } from "../loopback-server.ts";

type Routes = Readonly<Record<string, (request: Seen, response: ServerResponse) => unknown>>;

/** A backend on a service that answers `data`, or a whole envelope of its own. */
async function world(routes: Routes, maxPolls = 3) {
  const server = await loopbackServer(async (request, response) => {
    const value = await routes[request.path.replace("/gewe/v2/api", "")]?.(request, response);
    if (response.headersSent) return undefined;
    const isEnvelope = typeof value === "object" && value !== null && "ret" in value;
    return isEnvelope ? value : { ret: 200, msg: "操作成功", data: value };
  });
  const deps = {
    network: testNetwork,
    kind: "gewe" as const,
    apiUrl: `${server.url}/gewe/v2/api`,
    appId: "wx_device",
    allowsInsecureHttp: false,
    token: () => "kept",
    renew: () => Promise.resolve(null),
    selfId: () => "wxid_me",
  };
  const backend: GroupBackend = createGeweBackend(deps, { pollMs: 1, maxPolls });
  const names = () => server.seen.map(({ path }) => path.split("/").at(-1));
  return { backend, server, names };
}

async function groupsOf(backend: GroupBackend) {
  const groups = [];
  for await (const page of backend.groups()) groups.push(...page);
  return groups;
}

const code: ParsedCode = {
  kind: "wechat_group",
  text: "https://weixin.qq.com/g/AwYAA?s=1",
  host: "weixin.qq.com",
  groupId: null,
  joinKey: "https://weixin.qq.com/g/AwYAA?s=1",
  dedupeKey: "x",
};
const invite: ParsedCode = {
  ...code,
  kind: "wechat_invite",
  joinKey: "https://support.weixin.qq.com/cgi-bin/mmsupport-bin/addchatroombyinvite?ticket=A%2FtYjg2L%3D%3D",
};
const room = "19189253160@chatroom";

describe("signing in", () => {
  test("checks the device, asks who we are, and posts with the token in its header", async () => {
    const { backend, server } = await world({
      "/login/checkOnline": () => true,
      "/personal/getProfile": () => ({ wxid: "wxid_me", nickName: null }),
    });
    const session = await backend.signIn({ type: "token", token: " pasted " });
    expect(session).toEqual({ token: "pasted", selfId: "wxid_me" });
    for (const request of server.seen) {
      expect(request).toMatchObject({ method: "POST", body: { appId: "wx_device" }, query: {} });
      expect(request.headers["x-gewe-token"]).toBe("pasted");
    }
  });

  test("tells a device that is offline from one that is not known", async () => {
    const token = { type: "token", token: "t" } as const;
    const offline = await world({ "/login/checkOnline": () => false });
    await expect(offline.backend.signIn(token)).rejects.toMatchObject({ code: "device_offline" });
    expect(offline.names()).toEqual(["checkOnline"]);
    const unnoticed = await world({
      "/login/checkOnline": () => true,
      "/personal/getProfile": () => ({ ret: 500, msg: "获取失败", data: { code: "-1", msg: "微信已离线" } }),
    });
    await expect(unnoticed.backend.signIn(token)).rejects.toMatchObject({ code: "device_offline" });
    const unknown = { ret: 500, msg: "操作失败", data: { code: "-1", msg: "[appId]设备不存在" } };
    const none = await world({ "/login/checkOnline": () => unknown });
    await expect(none.backend.signIn(token)).rejects.toMatchObject({
      code: "not_found",
      server: { message: "[appId]设备不存在" },
    });
  });

  test("takes the token out of what was pasted, and sends nothing that is none", async () => {
    const { backend, server } = await world({
      "/login/checkOnline": () => true,
      "/personal/getProfile": () => ({ wxid: "wxid_me" }),
    });
    const pasted = { type: "token", token: "'X-GEWE-TOKEN: {{abc123}}'\u200b" } as const;
    expect(await backend.signIn(pasted)).toEqual({ token: "abc123", selfId: "wxid_me" });
    expect(server.seen[0]?.headers["x-gewe-token"]).toBe("abc123");
    const words = { type: "token", token: "两个 词" } as const;
    await expect(backend.signIn(words)).rejects.toMatchObject({ code: "invalid" });
    expect(server.seen).toHaveLength(2);
  });

  test("knows no password", async () => {
    const { backend, server } = await world({});
    const credential = { type: "password", user: "u", password: "p" } as const;
    await expect(backend.signIn(credential)).rejects.toMatchObject({ code: "unsupported" });
    expect(server.seen).toEqual([]);
  });
});

describe("refusals", () => {
  test.each([
    [
      { ret: 500, msg: "失败", data: { code: "-2", msg: "user ticket invalid" } },
      "-2",
      "user ticket invalid",
    ],
    [{ ret: 500, msg: "失败", data: { code: -1, detail: '{"ret":-1,"msg_err":"inner"}' } }, "-1", "inner"],
    [{ ret: 500, msg: "失败", data: { detail: "plain" } }, "500", "plain"],
    [{ ret: 500, msg: "获取群信息失败" }, "500", "获取群信息失败"],
    [{ ret: 500, msg: "失败", data: null }, "500", "失败"],
  ])("%j is told in its innermost words", async (envelope, number, message) => {
    const { backend } = await world({ "/group/getChatroomInfo": () => envelope });
    await expect(backend.group(room)).rejects.toMatchObject({
      code: "refused",
      server: { code: number, message },
    });
  });

  test("what is no envelope is a bad answer", async () => {
    const { backend } = await world({ "/group/getChatroomInfo": () => ({ ret: "ok" }) });
    await expect(backend.group(room)).rejects.toMatchObject({ code: "bad_answer" });
  });

  test("a bad token signs out, whatever else its refusal sounds like, and is not told on", async () => {
    const refusals = [
      "X-GEWE-TOKEN=kept 不可用或已过期",
      "X-GEWE-TOKEN=kept 不可为空",
      "x-gewe-token=kept 频繁",
    ];
    for (const words of refusals) {
      const { backend } = await world({
        "/group/joinRoomUsingQRCode": () => ({ ret: 500, msg: `HTTP HEADER: ${words}` }),
        "/group/getChatroomInfo": () => ({ ret: 500, msg: "失败", data: { msg: `HTTP HEADER: ${words}` } }),
      });
      const server = { message: `HTTP HEADER: ${words.replace("kept", "•••")}` };
      const signedOut = { code: "signed_out", server };
      const refused = backend.join.join(code, "wxid_me");
      await expect(refused).rejects.toMatchObject(signedOut);
      await expect(backend.group(room)).rejects.toMatchObject(signedOut);
      const error: unknown = await refused.catch((cause: unknown) => cause);
      expect(inspect(error, { depth: 10 })).not.toContain("kept");
    }
  });

  test.each(["微信已离线", "[appId]设备不存在", "[appid]设备不存在", "设备已离线"])(
    "%s is said of the device, not of what was asked",
    async (msg) => {
      const { backend } = await world({
        "/group/joinRoomUsingQRCode": () => ({ ret: 500, msg: "扫码进群失败", data: { code: "-1", msg } }),
      });
      const offline = { code: "device_offline", server: { message: msg } };
      await expect(backend.join.join(code, "wxid_me")).rejects.toMatchObject(offline);
    },
  );

  test.each(["获取群信息超时", "Read timed out", "connect timeout: timed out"])(
    "%s is a time-out, after which nobody knows whether something was written",
    async (msg) => {
      const { backend } = await world({
        "/group/getChatroomInfo": () => ({ ret: 500, msg }),
        "/group/joinRoomUsingQRCode": () => ({ ret: 500, msg: "扫码进群失败", data: { msg } }),
      });
      await expect(backend.group(room)).rejects.toMatchObject({ code: "timeout" });
      expect(await backend.join.join(code, "wxid_me")).toMatchObject({
        outcome: "unconfirmed",
        message: msg,
      });
    },
  );

  test("asking too often is told apart", async () => {
    const { backend } = await world({
      "/group/joinRoomUsingQRCode": () => ({ ret: 500, msg: "操作频繁，请稍后再试" }),
    });
    await expect(backend.join.join(code, "wxid_me")).rejects.toMatchObject({ code: "rate_limited" });
  });
});

describe("groups", () => {
  test("are asked for by 20, and one that is left out still is ours", async () => {
    const ids = Array.from({ length: 45 }, (_, index) => `${index}@chatroom`);
    const { backend, server } = await world({
      "/contacts/fetchContactsList": () => ({ friends: ["weixin"], chatrooms: ids, ghs: [] }),
      "/contacts/getBriefInfo": ({ body }) => {
        const { wxids } = body as { wxids: string[] };
        return wxids
          .filter((id) => id !== "44@chatroom")
          .map((userName) => ({ userName, nickName: `N${userName}`, remark: null }));
      },
    });
    const groups = await groupsOf(backend);
    expect(groups.map(({ id }) => id)).toEqual(ids);
    expect(groups[0]).toMatchObject({ name: "N0@chatroom", memberCount: null, role: null });
    expect(groups[44]).toMatchObject({ name: "" });
    const asked = server.seen.filter(({ path }) => path.endsWith("/getBriefInfo"));
    const sizes = asked.map(({ body }) => (body as { wxids: string[] }).wxids.length);
    expect(sizes).toEqual([20, 20, 5]);
  });

  /** A contact cache that gives these answers one after another, and the last one ever after. */
  function looks(...answers: readonly unknown[]) {
    let at = 0;
    return () => answers[Math.min(at++, answers.length - 1)];
  }
  const saved = { friends: [], chatrooms: [room], ghs: [] };
  const [look, collect, brief] = ["fetchContactsListCache", "fetchContactsList", "getBriefInfo"];

  test("that were collected a moment ago are not collected again", async () => {
    const { backend, names } = await world({
      "/contacts/fetchContactsListCache": () => saved,
      "/contacts/getBriefInfo": () => [],
    });
    expect((await groupsOf(backend)).map(({ id }) => id)).toEqual([room]);
    expect(names()).toEqual([look, brief]);
  });

  test("are collected anew once a group was saved", async () => {
    const { backend, names } = await world({
      "/contacts/fetchContactsListCache": () => saved,
      "/contacts/fetchContactsList": () => ({ ...saved, chatrooms: [room, "2@chatroom"] }),
      "/contacts/getBriefInfo": () => [],
      "/group/saveContractList": () => undefined,
    });
    await backend.call("/group/saveContractList", { chatroomId: "2@chatroom", operType: 3 });
    expect((await groupsOf(backend)).map(({ id }) => id)).toEqual([room, "2@chatroom"]);
    expect(names()).toEqual(["saveContractList", collect, brief]);
  });

  test.each([
    ["says nothing", null],
    ["says that it took too long", { ret: 500, msg: "获取通讯录列表超时" }],
    [
      "says that it could not read in time",
      { ret: 500, msg: "失败", data: { code: "-1", msg: "Read timed out" } },
    ],
  ])("are looked for in the cache while the service is still collecting and %s", async (_what, answer) => {
    const { backend, names } = await world({
      "/contacts/fetchContactsList": () => answer,
      "/contacts/fetchContactsListCache": looks(null, {}, { ret: 500, msg: "获取缓存失败" }, saved),
      "/contacts/getBriefInfo": () => [],
    });
    expect((await groupsOf(backend)).map(({ id }) => id)).toEqual([room]);
    expect(names()).toEqual([look, collect, look, look, look, brief]);
  });

  test("are found although what stands before the service gives up on it", async () => {
    let requests = 0;
    const { backend } = await world({
      "/contacts/fetchContactsListCache": ({ path }, response) => {
        requests += 1;
        if (requests === 1) return {};
        if (requests > 4) return saved;
        response.writeHead(502).end(path);
        return undefined;
      },
      "/contacts/fetchContactsList": (_request, response) => void response.writeHead(502).end(),
      "/contacts/getBriefInfo": () => [],
    });
    expect((await groupsOf(backend)).map(({ id }) => id)).toEqual([room]);
  });

  test("the cache is not asked for ever", async () => {
    const { backend, names } = await world({}, 2);
    await expect(groupsOf(backend)).rejects.toMatchObject({ code: "timeout" });
    expect(names()).toEqual([look, collect, look, look]);
  });

  test("a cache that keeps losing patience is not waited for longer than one that stays empty", async () => {
    const slow = () => ({ ret: 500, msg: "Read timed out" });
    const routes = { "/contacts/fetchContactsListCache": slow, "/contacts/fetchContactsList": slow };
    const { backend, names } = await world(routes, 30);
    await expect(groupsOf(backend)).rejects.toMatchObject({ code: "timeout" });
    // After 1, 2, 4 and then always 6 parts of 30.
    expect(names()).toEqual([look, collect, ...Array.from({ length: 7 }, () => look)]);
  });

  test.each([
    ["collecting them is refused", { "/contacts/fetchContactsList": () => ({ ret: 500, msg: "无权限" }) }],
    [
      "the cache goes on refusing",
      { "/contacts/fetchContactsListCache": looks(null, { ret: 500, msg: "无权限" }) },
    ],
  ])("a refusal is told, in the service's words, when %s", async (_what, routes: Routes) => {
    const { backend } = await world(routes, 30);
    await expect(groupsOf(backend)).rejects.toMatchObject({ code: "refused", server: { message: "无权限" } });
  });

  test("a device that drops meanwhile ends it at once", async () => {
    const { backend, names } = await world({
      "/contacts/fetchContactsListCache": () => ({ ret: 500, msg: "微信已离线" }),
    });
    await expect(groupsOf(backend)).rejects.toMatchObject({ code: "device_offline" });
    expect(names()).toEqual([look]);
  });

  test("one group tells its owner, its size and our role", async () => {
    const { backend } = await world({
      "/group/getChatroomInfo": () => ({
        chatroomId: room,
        nickName: "Tea",
        chatRoomOwner: "wxid_me",
        memberList: [{ wxid: "wxid_me" }, { wxid: "zhangchuan2288" }],
      }),
    });
    expect(await backend.group(room)).toMatchObject({
      name: "Tea",
      role: "owner",
      ownerId: "wxid_me",
      memberCount: 2,
    });
  });
});

describe("members", () => {
  const people = [
    { wxid: "wxid_a", nickName: "Ann", displayName: "Card" },
    { wxid: "qq526552198", nickName: "Bo", displayName: null },
  ];
  const expected = [
    { id: "wxid_a", name: "Card", joinedAt: null },
    { id: "qq526552198", name: "Bo", joinedAt: null },
  ];

  async function membersOf(backend: GroupBackend) {
    const pages = [];
    for await (const page of backend.members(room)) pages.push(page);
    return pages.flatMap(({ members }) => members);
  }

  test("come from the group's information", async () => {
    const { backend, names } = await world({
      "/group/getChatroomInfo": () => ({ chatroomId: room, memberList: people }),
    });
    expect(await membersOf(backend)).toEqual(expected);
    expect(names()).toEqual(["getChatroomInfo"]);
  });

  test.each([
    ["is refused", { ret: 500, msg: "获取群信息失败" }],
    ["has none", { ret: 200, data: { chatroomId: room, memberList: null } }],
    ["has an empty list", { ret: 200, data: { chatroomId: room, memberList: [] } }],
  ])("come from the member list when the information %s", async (_what, envelope) => {
    const { backend } = await world({
      "/group/getChatroomInfo": () => envelope,
      "/group/getChatroomMemberList": () => ({ memberList: people }),
    });
    expect(await membersOf(backend)).toEqual(expected);
  });

  test("are an error, not an empty group, when neither lists them", async () => {
    const { backend } = await world({
      "/group/getChatroomInfo": () => ({ ret: 500, msg: "first" }),
      "/group/getChatroomMemberList": () => ({ ret: 500, msg: "获取群成员列表异常:null" }),
    });
    await expect(membersOf(backend)).rejects.toMatchObject({ code: "refused", server: { message: "first" } });
  });

  test("admins are told without the owner", async () => {
    const { backend } = await world({
      "/group/getChatroomMemberList": () => ({
        memberList: people,
        adminWxid: ["wxid_a", "wxid_o"],
        chatroomOwner: null,
      }),
      "/group/getChatroomInfo": () => ({ chatroomId: room, chatRoomOwner: "wxid_o" }),
    });
    expect(await backend.adminIds(room)).toEqual(["wxid_a"]);
  });
});

describe("joining", () => {
  const listsUs = () => ({ chatroomId: room, nickName: "Tea", memberList: [{ wxid: "wxid_me" }] });

  test("a code goes out as it was read, and membership is read back", async () => {
    const { backend, server } = await world({
      "/group/joinRoomUsingQRCode": () => ({
        chatroomName: "GeWe-test-room(2)",
        html: null,
        chatroomId: room,
      }),
      "/group/getChatroomInfo": listsUs,
    });
    expect(await backend.join.join(code, "wxid_me")).toEqual({
      outcome: "joined",
      groupId: room,
      groupName: "GeWe-test-room",
      message: null,
    });
    expect(server.seen[0]?.body).toEqual({ appId: "wx_device", qrUrl: code.joinKey });
  });

  test("a yes need not say that there is no page", async () => {
    const { backend } = await world({
      "/group/joinRoomUsingQRCode": () => ({ chatroomId: room }),
      "/group/getChatroomInfo": listsUs,
    });
    expect(await backend.join.join(code, "wxid_me")).toMatchObject({ outcome: "joined", groupId: room });
  });

  test("an invitation goes out with its ticket untouched", async () => {
    const { backend, server } = await world({
      "/group/agreeJoinRoom": () => ({ chatroomId: room }),
      "/group/getChatroomInfo": listsUs,
    });
    expect(await backend.join.join(invite, "wxid_me")).toMatchObject({ outcome: "joined", groupName: "Tea" });
    expect(server.seen[0]?.body).toEqual({ appId: "wx_device", url: invite.joinKey });
  });

  test.each([
    [
      "a page that asks to wait",
      { html: "<p>进群申请已提交，等待群主确认</p>", chatroomId: null },
      "pending_approval",
    ],
    ["some other page", { html: "<b>open</b> WeChat", chatroomId: room }, "unconfirmed"],
    ["no group", { chatroomId: "" }, "unconfirmed"],
    ["a group that does not list us", { chatroomId: room }, "unconfirmed"],
  ])("%s is not called joined", async (_what, data, outcome) => {
    const { backend } = await world({
      "/group/joinRoomUsingQRCode": () => data,
      "/group/getChatroomInfo": () => ({ chatroomId: room, memberList: [{ wxid: "wxid_other" }] }),
    });
    expect(await backend.join.join(code, "wxid_me")).toMatchObject({ outcome });
  });

  test("a group that tells of itself and lists nobody counts as joined, and that is said", async () => {
    for (const memberList of [null, []]) {
      const { backend } = await world({
        "/group/agreeJoinRoom": () => ({ chatroomId: room }),
        "/group/getChatroomInfo": () => ({ chatroomId: room, nickName: "Tea", memberList }),
        "/group/getChatroomMemberList": () => ({ ret: 500, msg: "获取群成员列表异常:null" }),
      });
      expect(await backend.join.join(invite, "wxid_me")).toEqual({
        outcome: "joined",
        hint: "members_not_listed",
        groupId: room,
        groupName: "Tea",
        message: null,
      });
    }
  });

  test.each([
    ["<h3>该二维码已过期</h3>", "expired", undefined],
    ["<p>当前群聊人数超过200人，只可通过邀请进群</p>", "refused", "full"],
    ["<p>请在微信中打开</p>", "unconfirmed", undefined],
  ])("a page instead of a group tells what became of it: %s", async (html, outcome, hint) => {
    for (const page of [html, { title: "微信", body: html }]) {
      const { backend } = await world({
        "/group/joinRoomUsingQRCode": () => ({ chatroomName: "", html: page, chatroomId: null }),
      });
      const said = await backend.join.join(code, "wxid_me");
      expect(said).toMatchObject({ outcome, groupId: null });
      expect(said.hint).toBe(hint);
      expect(said.message).toContain(html.replace(/<[^>]*>/g, ""));
    }
  });

  test("an invitation that is answered with the group's id alone is read", async () => {
    const { backend } = await world({
      "/group/agreeJoinRoom": () => room,
      "/group/getChatroomInfo": listsUs,
    });
    expect(await backend.join.join(invite, "wxid_me")).toMatchObject({ outcome: "joined", groupId: room });
    const other = await world({ "/group/agreeJoinRoom": () => "操作成功" });
    expect(await other.backend.join.join(invite, "wxid_me")).toMatchObject({ outcome: "unconfirmed" });
  });

  test.each([
    ["no JSON", "<html>"],
    ["no envelope", "[]"],
    ["a list", '{"ret":200,"data":[1]}'],
  ])("an answer that cannot be read (%s) does not say that nothing came of it", async (_what, body) => {
    const { backend, names } = await world({
      "/group/joinRoomUsingQRCode": (_request, response) => void response.end(body),
    });
    expect(await backend.join.join(code, "wxid_me")).toMatchObject({ outcome: "unconfirmed" });
    expect(names()).toEqual(["joinRoomUsingQRCode"]);
  });

  test.each([
    ["该二维码已过期", "expired"],
    ["邀请已失效", "expired"],
    ["等待群主确认", "pending_approval"],
    ["群聊人数超过200人", "refused"],
  ])("%s is told as %s", async (words, outcome) => {
    const { backend } = await world({
      "/group/joinRoomUsingQRCode": () => ({
        ret: 500,
        msg: "扫码进群失败",
        data: { code: "-1", msg: words },
      }),
    });
    expect(await backend.join.join(code, "wxid_me")).toMatchObject({ outcome, message: words });
  });

  test("only WeChat groups and invitations can be joined, and nothing is known before", async () => {
    const { backend, server } = await world({});
    expect(backend.join.canJoin(code) && backend.join.canJoin(invite)).toBe(true);
    expect(backend.join.canJoin({ ...code, kind: "wechat_person" })).toBe(false);
    expect(await backend.join.preview(code)).toBeNull();
    expect(server.seen).toEqual([]);
  });
});

test("answers that are not quite as documented are read as far as they go", async () => {
  const { backend } = await world({
    "/login/checkOnline": () => ({ ret: "200", msg: "操作成功" }),
    "/personal/getProfile": () => ({ ret: "200", data: { userName: "wxid_me", nickName: 7 } }),
    "/contacts/fetchContactsListCache": () => ({ chatrooms: [room, null, 3], friends: "none" }),
    "/contacts/getBriefInfo": () => [{ nickName: "nobody" }, { userName: room, nickName: "Tea" }],
    "/group/getChatroomInfo": () => ({
      memberList: [{ nickName: "?" }, { wxid: "wxid_a", memberFlag: "x" }],
    }),
  });
  expect(await backend.signIn({ type: "token", token: "t" })).toMatchObject({ selfId: "wxid_me" });
  expect(await groupsOf(backend)).toMatchObject([{ id: room, name: "Tea" }]);
  expect(await backend.group(room)).toMatchObject({ id: room, memberCount: 1 });
});

test("any operation can be called by its path, with the device filled in", async () => {
  const { backend, server } = await world({
    "/group/addGroupMemberAsFriend": () => ({ v3: "v3_1@stranger" }),
  });
  const input = { chatroomId: room, memberWxid: "wxid_a", content: "hallo" };
  expect(await backend.call("/group/addGroupMemberAsFriend", input)).toEqual({ v3: "v3_1@stranger" });
  expect(server.seen[0]?.body).toEqual({ ...input, appId: "wx_device" });
  await expect(backend.call("/group/kick", {})).rejects.toMatchObject({ code: "invalid" });
});
