import { BusinessError } from "../state/business-error.ts";
import { addRequest, admit, joinObstacle } from "../state/join-requests.ts";
import { pageLimit, readCursor, writeCursor } from "../state/paging.ts";
import { rank, requireAdmin, requireMember } from "../state/permissions.ts";
import { memberAnswer, printMembers } from "./group-answers.ts";
import { eachPerson } from "./person-results.ts";
import { type LanyingHandlers, PageAnswer, PrintedRows } from "./route.ts";

export const memberRoutes = {
  "/group/display_name": ({ world, userId }, { group_id, value }) => {
    const member = world.group(group_id).members.get(userId);
    if (member === undefined) throw new BusinessError(20011);
    member.name = value === "" ? null : value;
    member.hasChosenCard = true;
    return true;
  },
  /** Who confirms invitations gets one; everybody else is in at once. */
  "/group/invite": ({ world, userId }, { group_id, user_list, reason }) => {
    const group = world.group(group_id);
    requireMember(group, userId);
    if (!group.memberInvite) requireAdmin(group, userId);
    return eachPerson(user_list, (id) => {
      if (!world.isUser(id)) throw new BusinessError(10000);
      const obstacle = joinObstacle(group, id);
      if (obstacle !== null) throw new BusinessError(obstacle);
      const request = { groupId: group_id, userId: id, inviterId: userId, reason: reason ?? "" };
      if (world.users.get(id)?.confirmsInvitations) addRequest(world, world.invitations, request);
      else admit(world, group, id);
    });
  },
  "/group/kick": ({ world, userId }, { group_id, user_list }) => {
    const group = world.group(group_id);
    requireAdmin(group, userId);
    return eachPerson(user_list, (id) => {
      if (rank(group, id) === 0) throw new BusinessError(20002);
      if (rank(group, id) >= rank(group, userId)) throw new BusinessError(10010);
      world.removeMember(group, id);
      group.kicks.set(id, (group.kicks.get(id) ?? 0) + 1);
    });
  },
  "/group/member_list": ({ world, userId }, input) => {
    const group = world.group(input.group_id);
    requireMember(group, userId);
    const list = `members ${group.id}`;
    const members = group.members.after(readCursor(list, input), pageLimit(input, 1000));
    const last = members.at(-1)?.sequence ?? 0;
    const cursor = last !== 0 && last < group.members.lastSequence ? writeCursor(list, last) : null;
    return new PageAnswer(
      new PrintedRows(printMembers(members, world.position.cards)),
      cursor,
      group.members.size,
    );
  },
  "/group/members/display_name": ({ world, userId }, { group_id, user_list }) => {
    const group = world.group(group_id);
    requireMember(group, userId);
    return user_list
      .map((id) => group.members.get(id))
      .filter((m) => m !== undefined)
      .map((member) => memberAnswer(member, world.position.cards));
  },
} satisfies Partial<LanyingHandlers>;
