import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GewePath, geweEndpoints } from "../../../main/backends/gewe/endpoints.ts";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";

let demo: Demo;

beforeEach(async () => {
  demo = await startDemo();
});
afterEach(() => demo.stop());

interface Answer {
  readonly ret: number;
  readonly msg: string;
  readonly data?: unknown;
}

async function post(path: GewePath, input: object = {}, token = demo.geweToken): Promise<Answer> {
  const response = await fetch(demo.geweUrl + path, {
    method: "POST",
    headers: { "X-GEWE-TOKEN": token, "content-type": "application/json" },
    body: JSON.stringify({ appId: demo.geweAppId, ...input }),
  });
  return (await response.json()) as Answer;
}

async function isIn(roomId: string): Promise<boolean> {
  return (await demo.inspect()).geweRooms.some((room) => room.id === roomId && room.isJoined);
}

const scan = (qrUrl: string) => post("/group/joinRoomUsingQRCode", { qrUrl });
const room = "34559815390@chatroom";

test("what can be browsed answers in its documented shape", async () => {
  const inputs: Partial<Record<GewePath, object>> = {
    "/login/checkOnline": {},
    "/personal/getProfile": {},
    "/contacts/fetchContactsList": {},
    "/contacts/fetchContactsListCache": {},
    "/contacts/getBriefInfo": { wxids: [room, demo.geweWxid] },
    "/group/getChatroomInfo": { chatroomId: room },
    "/group/getChatroomMemberList": { chatroomId: room },
    "/group/getChatroomMemberDetail": { chatroomId: room, memberWxids: [demo.geweWxid] },
  };
  for (const [path, input] of Object.entries(inputs) as [GewePath, object][]) {
    const answer = await post(path, input);
    expect(answer).toMatchObject({ ret: 200, msg: "操作成功" });
    expect(geweEndpoints[path].answer.safeParse(answer.data).error).toBeUndefined();
  }
});

test("the contacts list holds only the groups that were saved", async () => {
  const { data } = await post("/contacts/fetchContactsList");
  const { chatrooms } = data as { chatrooms: string[] };
  expect(chatrooms).toContain(room);
  expect(chatrooms).not.toContain("45012233445@chatroom");
});

test("a group's code joins it, and its name comes with the head count", async () => {
  const answer = await scan(`${demo.codes.wechatGroup}/?from=group`);
  expect(answer).toMatchObject({ ret: 200, data: { chatroomName: "城市摄影约拍(57)", html: null } });
  expect(await isIn("47733221100@chatroom")).toBe(true);
});

test("a code of a group we are in changes nothing", async () => {
  const before = await demo.inspect();
  expect(await scan(demo.codes.wechatAlready)).toMatchObject({ ret: 200, data: { html: null } });
  expect((await demo.inspect()).geweRooms).toEqual(before.geweRooms);
});

test("a group that asks its owner answers with a page and no group", async () => {
  const { ret, data } = await scan(demo.codes.wechatPending);
  expect(ret).toBe(200);
  expect(data).toMatchObject({ html: expect.stringContaining("等待群主确认") });
  expect(data).not.toHaveProperty("chatroomId");
});

test("expired, full and foreign codes fail with a reason inside data", async () => {
  const expired = { ret: 500, msg: "扫码进群失败", data: { code: "-1", msg: "二维码已过期" } };
  expect(await scan(demo.codes.wechatExpired)).toEqual(expired);
  expect(await scan(demo.codes.wechatFull)).toMatchObject({ ret: 500, data: { code: "-2" } });
  expect(await scan(demo.codes.wechatPerson)).toMatchObject({ ret: 500 });
});

test("an invitation link works verbatim, and not with its ticket decoded", async () => {
  const { wechatInvite, wechatInviteExpired } = demo.codes;
  expect(await post("/group/agreeJoinRoom", { url: decodeURIComponent(wechatInvite) })).toMatchObject({
    ret: 500,
  });
  const accepted = { ret: 200, data: { chatroomId: "48844332211@chatroom" } };
  expect(await post("/group/agreeJoinRoom", { url: wechatInvite })).toMatchObject(accepted);
  const late = { ret: 500, data: { msg: "邀请已过期" } };
  expect(await post("/group/agreeJoinRoom", { url: wechatInviteExpired })).toMatchObject(late);
});

