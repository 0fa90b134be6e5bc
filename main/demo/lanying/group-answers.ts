import { downloadPaths } from "../../backends/lanying/endpoints/session.ts";
import type { DemoPosition } from "../demo-position.ts";
import type { DemoAnnouncement, DemoFile, DemoGroup } from "../state/demo-group.ts";
import type { DemoMember } from "../state/member-table.ts";
import type { Call } from "./route.ts";

function modes(group: DemoGroup, userId: string) {
  const chosen = group.modes.get(userId);
  return { msg_mute_mode: chosen?.mute ?? 0, msg_push_mode: chosen?.push ?? 0 };
}

export function avatarLink(origin: string, name: string): string {
  return `${origin}${downloadPaths.avatar}?object_name=${encodeURIComponent(name)}`;
}

/** Whether pictures are named by where they are, instead of by their name in storage. */
export function givesAddresses({ position }: Call["world"]): boolean {
  return position.avatars === "addresses" || position.linksOnForeignHost;
}

/** By its name in storage, or as a whole address. */
function avatarOf({ world, linksUrl }: Call, { avatar }: DemoGroup): string | undefined {
  if (avatar === null) return undefined;
  return avatar.startsWith("http") || !givesAddresses(world) ? avatar : avatarLink(linksUrl, avatar);
}

/** As /group/info, /group/settings and /group/create answer: the owner is `owner_id`. */
export function groupInfo(call: Call, group: DemoGroup) {
  return {
    group_id: group.id,
    owner_id: group.ownerId,
    name: group.name,
    avatar: avatarOf(call, group),
    description: group.description ?? undefined,
    ext: group.ext ?? undefined,
    type: group.type,
    status: group.status,
    apply_approval: group.applyApproval,
    ...modes(group, call.userId),
    member_invite: group.memberInvite,
    member_modify: group.memberModify,
    history_visible: group.historyVisible,
    read_ack: group.readAck,
    hide_member_info: group.hideMemberInfo,
    capacity: group.capacity,
    count: group.members.size,
    ban_expire_time: group.banExpireTime,
    created_at: group.createdAt,
    updated_at: group.updatedAt,
  };
}

/** As /group/info/batch answers: the owner is `owner`, and there are no dates. */
export function groupBrief(call: Call, group: DemoGroup) {
  return {
    group_id: group.id,
    owner: group.ownerId,
    name: group.name,
    avatar: avatarOf(call, group),
    type: group.type,
    status: group.status,
    apply_approval: group.applyApproval,
    ...modes(group, call.userId),
    capacity: group.capacity,
    count: group.members.size,
  };
}

export type Cards = DemoPosition["cards"];

/** The card of a membership as this server tells it: where few have one, one in fifty and those written since. */
export function cardOf({ sequence, name, hasChosenCard = false }: DemoMember, cards: Cards): string | null {
  return cards === "all" || hasChosenCard || sequence % 50 === 0 ? name : null;
}

export function memberAnswer(member: DemoMember, cards: Cards) {
  const card = cardOf(member, cards) ?? undefined;
  return { user_id: member.userId, display_name: card, join_time: member.joinedAt };
}

/** The same as `memberAnswer`, printed: a page of 500 is made in a fraction of a millisecond. */
export function printMembers(members: readonly DemoMember[], cards: Cards): string {
  let json = "[";
  for (const member of members) {
    if (json.length > 1) json += ",";
    const name = cardOf(member, cards);
    const card = name === null ? "" : `,"display_name":${JSON.stringify(name)}`;
    json += `{"user_id":${member.userId}${card},"join_time":${member.joinedAt}}`;
  }
  return `${json}]`;
}

export function announcementAnswer(group: DemoGroup, announcement: DemoAnnouncement) {
  return {
    id: announcement.id,
    group_id: group.id,
    author: announcement.author,
    title: announcement.title,
    content: announcement.content,
    created_at: announcement.createdAt,
  };
}

export function fileAnswer({ linksUrl }: Call, group: DemoGroup, file: DemoFile) {
  return {
    file_id: file.id,
    group_id: group.id,
    name: file.name,
    size: file.size,
    type: file.type,
    uploader: file.uploader,
    url: file.url.startsWith("/") ? linksUrl + file.url : file.url,
    created_at: file.createdAt,
    updated_at: file.updatedAt,
  };
}
