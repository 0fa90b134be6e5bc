import type { GroupSettings } from "../../../shared/domain/group-settings.ts";
import { Segments } from "../../ui/segments.tsx";
import { Switch } from "../../ui/switch.tsx";
import { type SettingName, useGroupSettingsStore } from "./group-settings-store.ts";
import { SettingRow } from "./setting-row.tsx";

/** What the person chose while it is being saved, else what the server says. */
function useShown<Name extends SettingName>(name: Name): GroupSettings[Name] | null {
  const save = useGroupSettingsStore((state) => state.saves[name]);
  const value = useGroupSettingsStore((state) => state.settings?.[name]) ?? null;
  return save?.state === "saving" ? (save.wanted as GroupSettings[Name]) : value;
}

interface RowProps<Name extends SettingName> {
  readonly name: Name;
  readonly label: string;
  readonly hint?: string;
  readonly isDisabled: boolean;
}

type SwitchName =
  | "allowsMemberInvites"
  | "allowsMemberEdits"
  | "hidesMemberInfo"
  | "hasReadReceipts"
  | "showsHistory";

export function SwitchRow(props: RowProps<SwitchName>) {
  const { name, isDisabled } = props;
  const change = useGroupSettingsStore((state) => state.change);
  const isOn = useShown(name) === true;
  return (
    <SettingRow {...props}>
      {(ids) => (
        <Switch {...ids} isOn={isOn} isDisabled={isDisabled} onChange={(on) => void change(name, on)} />
      )}
    </SettingRow>
  );
}

type ChoiceName = "joinRule" | "muteMode" | "pushMode";
type Choice<Name extends ChoiceName> = NonNullable<GroupSettings[Name]>;

interface ChoiceRowProps<Name extends ChoiceName> extends RowProps<Name> {
  readonly options: readonly { readonly value: Choice<Name>; readonly label: string }[];
}

export function SegmentsRow<Name extends ChoiceName>({ options, ...props }: ChoiceRowProps<Name>) {
  const { name, isDisabled } = props;
  const change = useGroupSettingsStore((state) => state.change);
  const value = useShown(name) as Choice<Name> | null;
  return (
    <SettingRow {...props}>
      {(ids) => (
        <Segments<Choice<Name>>
          {...ids}
          value={value}
          options={options}
          isDisabled={isDisabled}
          onChange={(chosen) => void change(name, chosen)}
        />
      )}
    </SettingRow>
  );
}