test("a friend request gives its v3, unless the member refuses requests from groups", async () => {
  const { data } = await post("/group/getChatroomMemberList", { chatroomId: room });
  const { memberList } = data as { memberList: { wxid: string }[] };
  const add = (place: number) =>
    post("/group/addGroupMemberAsFriend", {
      chatroomId: room,
      memberWxid: memberList[place]?.wxid,
      content: "你好",
    });
  expect(await add(3)).toMatchObject({ ret: 200, data: { v3: expect.stringMatching(/^v3_.*@stranger$/) } });
  expect(await add(7)).toMatchObject({ ret: 500, data: { msg: expect.stringContaining("隐私设置") } });
  expect((await demo.inspect()).geweFriendRequests).toEqual([memberList[3]?.wxid]);
});

test("a page instead of a group says why", async () => {
  for (const [code, words] of [
    [demo.codes.wechatPageExpired, "已过期"],
    [demo.codes.wechatPageFull, "超过200人"],
  ] as const) {
    expect(await scan(code)).toMatchObject({ ret: 200, data: { html: expect.stringContaining(words) } });
  }
});

test("a wrong token is refused with itself in the words, a wrong or offline device with words of its own", async () => {
  const wrong = { ret: 500, msg: "HTTP HEADER: X-GEWE-TOKEN=wrong 不可用或已过期" };
  expect(await post("/login/checkOnline", {}, "wrong")).toEqual(wrong);
  const response = await fetch(`${demo.geweUrl}/login/checkOnline`, { method: "POST", body: "{}" });
  expect(await response.json()).toEqual({ ret: 500, msg: "HTTP HEADER: X-GEWE-TOKEN= 不可为空" });
  const unknown = { ret: 500, data: { msg: "[appId]设备不存在" } };
  expect(await post("/personal/getProfile", { appId: "wx_other" })).toMatchObject(unknown);
  expect(await post("/contacts/getBriefInfo", { wxids: Array(21).fill("a") })).toMatchObject({ ret: 500 });
  const offline = { ret: 500, data: { msg: "微信已离线" } };
  await demo.control({ gewe: { isOnline: false } });
  expect(await post("/login/checkOnline")).toMatchObject({ ret: 200, data: false });
  expect(await post("/personal/getProfile")).toMatchObject(offline);
  await demo.control({ gewe: { isOnline: true, drops: "unnoticed" } });
  expect(await post("/login/checkOnline")).toMatchObject({ ret: 200, data: true });
  expect(await post("/personal/getProfile")).toMatchObject(offline);
});

test("lists can be told to fail like the real ones", async () => {
  const members = { chatroomId: room };
  await demo.control({ gewe: { memberListFails: true, infoListsNobody: true } });
  const answer = await post("/group/getChatroomMemberList", members);
  expect(answer).toEqual({ ret: 500, msg: "获取群成员列表异常:null" });
  expect(await post("/group/getChatroomInfo", members)).toMatchObject({
    ret: 200,
    data: { memberList: null },
  });
  await demo.control({ gewe: { contactsTimeouts: 2, emptyLooks: 2 } });
  expect(await post("/contacts/fetchContactsList")).toMatchObject({
    ret: 500,
    data: { msg: "Read timed out" },
  });
  expect(await post("/contacts/fetchContactsList")).toEqual({ ret: 500, msg: "获取通讯录列表超时" });
  expect(await post("/contacts/fetchContactsListCache")).toMatchObject({ ret: 200, data: null });
  expect(await post("/contacts/fetchContactsListCache")).toMatchObject({ ret: 500 });
  expect(await post("/contacts/fetchContactsListCache")).toMatchObject({
    data: { chatrooms: [room, expect.any(String), expect.any(String)] },
  });
});

