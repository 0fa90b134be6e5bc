import { BusinessError } from "../state/business-error.ts";
import type { DemoGroup, MessageModes } from "../state/demo-group.ts";
import { requireAdmin, requireMember } from "../state/permissions.ts";
import { groupInfo } from "./group-answers.ts";
import type { Call, LanyingHandlers } from "./route.ts";

type Toggle = "memberInvite" | "memberModify" | "hideMemberInfo" | "readAck" | "historyVisible";

function toggle(setting: Toggle) {
  return ({ world, userId }: Call, input: { group_id: string; value: boolean }) => {
    const group = world.group(input.group_id);
    requireAdmin(group, userId);
    group[setting] = input.value;
    group.updatedAt = world.now();
    return true;
  };
}

function ownModes(group: DemoGroup, userId: string): MessageModes {
  requireMember(group, userId);
  const modes = group.modes.get(userId) ?? { mute: 0, push: 0 };
  group.modes.set(userId, modes);
  return modes;
}

export const settingsRoutes = {
  "/group/settings": (call, { group_id }) => {
    const group = call.world.group(group_id);
    requireMember(group, call.userId);
    return groupInfo(call, group);
  },
  "/group/settings/allow_member_invitation": toggle("memberInvite"),
  "/group/settings/allow_member_modify": toggle("memberModify"),
  "/group/settings/hide_member_info": toggle("hideMemberInfo"),
  "/group/settings/enable_read_ack": toggle("readAck"),
  "/group/settings/history_visible": toggle("historyVisible"),
  "/group/settings/require_admin_approval": ({ world, userId }, { group_id, apply_approval }) => {
    const group = world.group(group_id);
    requireAdmin(group, userId);
    if (![0, 1, 2].includes(apply_approval)) throw new BusinessError(10002, "apply_approval");
    group.applyApproval = apply_approval;
    group.updatedAt = world.now();
    return true;
  },
  "/group/msg/mute_mode": ({ world, userId }, { group_id, msg_mute_mode }) => {
    const group = world.group(group_id);
    if (![0, 1, 2].includes(msg_mute_mode)) throw new BusinessError(10002, "msg_mute_mode");
    ownModes(group, userId).mute = msg_mute_mode;
    return true;
  },
  /** The web client's older word for the first two of the mute modes. */
  "/group/msg/not_disturb": ({ world, userId }, { group_id, value }) => {
    ownModes(world.group(group_id), userId).mute = value ? 1 : 0;
    return true;
  },
  "/group/msg/push_mode": ({ world, userId }, { group_id, msg_push_mode }) => {
    const group = world.group(group_id);
    if (![0, 1, 2, 3, 4].includes(msg_push_mode)) throw new BusinessError(20003);
    ownModes(group, userId).push = msg_push_mode;
    return true;
  },
} satisfies Partial<LanyingHandlers>;
