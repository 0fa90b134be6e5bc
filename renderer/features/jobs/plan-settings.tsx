import { type FormEvent, useId } from "react";
import type { SettingName } from "../../../shared/domain/group-settings.ts";
import { settingNames } from "../../../shared/domain/setting-names.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { isWritten, usePlanDraftsStore } from "./plan-drafts-store.ts";
import type { GroupsRequest } from "./plan-source.ts";
import { usePlanStore } from "./plan-store.ts";
import { onlyForMe, useSettingWords, valuesOf, withSetting } from "./setting-words.ts";
import { planFormId } from "./show-plan-button.tsx";

/** What to set in several groups: chosen first, then shown in short above what it changes in each. */
export function PlanSettings({ action }: Pick<GroupsRequest, "action">) {
  const text = useText("jobs");
  const words = useSettingWords();
  const changeAction = usePlanStore((state) => state.changeAction);
  if (action?.type !== "apply_settings") return <SettingsForm />;
  const chosen = settingNames.filter((name) => action.changes[name] !== undefined);
  return (
    <section className="plan-part">
      <h4>{text("newSettings")}</h4>
      <dl className="plan-settings-chosen">
        {chosen.map((name) => (
          <div key={name}>
            <dt className="quiet">{words.name(name)}</dt>
            <dd>{words.value(name, action.changes[name] ?? null)}</dd>
          </div>
        ))}
      </dl>
      <div className="plan-buttons">
        <Button size="small" onClick={() => void changeAction(null)}>
          {text("changeOn")}
        </Button>
      </div>
    </section>
  );
}

function SettingsForm() {
  const text = useText("jobs");
  const drafts = usePlanDraftsStore();
  const changeAction = usePlanStore((state) => state.changeAction);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isWritten(drafts, "apply_settings")) return;
    void changeAction({ type: "apply_settings", changes: drafts.changes });
  }
  const fields = (isMine: boolean) =>
    settingNames
      .filter((name) => onlyForMe.has(name) === isMine)
      .map((name) => <SettingField key={name} setting={name} />);
  return (
    <form id={planFormId} className="plan-write" onSubmit={onSubmit} onKeyDown={keepComposing}>
      <h4>{text("newSettings")}</h4>
      <div className="plan-settings">
        {fields(false)}
        <h5>{text("onlyForMe")}</h5>
        {fields(true)}
      </div>
    </form>
  );
}

function SettingField({ setting }: { readonly setting: SettingName }) {
  const text = useText("jobs");
  const words = useSettingWords();
  const id = useId();
  const { changes, write } = usePlanDraftsStore();
  const value = changes[setting];
  return (
    <div className="plan-setting" data-set={value !== undefined || undefined}>
      <label htmlFor={id}>{words.name(setting)}</label>
      <select
        id={id}
        className="text-input"
        value={value === undefined ? "" : String(value)}
        onChange={(event) => write({ changes: withSetting(changes, setting, event.target.value) })}
      >
        <option value="">{text("asItIs")}</option>
        {valuesOf(setting).map((field) => (
          <option key={field} value={field}>
            {words.value(setting, withSetting({}, setting, field)[setting] ?? null)}
          </option>
        ))}
      </select>
    </div>
  );
}
