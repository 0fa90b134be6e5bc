import type { DemoCodes } from "../demo-interface.ts";
import { chineseName, englishName } from "../seed/people.ts";
import { avatarPng } from "../seed/png.ts";
import { SeededRandom } from "../state/random.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import { type GeweRoom, type GeweRoomMember, GeweWorld } from "./gewe-world.ts";

export const geweWxid = "wxid_qunzhudemo0001";

export type GeweCodes = Pick<
  DemoCodes,
  | "wechatGroup"
  | "wechatAlready"
  | "wechatPending"
  | "wechatExpired"
  | "wechatFull"
  | "wechatPageExpired"
  | "wechatPageFull"
  | "wechatInvite"
  | "wechatInviteExpired"
  | "wechatPerson"
>;

const invitePage = "https://support.weixin.qq.com/cgi-bin/mmsupport-bin/addchatroombyinvite";

export const geweCodes: GeweCodes = {
  wechatGroup: "https://weixin.qq.com/g/AwYAALLEqunzhu-demo-joinQm22w1GScL1GFO9J4AemIyZAw7RSuIpZw",
  wechatAlready: "https://weixin.qq.com/g/AwYAABdrqunzhu-demo-already_4Kx6XhQo",
  wechatPending: "https://weixin.qq.com/g/AwYAAPndqunzhu-demo-pending_9Xk2",
  wechatExpired: "https://weixin.qq.com/g/AQYAAExpqunzhu-demo-expired_7Tt1",
  wechatFull: "https://weixin.qq.com/g/AyYAAFulqunzhu-demo-full_3Rz8",
  wechatPageExpired: "https://weixin.qq.com/g/AQYAAPgExqunzhu-demo-page_7Tt1",
  wechatPageFull: "https://weixin.qq.com/g/AyYAAPgFuqunzhu-demo-page_3Rz8",
  wechatInvite: `${invitePage}?ticket=A%2FqunzhuDemo%2FJoinMe%3D%3D`,
  wechatInviteExpired: `${invitePage}?ticket=A%2FqunzhuDemo%2FTooLate%3D%3D`,
  wechatPerson: "https://u.wechat.com/EDemoPersonCodeQunzhu",
};

const self = { wxid: geweWxid, nickName: "林晓", alias: "linxiao" };

function crowd(random: SeededRandom, room: number, count: number): GeweRoomMember[] {
  return Array.from({ length: count }, (_, i) => ({
    wxid: `wxid_demo${String(room * 1000 + i).padStart(10, "0")}`,
    nickName: i % 4 === 3 ? englishName(random) : chineseName(random),
    alias: null,
    displayName: i % 5 === 0 ? `${chineseName(random)}@${room}组` : null,
    refusesFriends: i % 7 === 6,
  }));
}

interface RoomPlan {
  readonly id: string;
  readonly name: string;
  readonly people: number;
  readonly isIn: boolean;
  readonly isSaved: boolean;
  readonly ownsIt?: boolean;
  readonly hue?: number;
}

const plans: readonly RoomPlan[] = [
  { id: "34559815390@chatroom", name: "大学同学会", people: 46, isIn: true, isSaved: true, hue: 220 },
  {
    id: "19189253160@chatroom",
    name: "家庭群 👨‍👩‍👧",
    people: 7,
    isIn: true,
    isSaved: true,
    ownsIt: true,
    hue: 25,
  },
  { id: "34757816141@chatroom", name: "Weekend Football", people: 21, isIn: true, isSaved: true, hue: 120 },
  { id: "45012233445@chatroom", name: "临时拼车群", people: 5, isIn: true, isSaved: false },
  { id: "47733221100@chatroom", name: "城市摄影约拍", people: 56, isIn: false, isSaved: false, hue: 300 },
  { id: "48844332211@chatroom", name: "读书打卡营", people: 88, isIn: false, isSaved: false },
];

/** A WeChat account with a few rooms, and codes for every way that joining can end. */
export function seedGewe(store: ObjectStore, now: () => number): GeweWorld {
  const random = new SeededRandom(20261121);
  const friends = crowd(random, 900, 12).map(({ wxid, nickName, alias }) => ({ wxid, nickName, alias }));
  const world = new GeweWorld(self, friends, now);
  plans.forEach((plan, index) => {
    world.rooms.set(plan.id, buildRoom(plan, crowd(random, index + 1, plan.people), store));
  });
  const { joinEffects } = world;
  joinEffects.set(geweCodes.wechatGroup, { kind: "join", roomId: "47733221100@chatroom" });
  joinEffects.set(geweCodes.wechatAlready, { kind: "join", roomId: "34757816141@chatroom" });
  joinEffects.set(geweCodes.wechatInvite, { kind: "join", roomId: "48844332211@chatroom" });
  const pages: readonly [code: string, roomName: string, words: string][] = [
    [geweCodes.wechatPending, "需要群主确认的群", "进群申请已提交，等待群主确认"],
    [geweCodes.wechatPageExpired, "", "该二维码已过期，请重新获取"],
    [geweCodes.wechatPageFull, "", "当前群聊人数超过200人，只可通过邀请进群"],
  ];
  for (const [code, roomName, words] of pages) joinEffects.set(code, { kind: "page", roomName, words });
  joinEffects.set(geweCodes.wechatExpired, { kind: "fail", code: "-1", message: "二维码已过期" });
  joinEffects.set(geweCodes.wechatInviteExpired, { kind: "fail", code: "-1", message: "邀请已过期" });
  const full = "该群聊人数较多，为减少新消息给你带来的打扰，只可通过邀请进群";
  joinEffects.set(geweCodes.wechatFull, { kind: "fail", code: "-2", message: full });
  return world;
}

function buildRoom(plan: RoomPlan, people: readonly GeweRoomMember[], store: ObjectStore): GeweRoom {
  const members = [...people];
  if (plan.isIn) members.splice(plan.ownsIt ? 0 : 1, 0, { ...self, displayName: null });
  const { hue } = plan;
  const key = `public/${plan.id}.png`;
  if (hue !== undefined) store.seed(key, "image/png", () => avatarPng(hue));
  return {
    id: plan.id,
    name: plan.name,
    ownerWxid: members[0]?.wxid ?? geweWxid,
    adminWxids: members.slice(2, 4).map((member) => member.wxid),
    members,
    pictureUrlPath: hue === undefined ? null : `/objects/${encodeURI(key)}`,
    isSaved: plan.isSaved,
  };
}
