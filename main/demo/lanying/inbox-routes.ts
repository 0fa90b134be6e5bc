import { BusinessError } from "../state/business-error.ts";
import type { DemoRequest } from "../state/demo-request.ts";
import { admit, admitOrApply, isPending } from "../state/join-requests.ts";
import { pageOf } from "../state/paging.ts";
import { rank, requireAdmin } from "../state/permissions.ts";
import { type LanyingHandlers, PageAnswer } from "./route.ts";

const defaultLimit = 100;

function settle(request: DemoRequest, status: 1 | 2, now: number): void {
  request.status = status;
  request.updatedAt = now;
}

export const inboxRoutes = {
  /** Groups that the caller does not administer contribute nothing. */
  "/group/application_list": ({ world, userId }, input) => {
    const administered = new Set(
      input.group_list.filter((id) => {
        const group = world.groups.get(id);
        return group !== undefined && group.status === 0 && rank(group, userId) >= 2;
      }),
    );
    const all = world.applications.filter((a) => administered.has(a.groupId));
    const page = pageOf("applications", all, input, defaultLimit, (a) => a.id);
    const rows = page.rows.map((a) => ({
      group_id: a.groupId,
      applicant_id: a.userId,
      reason: a.reason,
      status: a.status,
      expired_time: a.expiresAt,
    }));
    return new PageAnswer(rows, page.cursor, page.total);
  },
  "/group/apply": ({ world, userId }, { group_id, reason }) => {
    admitOrApply(world, world.group(group_id), userId, reason ?? "");
    return { user_id: userId, result: "success" };
  },
  "/group/apply/handle": ({ world, userId }, { group_id, user_id, approval }) => {
    const group = world.group(group_id);
    requireAdmin(group, userId);
    const now = world.now();
    const pending = world.applications.find(
      (a) => a.groupId === group_id && a.userId === user_id && isPending(a, now),
    );
    if (pending === undefined) throw new BusinessError(20014);
    if (approval) admit(world, group, user_id);
    settle(pending, approval ? 1 : 2, now);
    return { user_id, result: "success" };
  },
  "/group/invitation_list": ({ world, userId }, input) => {
    const all = world.invitations.filter((i) => i.userId === userId);
    const page = pageOf("invitations", all, input, defaultLimit, (i) => i.id);
    const rows = page.rows.map((i) => ({
      group_id: i.groupId,
      inviter_id: i.inviterId ?? undefined,
      invitee_id: i.userId,
      reason: i.reason,
      status: i.status,
      expired_time: i.expiresAt,
      updated_at: new Date(i.updatedAt).toISOString(),
    }));
    return new PageAnswer(rows, page.cursor, page.total);
  },
  /** Whose id `user_id` is, is not documented: by the demo's position the invited user's own, the inviter's, or both. */
  "/group/invite/handle": ({ world, userId }, { group_id, user_id, approval }) => {
    const group = world.group(group_id);
    const now = world.now();
    const { inviteHandleUserId: counts } = world.position;
    const pending = world.invitations.filter(
      (i) =>
        i.groupId === group_id &&
        i.userId === userId &&
        isPending(i, now) &&
        ((counts !== "inviter" && user_id === userId) || (counts !== "self" && user_id === i.inviterId)),
    );
    if (pending.length === 0) throw new BusinessError(20015);
    if (approval) admit(world, group, userId);
    for (const invitation of pending) settle(invitation, approval ? 1 : 2, now);
    return true;
  },
} satisfies Partial<LanyingHandlers>;
