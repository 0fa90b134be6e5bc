import { AppError } from "../../../shared/errors.ts";
import type { AdministrationBackend } from "../administration.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import { joinedGroupIds } from "./joined-groups.ts";
import type { AdministrationParts } from "./lanying-administration.ts";
import { uploadAvatar } from "./lanying-avatar-upload.ts";
import { groupOfInfo, groupTypes } from "./lanying-groups.ts";
import { writeOne } from "./lanying-writes.ts";

type Groups = Pick<
  AdministrationBackend,
  | "create"
  | "destroy"
  | "leave"
  | "transfer"
  | "rename"
  | "describe"
  | "setExtension"
  | "setAvatar"
  | "setCard"
  | "publicGroupIds"
>;

/** What is done to a group as a whole. */
export function groupAdministration(parts: AdministrationParts): Groups {
  const { connection, write, selfId, readBack } = parts;

  async function setText(
    path:
      | "/group/info/name"
      | "/group/info/description"
      | "/group/info/ext"
      | "/group/info/avatar"
      | "/group/display_name",
    groupId: string,
    value: string,
  ): Promise<void> {
    await writeOne(write, lanyingEndpoints[path], { group_id: groupId, value });
  }

  /** Whoever reads our groups next would find it again, and take us for a member. That we have left is certain. */
  async function untilGone(groupId: string): Promise<void> {
    const ours = () => joinedGroupIds(connection.signedIn);
    await readBack(ours, (ids) => !ids.includes(groupId)).catch(() => "left all the same");
  }

  return {
    async create({ name, description, type, userIds }) {
      const info = await write(lanyingEndpoints["/group/create"], {
        name,
        type: groupTypes.indexOf(type),
        ...(description === "" ? {} : { description }),
        ...(userIds.length === 0 ? {} : { user_list: [...new Set(userIds)] }),
      });
      const group = groupOfInfo(info, selfId());
      // Whoever creates a group owns it, also where the answer leaves that out.
      return {
        ...group,
        name: group.name || name,
        type: group.type ?? type,
        ownerId: group.ownerId ?? selfId(),
        role: "owner",
      };
    },

    async destroy(groupId) {
      await writeOne(write, lanyingEndpoints["/group/destroy"], { group_id: groupId });
      await untilGone(groupId);
    },

    async leave(groupId) {
      await writeOne(write, lanyingEndpoints["/group/leave"], { group_id: groupId });
      await untilGone(groupId);
    },

    async transfer(groupId, newOwnerId) {
      const input = { group_id: groupId, new_owner: newOwnerId };
      await writeOne(write, lanyingEndpoints["/group/transfer"], input);
    },

    rename: (groupId, name) => setText("/group/info/name", groupId, name),
    describe: (groupId, description) => setText("/group/info/description", groupId, description),
    setExtension: (groupId, extension) => setText("/group/info/ext", groupId, extension),
    setCard: (groupId, card) => setText("/group/display_name", groupId, card),

    async setAvatar(groupId, picture) {
      const downloadUrl = await uploadAvatar(parts, groupId, picture);
      if (downloadUrl === "") throw new AppError("bad_answer", "the upload ticket: unexpected download_url");
      await setText("/group/info/avatar", groupId, downloadUrl);
    },

    publicGroupIds: (signal) =>
      connection.signedIn.call(lanyingEndpoints["/group/public_list"], {}, { signal }),
  };
}
