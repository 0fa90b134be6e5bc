import { BusinessError } from "../state/business-error.ts";
import { type DemoGroup, newGroup } from "../state/demo-group.ts";
import { addRequest } from "../state/join-requests.ts";
import { requireAdmin, requireMember, requireOwner } from "../state/permissions.ts";
import { groupBrief, groupInfo } from "./group-answers.ts";
import type { Call, LanyingHandlers } from "./route.ts";

type InfoField = "avatar" | "description" | "ext" | "name";

/** Admins may, and members where the group lets them. An empty text clears the field; a name cannot be cleared. */
function changeInfo(field: InfoField) {
  return ({ world, userId }: Call, input: { group_id: string; value: string }) => {
    const group = world.group(input.group_id);
    requireMember(group, userId);
    if (!group.memberModify) requireAdmin(group, userId);
    if (field === "name") {
      if (input.value.trim() === "") throw new BusinessError(10002, "name");
      group.name = input.value;
    } else {
      group[field] = input.value === "" ? null : input.value;
    }
    group.updatedAt = world.now();
    return true;
  };
}

function addFirstMembers({ world, userId }: Call, group: DemoGroup, userIds: readonly string[]): void {
  group.members.add(userId, null, world.now());
  for (const id of new Set(userIds)) {
    if (id === userId || !world.isUser(id)) continue;
    const invitation = { groupId: group.id, userId: id, inviterId: userId, reason: "" };
    if (world.users.get(id)?.confirmsInvitations) addRequest(world, world.invitations, invitation);
    else if (group.members.size < group.capacity) group.members.add(id, null, world.now());
  }
}

export const groupRoutes = {
  "/group/create": (call, input) => {
    const { world, userId } = call;
    const name = input.name?.trim() ?? "";
    const type = input.type ?? 0;
    if (name === "") throw new BusinessError(10002, "name");
    if (![0, 1, 2, 3].includes(type)) throw new BusinessError(10002, "type");
    const group = newGroup({
      id: world.nextId(),
      name,
      type,
      ownerId: userId,
      createdAt: world.now(),
      description: input.description ?? null,
      avatar: input.avatar || null,
    });
    addFirstMembers(call, group, input.user_list ?? []);
    world.groups.set(group.id, group);
    return groupInfo(call, group);
  },
  "/group/destroy": ({ world, userId }, { group_id }) => {
    const group = world.group(group_id);
    requireOwner(group, userId);
    group.status = 1;
    return true;
  },
  "/group/leave": ({ world, userId }, { group_id }) => {
    const group = world.group(group_id);
    requireMember(group, userId);
    if (group.ownerId === userId) throw new BusinessError(20004);
    world.removeMember(group, userId);
    return true;
  },
  "/group/transfer": ({ world, userId }, { group_id, new_owner }) => {
    const group = world.group(group_id);
    requireOwner(group, userId);
    if (!group.members.has(new_owner)) throw new BusinessError(20005);
    group.ownerId = new_owner;
    group.admins.delete(new_owner);
    group.bans.delete(new_owner);
    group.updatedAt = world.now();
    return { user_id: new_owner, result: "success" };
  },
  /** Answers strangers too: a person must see what they are about to join. */
  "/group/info": (call, { group_id }) => groupInfo(call, call.world.group(group_id)),
  /** Groups that do not exist are left out. */
  "/group/info/batch": (call, { group_list }) =>
    group_list.flatMap((id) => {
      const group = call.world.groups.get(id);
      return group === undefined || group.status === 1 ? [] : [groupBrief(call, group)];
    }),
  "/group/info/avatar": changeInfo("avatar"),
  "/group/info/description": changeInfo("description"),
  "/group/info/ext": changeInfo("ext"),
  "/group/info/name": changeInfo("name"),
  "/group/public_list": ({ world }) =>
    [...world.groups.values()].filter((group) => group.type === 1 && group.status === 0).map((g) => g.id),
  "/group/user_joined": ({ world, userId }) => world.groupsOf(userId).map((group) => group.id),
} satisfies Partial<LanyingHandlers>;
