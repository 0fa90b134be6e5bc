import type { SettingChange, SettingChanges, SettingName } from "../../../shared/domain/group-settings.ts";
import { useText } from "../../i18n.ts";

type Value = SettingChange["to"];

export const onlyForMe: ReadonlySet<SettingName> = new Set<SettingName>(["muteMode", "pushMode"]);

const switched = { true: null, false: null } as const;

/** The values each can have, with the words the group's own page has for them; null for on and off. */
const values = {
  joinRule: { open: "joinOpen", approval: "joinApproval", closed: "joinClosed" },
  allowsMemberInvites: switched,
  allowsMemberEdits: switched,
  hidesMemberInfo: switched,
  hasReadReceipts: switched,
  showsHistory: switched,
  muteMode: { none: "muteNone", silent: "muteSilent", blocked: "muteBlocked" },
  pushMode: {
    all: "pushAll",
    admin_or_mention: "pushAdminOrMention",
    admin: "pushAdmin",
    mention: "pushMention",
    none: "pushNone",
  },
} as const satisfies {
  readonly [Name in SettingName]: Record<`${NonNullable<SettingChanges[Name]>}`, unknown>;
};

/** As the value of a form's field, which is text. */
export function valuesOf(setting: SettingName): readonly string[] {
  return Object.keys(values[setting]);
}

/** The changes with one more, or with one less where the field is empty. */
export function withSetting(changes: SettingChanges, setting: SettingName, field: string): SettingChanges {
  const { [setting]: _, ...others } = changes;
  if (field === "") return others;
  const value = values[setting] === switched ? field === "true" : field;
  return { ...others, [setting]: value };
}

export interface SettingWords {
  name(setting: SettingName): string;
  value(setting: SettingName, value: Value): string;
  /** "Who may join: ", before its values. */
  title(setting: SettingName): string;
  /** "Who may join: Anyone → After approval". */
  change(change: SettingChange): string;
}

/** What settings and their values are called. */
export function useSettingWords(): SettingWords {
  const text = useText("administration");
  const jobsText = useText("jobs");
  const name = (setting: SettingName) => text(setting);
  const title = (setting: SettingName) => jobsText("changeOf", { setting: name(setting) });
  function value(setting: SettingName, value: Value): string {
    if (value === null) return jobsText("settingUnknown");
    if (typeof value === "boolean") return jobsText(value ? "settingOn" : "settingOff");
    const keys: Readonly<Record<string, Parameters<typeof text>[0] | null>> = values[setting];
    const key = keys[value];
    return key ? text(key) : value;
  }
  return {
    name,
    title,
    value,
    change: ({ setting, from, to }) => `${title(setting)}${value(setting, from)} → ${value(setting, to)}`,
  };
}
