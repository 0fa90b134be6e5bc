import { admitOrApply } from "../state/join-requests.ts";
import { requireAdmin, requireMember } from "../state/permissions.ts";
import { readQrInfo, writeQrInfo } from "./qr-info.ts";
import type { LanyingHandlers } from "./route.ts";

const lifetimeMs = 7 * 24 * 3600 * 1000;

export const qrRoutes = {
  "/group/qrcode/sign": ({ world, userId }, { group_id }) => {
    const group = world.group(group_id);
    requireMember(group, userId);
    if (!group.memberInvite) requireAdmin(group, userId);
    const now = world.now();
    return {
      qr_info: writeQrInfo(group_id, userId, now + lifetimeMs),
      create_at: now,
      expire_at: now + lifetimeMs,
    };
  },
  /** True either way: whether one is in or has only applied shows in the list of joined groups. */
  "/group/qrcode/invite": ({ world, userId }, { qr_info }) => {
    const { groupId } = readQrInfo(qr_info, world.now());
    admitOrApply(world, world.group(groupId), userId, "");
    return true;
  },
} satisfies Partial<LanyingHandlers>;
