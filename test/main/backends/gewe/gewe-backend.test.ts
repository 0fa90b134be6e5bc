import { describe, expect, test } from "vitest";
import type { GroupBackend } from "../../../../main/backends/backend.ts";
import { createGeweBackend } from "../../../../main/backends/gewe/gewe-backend.ts";
import type { ParsedCode } from "../../../../shared/domain/qr-payload.ts";
import { testNetwork } from "../../../support/test-network.ts";
import { loopbackServer, type Seen } from "../loopback-server.ts";

type Routes = Readonly<Record<string, (request: Seen) => unknown>>;

/** A backend on a service that answers `data`, or a whole envelope of its own. */
async function world(routes: Routes, maxPolls = 3) {
  const server = await loopbackServer(async (request) => {
    const value = await routes[request.path.replace("/gewe/v2/api", "")]?.(request);
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

  test("says so when the device is not online", async () => {
    const { backend, names } = await world({ "/login/checkOnline": () => false });
    await expect(backend.signIn({ type: "token", token: "t" })).rejects.toMatchObject({ code: "refused" });
    expect(names()).toEqual(["checkOnline"]);
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
    const { backend } = await world({ "/group/getChatroomInfo": () => ({ ret: "200" }) });
    await expect(backend.group(room)).rejects.toMatchObject({ code: "bad_answer" });
  });

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
    const sizes = server.seen.slice(1).map(({ body }) => (body as { wxids: string[] }).wxids.length);
    expect(sizes).toEqual([20, 20, 5]);
  });

  test("are looked for in the cache while the service is still collecting", async () => {
    let looks = 0;
    const { backend, names } = await world({
      "/contacts/fetchContactsList": () => null,
      "/contacts/fetchContactsListCache": () => {
        looks += 1;
        return looks < 2 ? null : { chatrooms: [room] };
      },
      "/contacts/getBriefInfo": () => [],
    });
    expect((await groupsOf(backend)).map(({ id }) => id)).toEqual([room]);
    expect(names()).toEqual([
      "fetchContactsList",
      "fetchContactsListCache",
      "fetchContactsListCache",
      "getBriefInfo",
    ]);
  });

  test("the cache is not asked for ever", async () => {
    const { backend, names } = await world({}, 2);
    await expect(groupsOf(backend)).rejects.toMatchObject({ code: "timeout" });
    expect(names()).toHaveLength(3);
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

test("any operation can be called by its path, with the device filled in", async () => {
  const { backend, server } = await world({
    "/group/addGroupMemberAsFriend": () => ({ v3: "v3_1@stranger" }),
  });
  const input = { chatroomId: room, memberWxid: "wxid_a", content: "hallo" };
  expect(await backend.call("/group/addGroupMemberAsFriend", input)).toEqual({ v3: "v3_1@stranger" });
  expect(server.seen[0]?.body).toEqual({ ...input, appId: "wx_device" });
  await expect(backend.call("/group/kick", {})).rejects.toMatchObject({ code: "invalid" });
});
