import { z } from "zod";
import { defineEndpoint, type Effect } from "../endpoint.ts";
import { flag, int, text } from "../wire-fields.ts";
import {
  agreed,
  briefs,
  chatroomInfo,
  chatroomMembers,
  contacts,
  friendAsked,
  isOnline,
  loginCode,
  loginState,
  memberDetails,
  profile,
  scanned,
} from "./answers.ts";

const device = { appId: text };
const ofChatroom = z.object({ ...device, chatroomId: text });

/** Every operation of this service is a POST with a JSON body that names the device (`appId`). */
function operation<Path extends string, Body extends z.ZodObject, Answer extends z.ZodType>(
  path: Path,
  section: string,
  effect: Effect,
  body: Body,
  answer: Answer,
) {
  return defineEndpoint({
    path,
    verbs: { POST: section },
    verb: "POST",
    effect,
    query: null,
    body,
    answer,
  });
}

/** By path below the account's base address. Section names are the vendor's API numbers or module names. */
export const geweEndpoints = {
  "/group/agreeJoinRoom": operation(
    "/group/agreeJoinRoom",
    "api-139908304",
    "write",
    z.object({ ...device, url: text }),
    agreed,
  ),
  "/group/joinRoomUsingQRCode": operation(
    "/group/joinRoomUsingQRCode",
    "api-139908311",
    "write",
    z.object({ ...device, qrUrl: text }),
    scanned,
  ),
  "/group/addGroupMemberAsFriend": operation(
    "/group/addGroupMemberAsFriend",
    "api-139908305",
    "write",
    z.object({ ...device, chatroomId: text, memberWxid: text, content: text }),
    friendAsked,
  ),
  "/login/checkOnline": operation("/login/checkOnline", "system", "read", z.object(device), isOnline),
  /** Without a device it makes one: never sent twice. The same device must be named ever after. */
  "/login/getLoginQrCode": operation(
    "/login/getLoginQrCode",
    "api-139908278",
    "write",
    z.object({ ...device, type: text, regionId: text }),
    loginCode,
  ),
  /** The phone shows its button only once this was asked; so it is a write, and asked again only by its own rhythm. */
  "/login/checkLogin": operation(
    "/login/checkLogin",
    "api-139908279",
    "write",
    z.object({ ...device, uuid: text, autoSliding: flag, captchCode: text.optional() }),
    loginState,
  ),
  "/login/reconnection": operation("/login/reconnection", "system", "write", z.object(device), z.unknown()),
  "/login/logout": operation("/login/logout", "system", "write", z.object(device), z.unknown()),
  "/personal/getProfile": operation("/personal/getProfile", "personal", "read", z.object(device), profile),
  /** `operType` 3 saves the group to the address book, 2 takes it out. Only saved groups are listed. */
  "/group/saveContractList": operation(
    "/group/saveContractList",
    "api-139908307",
    "write",
    z.object({ ...device, chatroomId: text, operType: int }),
    z.unknown(),
  ),
  /** Takes long: it grows with the number of friends. */
  "/contacts/fetchContactsList": operation(
    "/contacts/fetchContactsList",
    "contacts",
    "read",
    z.object(device),
    contacts,
  ),
  /** What the last fetch found; empty until it is done, kept for 10 minutes. */
  "/contacts/fetchContactsListCache": operation(
    "/contacts/fetchContactsListCache",
    "contacts",
    "read",
    z.object(device),
    contacts,
  ),
  /** At most 20 ids; works for people and groups. */
  "/contacts/getBriefInfo": operation(
    "/contacts/getBriefInfo",
    "contacts",
    "read",
    z.object({ ...device, wxids: z.array(z.string()).max(20) }),
    briefs,
  ),
  "/group/getChatroomInfo": operation("/group/getChatroomInfo", "group", "read", ofChatroom, chatroomInfo),
  "/group/getChatroomMemberList": operation(
    "/group/getChatroomMemberList",
    "group",
    "read",
    ofChatroom,
    chatroomMembers,
  ),
  "/group/getChatroomMemberDetail": operation(
    "/group/getChatroomMemberDetail",
    "group",
    "read",
    z.object({ ...device, chatroomId: text, memberWxids: z.array(z.string()) }),
    memberDetails,
  ),
} as const;

export type GewePath = keyof typeof geweEndpoints;
