import type { JoinRule } from "../../../shared/domain/group.ts";
import type { MuteMode, PushMode } from "../../../shared/domain/group-settings.ts";
import { AppError } from "../../../shared/errors.ts";
import type { AdministrationBackend, ChangeableSettings } from "../administration.ts";
import { lanyingEndpoints, lanyingFurtherEndpoints } from "./endpoints.ts";
import type { AdministrationParts } from "./lanying-administration.ts";
import { joinRules } from "./lanying-groups.ts";
import { writeOne } from "./lanying-writes.ts";

type Settings = Pick<AdministrationBackend, "settings" | "changeSetting" | "muteAll">;

/** By the number the server gives each. */
const muteModes: readonly MuteMode[] = ["none", "silent", "blocked"];
const pushModes: readonly PushMode[] = ["all", "none", "admin_or_mention", "admin", "mention"];

type Toggle =
  | "/group/settings/allow_member_invitation"
  | "/group/settings/allow_member_modify"
  | "/group/settings/enable_read_ack"
  | "/group/settings/history_visible";

type Changes = {
  readonly [K in keyof ChangeableSettings]: (
    groupId: string,
    value: NonNullable<ChangeableSettings[K]>,
  ) => Promise<unknown>;
};

/** What can be set in a group, and the two modes that are ours alone. */
export function settingsAdministration({ connection: { signedIn }, write }: AdministrationParts): Settings {
  const toggle = (path: Toggle) => (groupId: string, value: boolean) =>
    writeOne(write, lanyingEndpoints[path], { group_id: groupId, value });

  const changes: Changes = {
    allowsMemberInvites: toggle("/group/settings/allow_member_invitation"),
    allowsMemberEdits: toggle("/group/settings/allow_member_modify"),
    hidesMemberInfo: (groupId, value) =>
      writeOne(write, lanyingFurtherEndpoints["/group/settings/hide_member_info"], {
        group_id: groupId,
        value,
      }),
    hasReadReceipts: toggle("/group/settings/enable_read_ack"),
    showsHistory: toggle("/group/settings/history_visible"),
    joinRule: (groupId, value) =>
      writeOne(write, lanyingEndpoints["/group/settings/require_admin_approval"], {
        group_id: groupId,
        apply_approval: joinRules.indexOf(value satisfies JoinRule),
      }),
    muteMode: (groupId, value) =>
      writeOne(write, lanyingEndpoints["/group/msg/mute_mode"], {
        group_id: groupId,
        msg_mute_mode: muteModes.indexOf(value),
      }),
    pushMode: (groupId, value) =>
      writeOne(write, lanyingEndpoints["/group/msg/push_mode"], {
        group_id: groupId,
        msg_push_mode: pushModes.indexOf(value),
      }),
  };

  return {
    async settings(groupId, signal) {
      const found = await signedIn.call(
        lanyingEndpoints["/group/settings"],
        { group_id: groupId },
        { signal },
      );
      return {
        allowsMemberInvites: found.member_invite ?? null,
        allowsMemberEdits: found.member_modify ?? null,
        hidesMemberInfo: found.hide_member_info ?? null,
        hasReadReceipts: found.read_ack ?? null,
        showsHistory: found.history_visible ?? null,
        joinRule: numbered(joinRules, found.apply_approval),
        muteMode: numbered(muteModes, found.msg_mute_mode),
        pushMode: numbered(pushModes, found.msg_push_mode),
        mutedUntil: stillMutedUntil(found.ban_expire_time),
        description: found.description ?? "",
        extension: found.ext ?? "",
      };
    },

    async changeSetting(groupId, setting, value) {
      if (value === null) throw new AppError("invalid", `${setting} has no value to set`);
      await changes[setting](groupId, value);
    },

    async muteAll(groupId, minutes) {
      const input = { group_id: groupId };
      if (minutes === 0) await writeOne(write, lanyingEndpoints["/group/settings/unban_all"], input);
      else await write(lanyingEndpoints["/group/settings/ban_all"], { ...input, duration: minutes });
    },
  };
}

/** Null for a number that has no meaning here yet. */
function numbered<T>(meanings: readonly T[], number: number | null | undefined): T | null {
  return number === null || number === undefined ? null : (meanings[number] ?? null);
}

/** 0 and times past mean "not muted". */
function stillMutedUntil(ms: number | null | undefined): number | null {
  return ms === -1 || (ms && ms > Date.now()) ? ms : null;
}
