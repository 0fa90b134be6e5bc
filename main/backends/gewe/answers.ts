import { z } from "zod";
import { listOf, looseFlag, looseInt, text } from "../wire-fields.ts";

/** Most fields are null or missing for most people; unknown ones are kept. */
export const profile = z.looseObject({
  wxid: text,
  alias: text.nullish(),
  nickName: text.nullish(),
  mobile: text.nullish(),
  uin: z.union([z.number(), z.string()]).nullish(),
  sex: looseInt.nullish(),
  bigHeadImgUrl: text.nullish(),
  smallHeadImgUrl: text.nullish(),
});

/** Ids only. `chatrooms` holds just the groups saved to the address book. */
export const contacts = z
  .looseObject({
    friends: listOf(text).nullish(),
    chatrooms: listOf(text).nullish(),
    ghs: listOf(text).nullish(),
  })
  .nullish();

/** A person or a group, in short. */
export const brief = z.looseObject({
  userName: text,
  nickName: text.nullish(),
  remark: text.nullish(),
  alias: text.nullish(),
  sex: looseInt.nullish(),
  bigHeadImgUrl: text.nullish(),
  smallHeadImgUrl: text.nullish(),
});

const chatroomMember = z.looseObject({
  wxid: text,
  nickName: text.nullish(),
  inviterUserName: text.nullish(),
  memberFlag: looseInt.nullish(),
  displayName: text.nullish(),
  bigHeadImgUrl: text.nullish(),
  smallHeadImgUrl: text.nullish(),
});

/** Here the owner is written with a capital R (`chatRoomOwner`). */
export const chatroomInfo = z.looseObject({
  chatroomId: text,
  nickName: text.nullish(),
  remark: text.nullish(),
  chatRoomNotify: looseInt.nullish(),
  chatRoomOwner: text.nullish(),
  smallHeadImgUrl: text.nullish(),
  memberList: listOf(chatroomMember).nullish(),
});

/** Here with a small one (`chatroomOwner`), and null in the vendor's own example. */
export const chatroomMembers = z.looseObject({
  memberList: listOf(chatroomMember).nullish(),
  chatroomOwner: text.nullish(),
  adminWxid: listOf(text).nullish(),
});

/** `friendUserName` is set for people who are friends already. */
export const memberDetail = z.looseObject({
  userName: text,
  nickName: text.nullish(),
  remark: text.nullish(),
  alias: text.nullish(),
  signature: text.nullish(),
  sex: looseInt.nullish(),
  country: text.nullish(),
  province: text.nullish(),
  city: text.nullish(),
  bigHeadImgUrl: text.nullish(),
  smallHeadImgUrl: text.nullish(),
  friendUserName: text.nullish(),
  inviterUserName: text.nullish(),
  memberFlag: looseInt.nullish(),
});

export const isOnline = looseFlag;
