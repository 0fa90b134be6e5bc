import { expect } from "vitest";
import { emma, fieldOf } from "./operation-stage.ts";
import { inGroup, type OwnCommand, onFresh } from "./own-stage.ts";

/** Announcements, the inbox and files. */
export const ownContentCommands: Readonly<Record<string, OwnCommand>> = {
  "announcements add": onFresh(
    ["/group/announcement/edit"],
    (_stage, groupId) => ["announcements", "add", ...inGroup(groupId), "--title", "t", "--content", "c"],
    ({ value, group }) =>
      expect(group().announcements).toEqual([{ id: fieldOf(value, "id"), title: "t", content: "c" }]),
  ),
  "announcements list": {
    reaches: ["/group/announcement/list"],
    run: async (stage) => {
      const groupId = stage.demo.groups.owned;
      return { groupId, value: await stage.lanying("announcements", "list", ...inGroup(groupId)) };
    },
    check: ({ value, group }) => {
      const rows = fieldOf(value, "rows") as { id: string }[];
      expect(rows.map(({ id }) => id).toSorted()).toEqual(
        group()
          .announcements.map(({ id }) => id)
          .toSorted(),
      );
    },
  },
  "announcements show": {
    reaches: ["/group/announcement", "/group/announcement/last"],
    run: async (stage) => {
      const groupId = stage.demo.groups.owned;
      const last = await stage.lanying("announcements", "show", ...inGroup(groupId));
      const one = ["--announcement", String(fieldOf(last, "id"))];
      expect(await stage.lanying("announcements", "show", ...inGroup(groupId), ...one)).toEqual(last);
      return { groupId, value: last };
    },
    check: ({ value, group }) => expect(value).toMatchObject(group().announcements.at(-1) ?? {}),
  },
  "announcements remove": {
    reaches: ["/group/announcement/delete"],
    async run(stage) {
      const groupId = await stage.fresh();
      const words = ["--title", "t", "--content", "c"];
      const added = await stage.lanying("announcements", "add", ...inGroup(groupId), ...words);
      const which = ["--announcement", String(fieldOf(added, "id")), "--yes"];
      await stage.lanying("announcements", "remove", ...inGroup(groupId), ...which);
      return { groupId };
    },
    check: ({ group }) => expect(group().announcements).toEqual([]),
  },

  "inbox list": {
    reaches: ["/group/application_list", "/group/invitation_list"],
    async run(stage) {
      const groupId = await stage.applied();
      return { groupId, value: await stage.lanying("inbox", "list") };
    },
    check: ({ value, group }) =>
      expect(value).toContainEqual(
        expect.objectContaining({
          kind: "application",
          groupId: group().id,
          personId: emma,
          reason: "hello",
        }),
      ),
  },
  "inbox approve": {
    reaches: ["/group/apply/handle"],
    async run(stage) {
      const groupId = await stage.applied();
      const who = ["--groups", groupId, "--users", emma, "--yes"];
      return { groupId, value: await stage.lanying("inbox", "approve", ...who) };
    },
    check: ({ group }) => expect(group().memberIds).toContain(emma),
  },
  "inbox accept-invitation": {
    reaches: ["/group/invite/handle"],
    async run(stage) {
      const waiting = (await stage.demo.inspect()).invitations.find(
        ({ userId, status }) => userId === stage.demo.userId && status === 0,
      );
      const groupId = waiting?.groupId ?? "";
      return { groupId, value: await stage.lanying("inbox", "accept-invitation", ...inGroup(groupId)) };
    },
    check: ({ value, group }) => {
      expect(value).toMatchObject({ outcome: "done" });
      expect(group().isDemoUserIn).toBe(true);
    },
  },

  "files upload": onFresh(
    ["/group/file/upload"],
    (stage, groupId) => ["files", "upload", ...inGroup(groupId), stage.file("a.txt", "abc")],
    ({ group }) => expect(group().files).toMatchObject([{ name: "a.txt", size: 3 }]),
  ),
  "files list": {
    reaches: ["/group/file/list"],
    run: async (stage) => {
      const groupId = stage.demo.groups.owned;
      return { groupId, value: await stage.lanying("files", "list", ...inGroup(groupId)) };
    },
    check: ({ value, group }) => expect(value).toHaveLength(group().files.length),
  },
  "files rename": {
    reaches: ["/group/file/update_name"],
    async run(stage) {
      const groupId = await stage.fresh();
      const sent = await stage.lanying("files", "upload", ...inGroup(groupId), stage.file("b.txt", "abc"));
      const which = ["--file", String(fieldOf(sent, "fileId"))];
      await stage.lanying("files", "rename", ...inGroup(groupId), ...which, "--name", "c.txt");
      return { groupId };
    },
    check: ({ group }) => expect(group().files).toMatchObject([{ name: "c.txt" }]),
  },
  "files delete": {
    reaches: ["/group/file/delete"],
    async run(stage) {
      const groupId = await stage.fresh();
      const sent = await stage.lanying("files", "upload", ...inGroup(groupId), stage.file("d.txt", "abc"));
      const which = ["--file", String(fieldOf(sent, "fileId"))];
      await stage.lanying("files", "delete", ...inGroup(groupId), ...which);
      return { groupId };
    },
    check: ({ group }) => expect(group().files).toEqual([]),
  },
};
