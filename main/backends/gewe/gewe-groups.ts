import type { RemoteGroup, RemoteMember } from "../backend.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import type { geweEndpoints } from "./endpoints.ts";

type Brief = Partial<EndpointAnswer<(typeof geweEndpoints)["/contacts/getBriefInfo"]>[number]> & {
  readonly userName: string;
};
type ChatroomInfo = EndpointAnswer<(typeof geweEndpoints)["/group/getChatroomInfo"]>;
type ChatroomMember = NonNullable<ChatroomInfo["memberList"]>[number];

const nothingElse = {
  description: null,
  capacity: null,
  type: null,
  joinRule: null,
  mutedUntil: null,
  createdAt: null,
} as const;

/** Our own remark on a group goes before its name, as WeChat shows it. */
function nameOf(known: {
  readonly remark?: string | null | undefined;
  readonly nickName?: string | null | undefined;
}) {
  return known.remark || known.nickName || "";
}

export function groupOfBrief(brief: Brief): RemoteGroup {
  return {
    ...nothingElse,
    id: brief.userName,
    name: nameOf(brief),
    avatar: brief.smallHeadImgUrl || brief.bigHeadImgUrl || null,
    memberCount: null,
    role: null,
    ownerId: null,
  };
}

export function groupOfInfo(groupId: string, info: ChatroomInfo, selfId: string | null): RemoteGroup {
  const ownerId = info.chatRoomOwner || null;
  return {
    ...nothingElse,
    id: groupId,
    name: nameOf(info),
    avatar: info.smallHeadImgUrl || null,
    // On some accounts the list is always empty, which no group is.
    memberCount: info.memberList?.length || null,
    role: ownerId !== null && ownerId === selfId ? "owner" : null,
    ownerId,
    ...(info.memberList?.length &&
      selfId !== null && { isMember: info.memberList.some(({ wxid }) => wxid === selfId) }),
  };
}

/** The name in this group, or else the person's own. The service tells no time of joining. */
export function remoteMember(member: ChatroomMember): RemoteMember {
  return { id: member.wxid, name: member.displayName || member.nickName || "", joinedAt: null };
}

/** Joining by code answers with the number of members behind the name: `Name(2)`. */
export function withoutCount(chatroomName: string): string {
  return chatroomName.replace(/\(\d+\)$/, "");
}
