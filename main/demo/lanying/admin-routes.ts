import { BusinessError } from "../state/business-error.ts";
import { rank, requireMember, requireOwner } from "../state/permissions.ts";
import { memberAnswer } from "./group-answers.ts";
import { eachPerson } from "./person-results.ts";
import type { LanyingHandlers } from "./route.ts";

export const adminRoutes = {
  "/group/admin/add": ({ world, userId }, { group_id, user_list }) => {
    const group = world.group(group_id);
    requireOwner(group, userId);
    return eachPerson(user_list, (id) => {
      if (rank(group, id) === 0) throw new BusinessError(20002);
      if (rank(group, id) === 3) throw new BusinessError(10002, "the owner is no admin");
      group.admins.add(id);
    });
  },
  "/group/admin/remove": ({ world, userId }, { group_id, user_list }) => {
    const group = world.group(group_id);
    requireOwner(group, userId);
    return eachPerson(user_list, (id) => {
      if (!group.admins.delete(id)) throw new BusinessError(10002, "not an admin");
    });
  },
  "/group/admin_list": ({ world, userId }, { group_id }) => {
    const group = world.group(group_id);
    requireMember(group, userId);
    return [...group.admins]
      .map((id) => group.members.get(id))
      .filter((m) => m !== undefined)
      .map((member) => memberAnswer(member, world.position.cards));
  },
} satisfies Partial<LanyingHandlers>;
