import { afterEach, beforeEach, expect, test } from "vitest";
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

test("a wrong token, a wrong device and an offline device are refused", async () => {
  const response = await fetch(`${demo.geweUrl}/login/checkOnline`, { method: "POST", body: "{}" });
  expect(response.status).toBe(401);
  expect(await post("/personal/getProfile", { appId: "wx_other" })).toMatchObject({ ret: 500 });
  expect(await post("/contacts/getBriefInfo", { wxids: Array(21).fill("a") })).toMatchObject({ ret: 500 });
  await demo.control({ gewe: { isOnline: false } });
  expect(await post("/login/checkOnline")).toMatchObject({ ret: 200, data: false });
  expect(await post("/personal/getProfile")).toMatchObject({ ret: 500 });
});

test("the member list can be told to fail like the real one, without data", async () => {
  await demo.control({ gewe: { memberListFails: true } });
  const answer = await post("/group/getChatroomMemberList", { chatroomId: room });
  expect(answer).toEqual({ ret: 500, msg: "获取群成员列表异常:null" });
});
