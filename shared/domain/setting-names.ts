import type { SettingName } from "./group-settings.ts";

// Apart from the schemas, which the page does not load.

/** Every setting, in the order of the group's own page, in which several are sent too; the last two are ours alone. */
export const settingNames = [
  "joinRule",
  "allowsMemberInvites",
  "allowsMemberEdits",
  "hidesMemberInfo",
  "hasReadReceipts",
  "showsHistory",
  "muteMode",
  "pushMode",
] as const satisfies readonly SettingName[];

export function isSettingName(field: string): field is SettingName {
  return settingNames.some((name) => name === field);
}
