import type { z } from "zod";
import type { GewePath, geweEndpoints } from "../../backends/gewe/endpoints.ts";
import { checkLogin, type GeweDevice, loginCode, logOut, reconnect } from "./gewe-device.ts";
import { GeweError } from "./gewe-error.ts";
import { agreeJoinRoom, joinByCode } from "./gewe-join.ts";
import type { GewePerson, GeweRoom, GeweRoomMember, GeweWorld } from "./gewe-world.ts";

export interface GeweCall {
  readonly world: GeweWorld;
  readonly device: GeweDevice;
  readonly storageUrl: string;
}

type GeweHandlers = {
  readonly [P in GewePath]: (call: GeweCall, input: z.output<(typeof geweEndpoints)[P]["body"]>) => unknown;
};

function roomOf(world: GeweWorld, id: string, failure: string): GeweRoom {
  const room = world.rooms.get(id);
  if (room === undefined || !world.isIn(room)) throw new GeweError(failure, "-1", "群不存在或你不在群聊中");
  return room;
}

function pictureUrl(room: GeweRoom, storageUrl: string): string | null {
  return room.pictureUrlPath === null ? null : storageUrl + room.pictureUrlPath;
}

function memberAnswer(room: GeweRoom, member: GeweRoomMember) {
  return {
    wxid: member.wxid,
    nickName: member.nickName,
    inviterUserName: member.wxid === room.ownerWxid ? null : room.ownerWxid,
    memberFlag: 1,
    displayName: member.displayName,
    bigHeadImgUrl: null,
    smallHeadImgUrl: null,
  };
}

function personBrief(person: GewePerson) {
  return {
    userName: person.wxid,
    nickName: person.nickName,
    pyInitial: null,
    quanPin: null,
    sex: 0,
    remark: null,
    alias: person.alias,
    bigHeadImgUrl: null,
    smallHeadImgUrl: null,
  };
}

function brief({ world, storageUrl }: GeweCall, wxid: string) {
  const room = world.rooms.get(wxid);
  if (room !== undefined && world.isIn(room)) {
    const picture = pictureUrl(room, storageUrl);
    const asPerson = personBrief({ wxid, nickName: room.name, alias: null });
    return [{ ...asPerson, bigHeadImgUrl: picture, smallHeadImgUrl: picture }];
  }
  const person = [world.self, ...world.friends].find((p) => p.wxid === wxid);
  return person === undefined ? [] : [personBrief(person)];
}

function contacts(world: GeweWorld) {
  return {
    friends: ["weixin", "fmessage", "medianote", ...world.friends.map((friend) => friend.wxid)],
    chatrooms: [...world.rooms.values()].filter((r) => r.isSaved && world.isIn(r)).map((r) => r.id),
    ghs: ["gh_demo00000001"],
  };
}

export const geweHandlers: GeweHandlers = {
  "/login/checkOnline": ({ device }) => device.person !== null || device.isStuck,
  "/login/getLoginQrCode": ({ world }, { appId, type }) => loginCode(world, appId, type),
  "/login/checkLogin": ({ world, device }, { uuid }) => checkLogin(world, device, uuid),
  "/login/reconnection": ({ world, device }) => reconnect(world, device),
  "/login/logout": ({ device }) => logOut(device),
  "/personal/getProfile": ({ world: { self }, device: { person } }) => ({
    wxid: person?.wxid ?? self.wxid,
    alias: person?.alias ?? null,
    nickName: person?.nickName ?? self.nickName,
    mobile: "130****0000",
    uin: 1042679843,
    sex: 0,
    bigHeadImgUrl: null,
    smallHeadImgUrl: null,
  }),
  "/contacts/fetchContactsList": ({ world }) => {
    world.hasFetchedContacts = true;
    if (world.contactsTimeouts === 0) return contacts(world);
    world.contactsTimeouts -= 1;
    throw world.contactsTimeouts % 2 === 0
      ? new GeweError("获取通讯录列表超时", "-1", "")
      : new GeweError("获取通讯录列表失败", "-1", "Read timed out");
  },
  "/contacts/fetchContactsListCache": ({ world }) => {
    if (!world.hasFetchedContacts) return {};
    if (world.emptyLooks === 0) return contacts(world);
    world.emptyLooks -= 1;
    if (world.emptyLooks % 2 === 0) throw new GeweError("获取通讯录列表缓存失败", "-1", "");
    return null;
  },
  "/group/saveContractList": ({ world }, { chatroomId, operType }) => {
    roomOf(world, chatroomId, "操作失败").isSaved = operType === 3;
  },
  "/contacts/getBriefInfo": (call, { wxids }) => wxids.flatMap((wxid) => brief(call, wxid)),
  "/group/getChatroomInfo": ({ world, storageUrl }, { chatroomId }) => {
    const room = roomOf(world, chatroomId, "获取群信息失败");
    return {
      chatroomId: room.id,
      nickName: room.name,
      pyInitial: null,
      quanPin: null,
      sex: 0,
      remark: null,
      remarkPyInitial: null,
      remarkQuanPin: null,
      chatRoomNotify: 1,
      chatRoomOwner: room.ownerWxid,
      smallHeadImgUrl: pictureUrl(room, storageUrl),
      memberList: world.infoListsNobody ? null : room.members.map((member) => memberAnswer(room, member)),
    };
  },
  "/group/getChatroomMemberList": ({ world }, { chatroomId }) => {
    if (world.memberListFails) throw new GeweError("获取群成员列表异常:null", "-1", "");
    const room = roomOf(world, chatroomId, "获取群成员列表失败");
    return {
      memberList: room.members.map((member) => memberAnswer(room, member)),
      chatroomOwner: null,
      adminWxid: room.adminWxids.length === 0 ? null : room.adminWxids,
    };
  },
  "/group/getChatroomMemberDetail": ({ world }, { chatroomId, memberWxids }) => {
    const room = roomOf(world, chatroomId, "获取群成员详情失败");
    return room.members
      .filter((member) => memberWxids.includes(member.wxid))
      .map((member) => ({
        ...personBrief(member),
        chatRoomNotify: 0,
        signature: null,
        country: "CN",
        province: null,
        city: null,
        phoneNumList: null,
        friendUserName: world.friends.some((f) => f.wxid === member.wxid) ? member.wxid : null,
        inviterUserName: null,
        memberFlag: 1,
      }));
  },
  "/group/addGroupMemberAsFriend": ({ world }, { chatroomId, memberWxid, content }) => {
    const failure = "添加群成员为好友失败";
    const member = roomOf(world, chatroomId, failure).members.find((m) => m.wxid === memberWxid);
    if (member === undefined || content === "") throw new GeweError(failure, "-2", "user ticket invalid");
    if (member.refusesFriends) {
      throw new GeweError(failure, "-24", "由于对方的隐私设置，你无法通过群聊将其添加至通讯录。");
    }
    world.friendRequests.push(memberWxid);
    return { v3: `v3_020b3826fd0301${Buffer.from(memberWxid).toString("hex")}@stranger` };
  },
  "/group/joinRoomUsingQRCode": ({ world }, { qrUrl }) => joinByCode(world, qrUrl),
  "/group/agreeJoinRoom": ({ world }, { url }) => agreeJoinRoom(world, url),
};
