import { useId, useState } from "react";
import type { DeviceSettings, DeviceState } from "../../../shared/domain/device-sign-in.ts";
import { regionIds, regionNames } from "../../../shared/domain/regions.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { CheckField } from "../../ui/check-field.tsx";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { AlertIcon } from "../../ui/icons.tsx";
import { useDeviceStore } from "./device-store.ts";

interface DeviceFormProps {
  readonly state: DeviceState;
  /** After one that ended without anybody: the words before it say why. */
  readonly isAgain?: boolean;
}

/** How to sign in, as the last time where nothing is changed; and the last resort, behind its warning. */
export function DeviceForm({ state, isAgain = false }: DeviceFormProps) {
  const text = useText("device");
  const language = useLanguage();
  const id = useId();
  const start = useDeviceStore((store) => store.start);
  const [settings, setSettings] = useState<DeviceSettings>(state.settings);
  const ask = (
    <div className="form-buttons">
      <Button variant="primary" onClick={() => void start({ ...settings, device: "same" })}>
        {text(isAgain ? "newCode" : "start")}
      </Button>
    </div>
  );
  return (
    <div className="form">
      {isAgain ? ask : <p>{text("why")}</p>}
      <ChoiceRow
        label={text("type")}
        value={settings.type}
        options={[
          { value: "ipad", label: text("type_ipad") },
          { value: "mac", label: text("type_mac") },
        ]}
        onChange={(type) => setSettings({ ...settings, type })}
      />
      <p className="field-hint device-hint">{text("typeHint")}</p>
      <div className="field">
        <label htmlFor={id}>{text("region")}</label>
        <select
          id={id}
          className="text-input"
          aria-describedby={`${id}-note`}
          value={settings.regionId}
          onChange={(event) => {
            const regionId = regionIds.find((known) => known === event.target.value);
            if (regionId !== undefined) setSettings({ ...settings, regionId });
          }}
        >
          {regionIds.map((regionId) => (
            <option key={regionId} value={regionId}>
              {regionNames[regionId][language]}
            </option>
          ))}
        </select>
        <span id={`${id}-note`} className="field-hint">
          {text("regionHint")}
        </span>
      </div>
      {!isAgain && ask}
      <NewDevice newDeviceId={state.newDeviceId} onStart={() => void start({ ...settings, device: "new" })} />
    </div>
  );
}

interface NewDeviceProps {
  readonly newDeviceId: string | null;
  readonly onStart: () => void;
}

function NewDevice({ newDeviceId, onStart }: NewDeviceProps) {
  const text = useText("device");
  const [hasConsent, setHasConsent] = useState(false);
  return (
    <details className="device-last-resort">
      <summary>{text("lastResort")}</summary>
      <div className="caution">
        <AlertIcon />
        <div>
          <strong>{text("newDeviceTitle")}</strong>
          <p>{text("newDeviceHint")}</p>
          {newDeviceId !== null && <p>{text("newDeviceKnown", { id: newDeviceId })}</p>}
          <CheckField isChecked={hasConsent} onChange={setHasConsent}>
            {text("newDeviceConsent")}
          </CheckField>
          <Button variant="danger" disabled={!hasConsent} onClick={onStart}>
            {text("newDeviceStart")}
          </Button>
        </div>
      </div>
    </details>
  );
}
