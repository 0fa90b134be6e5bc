import type { Role } from "./group.ts";
import type { GroupSettings } from "./group-settings.ts";
import type { PeopleActionType } from "./job.ts";
import { rankOf } from "./role-rank.ts";

/** Every act in a group that asks for a role; creating a group asks for none. */
export type Act =
  | PeopleActionType
  | "create"
  | "rename"
  | "describe"
  | "change_extension"
  | "change_avatar"
  | "change_settings"
  | "mute_all"
  | "see_mutes"
  | "see_blocked"
  | "decide_application"
  | "announce"
  | "remove_announcement"
  | "destroy"
  | "transfer"
  | "leave"
  | "change_card"
  | "change_own_modes"
  | "read_announcements"
  | "upload_file"
  | "rename_file"
  | "delete_file"
  | "show_code";

/** Who an act is for; "not_owner": everybody but the owner, who must hand the group over first (20004). */
export type Need = "owner" | "admin" | "member" | "not_owner";

export type Permission =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly needs: Exclude<Need, "member"> };

/** What, beyond the role, can make an act ours. What is not known counts as "no". */
export interface Circumstances {
  readonly settings?: Partial<Pick<GroupSettings, "allowsMemberInvites" | "allowsMemberEdits">> | null;
  /** Whether the file in question was uploaded by us. */
  readonly isOwnFile?: boolean;
}

/** The least role each act needs, as the API document and its reference clients have it. */
const needs: Readonly<Record<Act, Need>> = {
  create: "member",
  kick: "admin",
  mute: "admin",
  unmute: "admin",
  block: "admin",
  unblock: "admin",
  promote: "owner",
  demote: "owner",
  invite: "admin",
  rename: "admin",
  describe: "admin",
  change_extension: "admin",
  change_avatar: "admin",
  change_settings: "admin",
  mute_all: "admin",
  see_mutes: "admin",
  see_blocked: "admin",
  decide_application: "admin",
  announce: "admin",
  remove_announcement: "admin",
  destroy: "owner",
  transfer: "owner",
  leave: "not_owner",
  change_card: "member",
  change_own_modes: "member",
  read_announcements: "member",
  upload_file: "member",
  rename_file: "admin",
  delete_file: "admin",
  show_code: "admin",
};

const edits: readonly Act[] = ["rename", "describe", "change_extension", "change_avatar"];
const invites: readonly Act[] = ["invite", "show_code"];
const onFiles: readonly Act[] = ["rename_file", "delete_file"];

/**
 * Whether our role lets us do it, and who could where it does not. A guess made to spare a call:
 * the server decides, and its refusal is told as such.
 */
export function mayDo(role: Role, act: Act, circumstances: Circumstances = {}): Permission {
  const need = needs[act];
  if (need === "member" || isOpened(act, circumstances)) return { isAllowed: true };
  const isAllowed = need === "not_owner" ? role !== "owner" : rankOf(role) <= rankOf(need);
  return isAllowed ? { isAllowed } : { isAllowed, needs: need };
}

/** What the group opens to its members, or what is ours to begin with. */
function isOpened(act: Act, { settings, isOwnFile }: Circumstances): boolean {
  if (invites.includes(act)) return settings?.allowsMemberInvites === true;
  if (edits.includes(act)) return settings?.allowsMemberEdits === true;
  return onFiles.includes(act) && isOwnFile === true;
}
