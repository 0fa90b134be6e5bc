import { expect } from "vitest";
import { chen, fieldOf, wang, zhou } from "./operation-stage.ts";
import { inGroup, type OwnCommand, onFresh } from "./own-stage.ts";

/** What is done to a group itself, and the ways into one. */
export const ownGroupCommands: Readonly<Record<string, OwnCommand>> = {
  sync: {
    reaches: ["/group/user_joined", "/group/info/batch"],
    run: async (stage) => ({ value: await stage.lanying("sync") }),
    check: ({ value, demo }) => {
      const ours = demo.groups.filter(({ isDemoUserIn, isDestroyed }) => isDemoUserIn && !isDestroyed);
      const members = ours.reduce((sum, { memberCount }) => sum + memberCount, 0);
      expect(value).toEqual({ groups: ours.length, members });
    },
  },
  "sync --members": {
    reaches: ["/group/user_joined", "/group/member_list", "/group/admin_list", "/group/banned_list"],
    run: async (stage) => ({ value: await stage.lanying("sync", "--members") }),
    check: ({ value, demo }) => {
      const ours = demo.groups.filter(({ isDemoUserIn, isDestroyed }) => isDemoUserIn && !isDestroyed);
      const members = ours.reduce((sum, { memberCount }) => sum + memberCount, 0);
      expect(value).toEqual({ groups: ours.length, members });
    },
  },
  "members list": onFresh(
    ["/group/member_list"],
    (_stage, groupId) => ["members", "list", ...inGroup(groupId)],
    ({ value, group }) => expect(value).toMatchObject({ total: group().memberCount }),
  ),
  "groups create": {
    reaches: ["/group/create"],
    run: async (stage) => {
      const value = await stage.lanying(
        "groups",
        "create",
        "--name",
        "Chess",
        "--type",
        "chatroom",
        "--users",
        `${chen},${zhou}`,
      );
      return { value, groupId: String(fieldOf(value, "groupId")) };
    },
    check: ({ value, group }) => {
      expect(value).toMatchObject({ name: "Chess", type: "chatroom", problem: null });
      expect(group()).toMatchObject({ name: "Chess", type: 2, memberIds: [group().ownerId, chen] });
    },
  },
  "groups rename": onFresh(
    ["/group/info/name", "/group/info"],
    (_stage, groupId) => ["groups", "rename", ...inGroup(groupId), "--name", "Readers"],
    ({ group }) => expect(group().name).toBe("Readers"),
  ),
  "groups describe": onFresh(
    ["/group/info/description"],
    (_stage, groupId) => ["groups", "describe", ...inGroup(groupId), "--description", "We read."],
    ({ group }) => expect(group().description).toBe("We read."),
  ),
  "groups extend": onFresh(
    ["/group/info/ext"],
    (_stage, groupId) => ["groups", "extend", ...inGroup(groupId), "--extension", longExtension],
    ({ value, group }) => {
      expect(group().extension).toBe(longExtension);
      expect(value).toEqual({ warning: expect.stringContaining("longer than 255 characters") });
    },
  ),
  "groups picture": onFresh(
    ["/group/info/avatar"],
    (stage, groupId) => ["groups", "picture", ...inGroup(groupId), stage.file("a.png", smallPng)],
    ({ group }) => expect(group().avatar).not.toBeNull(),
  ),
  "groups card": onFresh(
    ["/group/display_name"],
    (_stage, groupId) => ["groups", "card", ...inGroup(groupId), "--card", "The owner"],
    ({ group }) => expect(group().own.card).toBe("The owner"),
  ),
  "groups transfer": onFresh(
    ["/group/transfer"],
    (_stage, groupId) => ["groups", "transfer", ...inGroup(groupId), "--to", wang, "--typed-name", "fresh"],
    ({ group }) => expect(group()).toMatchObject({ ownerId: wang, isDemoUserIn: true }),
  ),
  "groups destroy": onFresh(
    ["/group/destroy"],
    (_stage, groupId) => ["groups", "destroy", ...inGroup(groupId), "--typed-name", "fresh"],
    ({ group }) => expect(group().isDestroyed).toBe(true),
  ),
  "groups leave": {
    reaches: ["/group/leave"],
    async run(stage) {
      const groupId = await stage.strangers(0);
      await stage.lanying("groups", "apply", ...inGroup(groupId));
      return { groupId, value: await stage.lanying("groups", "leave", "--groups", groupId, "--yes") };
    },
    check: ({ value, group }) => {
      expect(value).toMatchObject({ results: [{ outcome: "done" }] });
      expect(group()).toMatchObject({ isDemoUserIn: false, isDestroyed: false });
    },
  },
  "groups public": {
    reaches: ["/group/public_list", "/group/info"],
    run: async (stage) => ({ value: await stage.lanying("groups", "public") }),
    check: ({ value }) => expect(value).toContainEqual(expect.objectContaining({ isMember: false })),
  },
  "groups apply": {
    reaches: ["/group/apply"],
    async run(stage) {
      const groupId = await stage.strangers(1);
      return {
        groupId,
        value: await stage.lanying("groups", "apply", ...inGroup(groupId), "--reason", "please"),
      };
    },
    check: ({ value, group, demo }) => {
      expect(value).toMatchObject({ outcome: "pending_approval", groupId: group().id });
      expect(demo.applications).toContainEqual(
        expect.objectContaining({ groupId: group().id, reason: "please", status: 0 }),
      );
    },
  },
  "groups code": onFresh(
    ["/group/qrcode/sign"],
    (_stage, groupId) => ["groups", "code", ...inGroup(groupId)],
    ({ value, group }) => expect(value).toMatchObject({ text: expect.stringContaining(group().id) }),
  ),
  join: {
    reaches: ["/group/qrcode/invite"],
    run: async (stage) => {
      const { codes, groups } = stage.demo;
      return { groupId: groups.joinOpen, value: await stage.lanying("join", "--yes", codes.openGroup) };
    },
    check: ({ value, group }) => {
      expect(value).toMatchObject([{ outcome: "joined" }]);
      expect(group().isDemoUserIn).toBe(true);
    },
  },
};

const longExtension = JSON.stringify("x".repeat(254));
const smallPng = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M/wHwAEAQH/7yMK/gAAAABJRU5ErkJggg==",
  "base64",
);