test("a group is listed from when it was saved", async () => {
  const chatroomId = "45012233445@chatroom";
  const saved = async () =>
    ((await post("/contacts/fetchContactsList")).data as { chatrooms: string[] }).chatrooms;
  await post("/group/saveContractList", { chatroomId, operType: 3 });
  expect(await saved()).toContain(chatroomId);
  await post("/group/saveContractList", { chatroomId, operType: 2 });
  expect(await saved()).not.toContain(chatroomId);
});

describe("signing in by a code", () => {
  const how = { type: "ipad", regionId: "320000" };
  async function code(appId = demo.geweAppId) {
    const { data } = await post("/login/getLoginQrCode", { ...how, appId });
    return data as { appId: string; uuid: string; qrData: string; qrImgBase64: string };
  }
  const look = (uuid: string, appId = demo.geweAppId) =>
    post("/login/checkLogin", { uuid, appId, autoSliding: false });

  beforeEach(() => demo.control({ gewe: { drops: "noticed" } }));

  test("goes from the code to the phone and back", async () => {
    const { uuid, qrData, qrImgBase64 } = await code();
    expect(qrData).toMatch(/^http:\/\/weixin\.qq\.com\/x\//);
    expect(qrImgBase64).toMatch(/^data:image\/png;base64,/);
    expect(await look(uuid)).toMatchObject({
      data: { status: 0, loginInfo: null, expiredTime: expect.any(Number) },
    });
    await demo.control({ gewe: { phone: "scan" } });
    expect(await look(uuid)).toMatchObject({ data: { status: 1, nickName: "林晓", loginInfo: null } });
    await demo.control({ gewe: { phone: "check" } });
    expect((await look(uuid)).data).toEqual({ url: expect.stringMatching(/^http/) });
    await demo.control({ gewe: { phone: "confirm" } });
    expect(await look(uuid)).toMatchObject({ data: { status: 2, loginInfo: { wxid: demo.geweWxid } } });
    expect(await look(uuid)).toEqual({ ret: 500, msg: "已登录成功，请勿重复操作" });
    expect(await post("/personal/getProfile")).toMatchObject({ ret: 200 });
  });

  test("ends without anybody when it is cancelled, too late, or scanned by another", async () => {
    const { uuid } = await code();
    await demo.control({ gewe: { phone: "cancel" } });
    expect(await look(uuid)).toMatchObject({ data: { status: 4 } });
    await demo.control({ gewe: { phone: "nobody" } });
    expect(await look(uuid)).toMatchObject({ data: { status: 2, loginInfo: null } });
    await demo.control({ gewe: { phone: "expire" } });
    expect(await look(uuid)).toMatchObject({ ret: 500, msg: "检测登录失败" });
    const later = await code();
    await demo.control({ advanceMs: 151_000 });
    expect(await look(later.uuid)).toMatchObject({ ret: 500, data: { msg: "二维码已失效" } });
    const last = await code();
    await demo.control({ gewe: { phone: "other_person" } });
    expect(await look(last.uuid)).toMatchObject({
      data: { status: 2, loginInfo: { wxid: "wxid_somebodyelse01" } },
    });
  });

  test("without a device makes a new one, and none while the gateway believes in the old one", async () => {
    const { appId, uuid } = await code("");
    expect(appId).not.toBe(demo.geweAppId);
    await demo.control({ gewe: { phone: "confirm" } });
    expect(await look(uuid, appId)).toMatchObject({ data: { status: 2 } });
    await demo.control({ gewe: { drops: "unnoticed" } });
    expect(await post("/login/getLoginQrCode", { ...how, appId })).toMatchObject({ ret: 500 });
    expect(await post("/login/reconnection")).toMatchObject({ msg: expect.stringContaining("无需重连") });
    await post("/login/logout", { appId });
    expect(await post("/login/getLoginQrCode", { ...how, appId })).toMatchObject({ ret: 200 });
    await demo.control({ gewe: { canReconnect: true } });
    expect(await post("/login/reconnection", { appId })).toMatchObject({ ret: 200 });
    expect(await post("/login/checkOnline", { appId })).toMatchObject({ data: true });
  });
});
