import { BusinessError } from "../state/business-error.ts";
import type { DemoGroup } from "../state/demo-group.ts";
import { pageOf } from "../state/paging.ts";
import { rank, requireAdmin } from "../state/permissions.ts";
import type { World } from "../state/world.ts";
import { memberAnswer } from "./group-answers.ts";
import { eachPerson } from "./person-results.ts";
import { type LanyingHandlers, PageAnswer } from "./route.ts";

const listLimit = 1000;

/** When a ban of so many minutes ends, ms since epoch; -1 for ever. Throws 10002. */
function banEnd(world: World, minutes: number): number {
  if (minutes === -1) return -1;
  if (minutes < 1) throw new BusinessError(10002, "duration");
  return world.now() + minutes * 60_000;
}

function administered(world: World, groupId: string, userId: string): DemoGroup {
  const group = world.group(groupId);
  requireAdmin(group, userId);
  return group;
}

function requireAbove(group: DemoGroup, userId: string, target: string): void {
  if (rank(group, target) >= rank(group, userId)) throw new BusinessError(10010);
}

/** Mutes that have run out are forgotten. */
function currentBans(group: DemoGroup, now: number): ReadonlyMap<string, number> {
  for (const [id, end] of group.bans) if (end !== -1 && end <= now) group.bans.delete(id);
  return group.bans;
}

export const moderationRoutes = {
  "/group/ban": ({ world, userId }, { group_id, user_list, duration }) => {
    const group = administered(world, group_id, userId);
    const end = banEnd(world, duration);
    return eachPerson(user_list, (id) => {
      if (!group.members.has(id)) throw new BusinessError(20002);
      requireAbove(group, userId, id);
      group.bans.set(id, end);
    });
  },
  "/group/unban": ({ world, userId }, { group_id, user_list }) => {
    const group = administered(world, group_id, userId);
    return eachPerson(user_list, (id) => {
      if (!group.members.has(id)) throw new BusinessError(20002);
      group.bans.delete(id);
    });
  },
  "/group/banned_list": ({ world, userId }, input) => {
    const group = administered(world, input.group_id, userId);
    const all = [...currentBans(group, world.now())].flatMap(([id, end]) => {
      const member = group.members.get(id);
      return member === undefined ? [] : [{ member, end }];
    });
    all.sort((a, b) => a.member.sequence - b.member.sequence);
    const page = pageOf(`banned ${group.id}`, all, input, listLimit, (ban) => ban.member.sequence);
    const rows = page.rows.map(({ member, end }) => ({
      ...memberAnswer(member, world.position.cards),
      expired_time: end,
    }));
    return new PageAnswer(rows, page.cursor, page.total);
  },
  "/group/block": ({ world, userId }, { group_id, user_list }) => {
    const group = administered(world, group_id, userId);
    return eachPerson(user_list, (id) => {
      if (!world.isUser(id)) throw new BusinessError(10000);
      requireAbove(group, userId, id);
      world.removeMember(group, id);
      group.blocked.set(id, world.now());
    });
  },
  "/group/unblock": ({ world, userId }, { group_id, user_list }) => {
    const group = administered(world, group_id, userId);
    return eachPerson(user_list, (id) => {
      if (!group.blocked.delete(id)) throw new BusinessError(10002, "not on the blacklist");
    });
  },
  "/group/blocked_list": ({ world, userId }, input) => {
    const group = administered(world, input.group_id, userId);
    const all = [...group.blocked];
    const page = pageOf(`blocked ${group.id}`, all, input, listLimit, (_entry, index) => index + 1);
    const rows = page.rows.map(([id, since]) => ({
      user_id: id,
      group_id: group.id,
      created_at: new Date(since).toISOString(),
    }));
    return new PageAnswer(rows, page.cursor, page.total);
  },
  /** The answer is in seconds, unlike every other time. */
  "/group/settings/ban_all": ({ world, userId }, { group_id, duration }) => {
    const group = administered(world, group_id, userId);
    const end = banEnd(world, duration);
    group.banExpireTime = end === -1 ? -1 : Math.floor(end / 1000);
    return { ban_expire_time: group.banExpireTime };
  },
  "/group/settings/unban_all": ({ world, userId }, { group_id }) => {
    administered(world, group_id, userId).banExpireTime = 0;
    return true;
  },
} satisfies Partial<LanyingHandlers>;
