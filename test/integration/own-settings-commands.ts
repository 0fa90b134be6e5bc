import { expect } from "vitest";
import type { LanyingFurtherPath, LanyingPath } from "../../main/backends/lanying/endpoints.ts";
import { inGroup, type OwnCommand, onFresh } from "./own-stage.ts";

const setting = (
  path: LanyingPath | LanyingFurtherPath,
  change: string,
  shown: object,
  check: OwnCommand["check"],
): OwnCommand =>
  onFresh(
    [path, "/group/settings"],
    (_stage, groupId) => ["settings", "set", "--group", groupId, change],
    (ended) => {
      expect(ended.value).toMatchObject(shown);
      check(ended);
    },
  );

/** What a group is set to. */
export const ownSettingsCommands: Readonly<Record<string, OwnCommand>> = {
  "settings show": onFresh(
    ["/group/settings"],
    (_stage, groupId) => ["settings", "show", ...inGroup(groupId)],
    ({ value, group }) => expect(value).toMatchObject({ allowsMemberInvites: group().memberInvite }),
  ),
  "settings set allowsMemberInvites": setting(
    "/group/settings/allow_member_invitation",
    "allowsMemberInvites=false",
    { allowsMemberInvites: false },
    ({ group }) => expect(group().memberInvite).toBe(false),
  ),
  "settings set allowsMemberEdits": setting(
    "/group/settings/allow_member_modify",
    "allowsMemberEdits=true",
    { allowsMemberEdits: true },
    ({ group }) => expect(group().memberModify).toBe(true),
  ),
  "settings set hasReadReceipts": setting(
    "/group/settings/enable_read_ack",
    "hasReadReceipts=true",
    { hasReadReceipts: true },
    ({ group }) => expect(group().readAck).toBe(true),
  ),
  "settings set hidesMemberInfo": setting(
    "/group/settings/hide_member_info",
    "hidesMemberInfo=true",
    { hidesMemberInfo: true },
    ({ group }) => expect(group().hideMemberInfo).toBe(true),
  ),
  "settings set showsHistory": setting(
    "/group/settings/history_visible",
    "showsHistory=true",
    { showsHistory: true },
    ({ group }) => expect(group().historyVisible).toBe(true),
  ),
  "settings set joinRule": setting(
    "/group/settings/require_admin_approval",
    "joinRule=closed",
    { joinRule: "closed" },
    ({ group }) => expect(group().applyApproval).toBe(2),
  ),
  "settings set muteMode": setting(
    "/group/msg/mute_mode",
    "muteMode=blocked",
    { muteMode: "blocked" },
    ({ group }) => expect(group().own.muteMode).toBe(2),
  ),
  "settings set pushMode": setting(
    "/group/msg/push_mode",
    "pushMode=mention",
    { pushMode: "mention" },
    ({ group }) => expect(group().own.pushMode).toBe(4),
  ),
};
