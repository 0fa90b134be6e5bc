import { admitOrApply } from "../state/join-requests.ts";
import { requireAdmin, requireMember } from "../state/permissions.ts";
import { readQrInfo, writeQrInfo } from "./qr-info.ts";
import type { Call, LanyingHandlers } from "./route.ts";

const lifetimeMs = 7 * 24 * 3600 * 1000;

function sign({ world, userId }: Call, groupId: string) {
  const group = world.group(groupId);
  requireMember(group, userId);
  if (!group.memberInvite) requireAdmin(group, userId);
  const now = world.now();
  const end = now + lifetimeMs;
  return { info: writeQrInfo(groupId, userId, end), now, end };
}

/** True either way: whether one is in or has only applied shows in the list of joined groups. */
function invite({ world, userId }: Call, { qr_info }: { readonly qr_info: string }): true {
  const { groupId } = readQrInfo(qr_info, world.now());
  admitOrApply(world, world.group(groupId), userId, "");
  return true;
}

export const qrRoutes = {
  "/group/qrcode/sign": (call, { group_id }) => {
    const { info, now, end } = sign(call, group_id);
    return { qr_info: info, create_at: now, expire_at: end };
  },
  "/group/qrcode/invite": invite,
} satisfies Partial<LanyingHandlers>;

/** The pair that the vendor's own clients use. It tells the end under another name. */
export const appQrRoutes = {
  "/app/qrcode/group_sign": (call: Call, { group_id }: { readonly group_id: string }) => {
    const { info, end } = sign(call, group_id);
    return { qr_info: info, expired: end };
  },
  "/app/qrcode/group_invite": invite,
} as const;
