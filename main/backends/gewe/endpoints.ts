import { z } from "zod";
import { defineEndpoint, type Effect } from "../endpoint.ts";
import { text } from "../wire-fields.ts";
import {
  brief,
  chatroomInfo,
  chatroomMembers,
  contacts,
  isOnline,
  memberDetail,
  profile,
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
    z.looseObject({ chatroomId: text.nullish() }).nullish(),
  ),
  /** A non-empty `html`, or no `chatroomId`, means that we are not in yet. */
  "/group/joinRoomUsingQRCode": operation(
    "/group/joinRoomUsingQRCode",
    "api-139908311",
    "write",
    z.object({ ...device, qrUrl: text }),
    z
      .looseObject({ chatroomName: text.nullish(), html: text.nullish(), chatroomId: text.nullish() })
      .nullish(),
  ),
  /** A success means "sent", not "accepted". */
  "/group/addGroupMemberAsFriend": operation(
    "/group/addGroupMemberAsFriend",
    "api-139908305",
    "write",
    z.object({ ...device, chatroomId: text, memberWxid: text, content: text }),
    z.looseObject({ v3: text.nullish() }).nullish(),
  ),
  "/login/checkOnline": operation("/login/checkOnline", "system", "read", z.object(device), isOnline),
  "/personal/getProfile": operation("/personal/getProfile", "personal", "read", z.object(device), profile),
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
    z.array(brief),
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
    z.array(memberDetail),
  ),
} as const;

export type GewePath = keyof typeof geweEndpoints;
