import { expect } from "vitest";
import type { LanyingPath } from "../../main/backends/lanying/endpoints.ts";
import { alice, chen, emma, fieldOf, type Operation, type Stage, wang, zhou } from "./operation-stage.ts";
import { groupIn } from "./operation-world.ts";

const people = [chen, wang];
const done = people.map((user_id) => ({ user_id, result: "success" }));
const setText = (stage: Stage) => stage.group({ value: "new words" });
const switchOn = (stage: Stage) => stage.group({ value: true });
const both = (stage: Stage) => stage.group({ user_list: people });

/** Sets the stage by an earlier act with the same people. */
function after(path: LanyingPath, more: object = {}) {
  return async (stage: Stage) => {
    const input = await both(stage);
    await stage.call(path, { ...input, ...more });
    return input;
  };
}

/** Every operation of the group API: what goes in, and what must then be true on the server. */
export const lanyingOperations: Readonly<Record<LanyingPath, Operation>> = {
  "/group/create": {
    input: async () => ({ name: "Chess", description: "d", type: 0, user_list: [chen, zhou] }),
    check: ({ answer, after }) => {
      const group = groupIn(after, fieldOf(answer, "group_id"));
      expect(group).toMatchObject({ name: "Chess", description: "d", isDemoUserIn: true });
      // Zhou Hao wants to be asked first.
      expect(group.memberIds).toEqual([group.ownerId, chen]);
    },
  },
  "/group/destroy": {
    input: (stage) => stage.group(),
    check: ({ group }) => expect(group().isDestroyed).toBe(true),
  },
  "/group/leave": {
    input: (stage) => stage.othersGroup(),
    check: ({ group }) => expect(group()).toMatchObject({ isDemoUserIn: false, isDestroyed: false }),
  },
  "/group/transfer": {
    input: (stage) => stage.group({ new_owner: wang }),
    check: ({ group }) => expect(group()).toMatchObject({ ownerId: wang, isDemoUserIn: true }),
  },
  "/group/info": {
    input: (stage) => stage.group(),
    check: ({ answer, group }) =>
      expect(answer).toMatchObject({ name: "fresh", owner_id: group().ownerId, count: 3 }),
  },
  "/group/info/batch": {
    input: async ({ demo }) => ({ group_list: [demo.groups.owned, demo.groups.beyondSafeInteger] }),
    check: ({ input, answer, after }) => {
      const asked = input.group_list as string[];
      const told = asked.map((id) => ({ group_id: id, name: groupIn(after, id).name }));
      expect(answer).toMatchObject(told);
    },
  },
  "/group/info/name": { input: setText, check: ({ group }) => expect(group().name).toBe("new words") },
  "/group/info/avatar": { input: setText, check: ({ group }) => expect(group().avatar).toBe("new words") },
  "/group/info/description": {
    input: setText,
    check: ({ group }) => expect(group().description).toBe("new words"),
  },
  "/group/info/ext": { input: setText, check: ({ group }) => expect(group().extension).toBe("new words") },
  "/group/display_name": { input: setText, check: ({ group }) => expect(group().own.card).toBe("new words") },
  "/group/public_list": {
    input: async () => ({}),
    check: ({ answer, after }) => {
      const ids = answer as string[];
      expect(ids.length).toBeGreaterThan(0);
      for (const id of ids) expect(groupIn(after, id).isDestroyed).toBe(false);
    },
  },
  "/group/user_joined": {
    input: async () => ({}),
    check: ({ answer, after }) => {
      const joined = after.groups.filter((group) => group.isDemoUserIn && !group.isDestroyed);
      expect((answer as string[]).toSorted()).toEqual(joined.map(({ id }) => id).toSorted());
    },
  },

  "/group/member_list": {
    input: async ({ demo }) => ({ group_id: demo.groups.big }),
    check: ({ answer, group }) => {
      const ids = (answer as { user_id: string }[]).map(({ user_id }) => user_id);
      expect(ids).toHaveLength(group().memberCount);
      expect(new Set(ids).size).toBe(ids.length);
    },
  },
  "/group/members/display_name": {
    input: async ({ demo }) => ({ group_id: demo.groups.owned, user_list: [chen, alice] }),
    check: ({ answer, group }) => {
      expect(answer).toMatchObject([{ user_id: chen, display_name: "陈静" }]);
      expect(group().memberIds).not.toContain(alice);
    },
  },
  "/group/invite": {
    input: (stage) => stage.group({ user_list: [alice, zhou, chen], reason: "come" }),
    check: ({ answer, group, after }) => {
      expect(answer).toMatchObject([
        { user_id: alice, result: "success" },
        { user_id: zhou, result: "success" },
        { user_id: chen, result: "fail", reason: expect.any(String) },
      ]);
      expect(group().memberIds).toContain(alice);
      expect(group().memberIds).not.toContain(zhou);
      expect(after.invitations).toContainEqual({
        groupId: group().id,
        userId: zhou,
        inviterId: group().ownerId,
        reason: "come",
        status: 0,
      });
    },
  },
  "/group/kick": {
    input: (stage) => stage.group({ user_list: [chen, alice] }),
    check: ({ answer, group }) => {
      expect(answer).toMatchObject([
        { user_id: chen, result: "success" },
        { user_id: alice, result: "fail" },
      ]);
      expect(group().memberIds).toEqual([group().ownerId, wang]);
    },
  },
  "/group/admin/add": {
    input: both,
    check: ({ answer, group }) => {
      expect(answer).toMatchObject(done);
      expect(group().adminIds).toEqual(people);
    },
  },
  "/group/admin/remove": {
    input: after("/group/admin/add"),
    check: ({ group }) => expect(group().adminIds).toEqual([]),
  },
  "/group/admin_list": {
    input: after("/group/admin/add"),
    check: ({ answer, group }) =>
      expect(answer).toMatchObject(group().adminIds.map((user_id) => ({ user_id }))),
  },

  "/group/ban": {
    input: (stage) => stage.group({ user_list: people, duration: 30 }),
    check: ({ answer, group }) => {
      expect(answer).toMatchObject(done);
      expect(group().mutedIds).toEqual(people);
      expect(group().mutedMinutes).toEqual([30, 30]);
    },
  },
  "/group/unban": {
    input: after("/group/ban", { duration: -1 }),
    check: ({ before, input, group }) => {
      expect(groupIn(before, input.group_id).mutedMinutes).toEqual([-1, -1]);
      expect(group().mutedIds).toEqual([]);
    },
  },
  "/group/banned_list": {
    input: after("/group/ban", { duration: -1 }),
    check: ({ answer, group }) =>
      expect(answer).toMatchObject(group().mutedIds.map((user_id) => ({ user_id, expired_time: -1 }))),
  },
  "/group/block": {
    input: both,
    check: ({ answer, group }) => {
      expect(answer).toMatchObject(done);
      expect(group()).toMatchObject({ blockedIds: people, memberIds: [group().ownerId] });
    },
  },
  "/group/unblock": {
    input: after("/group/block"),
    check: ({ before, input, group }) => {
      expect(groupIn(before, input.group_id).blockedIds).toEqual(people);
      expect(group().blockedIds).toEqual([]);
    },
  },
  "/group/blocked_list": {
    input: after("/group/block"),
    check: ({ answer }) => expect(answer).toMatchObject(people.map((user_id) => ({ user_id }))),
  },
  "/group/settings/ban_all": {
    input: (stage) => stage.group({ duration: 30 }),
    check: ({ group }) => expect(group().allMutedMinutes).toBe(30),
  },
  "/group/settings/unban_all": {
    input: async (stage) => {
      const input = await stage.group();
      await stage.call("/group/settings/ban_all", { ...input, duration: -1 });
      return input;
    },
    check: ({ before, input, group }) => {
      expect(groupIn(before, input.group_id).allMutedMinutes).toBe(-1);
      expect(group().allMutedMinutes).toBe(0);
    },
  },

  "/group/announcement/edit": {
    input: (stage) => stage.group({ title: "t", content: "c" }),
    check: ({ answer, group }) =>
      expect(group().announcements).toEqual([{ id: fieldOf(answer, "id"), title: "t", content: "c" }]),
  },
  "/group/announcement": {
    input: (stage) => stage.announcement(),
    check: ({ answer, group }) => expect(answer).toMatchObject(group().announcements[0] ?? {}),
  },
  "/group/announcement/last": {
    input: async (stage) => {
      const { group_id } = await stage.announcement();
      await stage.call("/group/announcement/edit", { group_id, title: "newer", content: "c" });
      return { group_id };
    },
    check: ({ answer, group }) => {
      expect(group().announcementCount).toBe(2);
      expect(answer).toMatchObject({ title: "newer" });
    },
  },
  "/group/announcement/list": {
    input: async ({ demo }) => ({ group_id: demo.groups.owned }),
    check: ({ answer, group }) => expect(answer).toMatchObject(group().announcements),
  },
  "/group/announcement/delete": {
    input: (stage) => stage.announcement(),
    check: ({ before, input, group }) => {
      expect(groupIn(before, input.group_id).announcementCount).toBe(1);
      expect(group().announcements).toEqual([]);
    },
  },

  "/group/application_list": {
    input: async (stage) => ({ group_list: [(await stage.application()).group_id] }),
    check: ({ answer, after, input }) => {
      const [id] = input.group_list as string[];
      expect(answer).toMatchObject([{ group_id: id, applicant_id: emma, reason: "hello", status: 0 }]);
      expect(after.applications).toContainEqual(expect.objectContaining({ groupId: id, userId: emma }));
    },
  },
  "/group/apply": {
    input: (stage) => stage.strangersGroup(1, { reason: "please" }),
    check: ({ after, group, input }) => {
      expect(group().isDemoUserIn).toBe(false);
      expect(after.applications).toContainEqual(
        expect.objectContaining({ groupId: input.group_id, reason: "please", status: 0 }),
      );
    },
  },
  "/group/apply/handle": {
    input: async (stage) => ({ ...(await stage.application()), user_id: emma, approval: true }),
    check: ({ after, group, input }) => {
      expect(group().memberIds).toContain(emma);
      const own = after.applications.filter(({ groupId }) => groupId === input.group_id);
      expect(own).toMatchObject([{ userId: emma, status: 1 }]);
    },
  },
  "/group/invitation_list": {
    input: async () => ({}),
    check: ({ answer, after }) => {
      const told = (answer as { group_id: string; status: number }[]).map((i) => [i.group_id, i.status]);
      expect(told.length).toBeGreaterThan(1);
      expect(after.invitations.map((i) => [i.groupId, i.status])).toEqual(expect.arrayContaining(told));
    },
  },
  "/group/invite/handle": {
    input: async ({ demo, call }) => {
      const group_id = demo.groups.joinOpen;
      const invitations = (await call("/group/invitation_list", {})) as Record<string, unknown>[];
      const ours = invitations.find((invitation) => invitation.group_id === group_id);
      return { group_id, user_id: ours?.inviter_id, approval: true };
    },
    check: ({ before, after, input, group }) => {
      expect(groupIn(before, input.group_id).isDemoUserIn).toBe(false);
      expect(group().isDemoUserIn).toBe(true);
      expect(after.invitations.find(({ groupId }) => groupId === input.group_id)?.status).toBe(1);
    },
  },

  "/group/settings": {
    input: async ({ demo }) => ({ group_id: demo.groups.owned }),
    check: ({ answer, group }) => {
      const { applyApproval, memberInvite, memberModify, readAck, historyVisible, own } = group();
      expect(answer).toMatchObject({
        apply_approval: applyApproval,
        member_invite: memberInvite,
        member_modify: memberModify,
        read_ack: readAck,
        history_visible: historyVisible,
        msg_mute_mode: own.muteMode,
        msg_push_mode: own.pushMode,
      });
    },
  },
  "/group/settings/allow_member_invitation": {
    input: (stage) => stage.group({ value: false }),
    check: ({ group }) => expect(group().memberInvite).toBe(false),
  },
  "/group/settings/allow_member_modify": {
    input: switchOn,
    check: ({ group }) => expect(group().memberModify).toBe(true),
  },
  "/group/settings/enable_read_ack": {
    input: switchOn,
    check: ({ group }) => expect(group().readAck).toBe(true),
  },
  "/group/settings/history_visible": {
    input: switchOn,
    check: ({ group }) => expect(group().historyVisible).toBe(true),
  },
  "/group/settings/require_admin_approval": {
    input: (stage) => stage.group({ apply_approval: 2 }),
    check: ({ group }) => expect(group().applyApproval).toBe(2),
  },
  "/group/msg/mute_mode": {
    input: (stage) => stage.group({ msg_mute_mode: 2 }),
    check: ({ group }) => expect(group().own.muteMode).toBe(2),
  },
  "/group/msg/push_mode": {
    input: (stage) => stage.group({ msg_push_mode: 4 }),
    check: ({ group }) => expect(group().own.pushMode).toBe(4),
  },

  "/group/file/upload": {
    input: (stage) =>
      stage.group({ name: "a.md", size: 12, type: "text/markdown", url: "http://127.0.0.1/a" }),
    check: ({ answer, group }) =>
      expect(group().files).toEqual([{ id: fieldOf(answer, "file_id"), name: "a.md", size: 12 }]),
  },
  "/group/file": {
    input: (stage) => stage.file(),
    check: ({ answer, input }) =>
      expect(answer).toMatchObject({ file_id: input.file_id, name: "a.txt", size: 3 }),
  },
  "/group/file/list": {
    input: async ({ demo }) => ({ group_id: demo.groups.owned }),
    check: ({ answer, group }) =>
      expect(answer).toMatchObject(group().files.map(({ id, name, size }) => ({ file_id: id, name, size }))),
  },
  "/group/file/update_name": {
    input: async (stage) => ({ ...(await stage.file()), name: "b.txt" }),
    check: ({ group }) => expect(group().files).toMatchObject([{ name: "b.txt" }]),
  },
  "/group/file/delete": {
    input: async (stage) => {
      const { group_id, file_id } = await stage.file();
      return { group_id, file_list: [file_id] };
    },
    check: ({ before, input, group }) => {
      expect(groupIn(before, input.group_id).files).toHaveLength(1);
      expect(group().files).toEqual([]);
    },
  },

  "/group/qrcode/sign": {
    input: (stage) => stage.group(),
    check: ({ answer }) => {
      expect(fieldOf(answer, "qr_info")).toEqual(expect.any(String));
      expect(fieldOf(answer, "expire_at")).toBeGreaterThan(Date.now());
    },
  },
  "/group/qrcode/invite": {
    input: async (stage) => {
      const { group_id } = await stage.strangersGroup(0);
      const chens = await stage.as("chenjing");
      const { data } = await chens.call("/group/qrcode/sign", { group_id });
      return { qr_info: fieldOf(data, "qr_info") };
    },
    check: ({ before, after }) => {
      const isIn = ({ isDemoUserIn }: { isDemoUserIn: boolean }) => isDemoUserIn;
      expect(after.groups.filter(isIn)).toHaveLength(before.groups.filter(isIn).length + 1);
    },
  },
};
