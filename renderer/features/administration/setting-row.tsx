import { type ReactNode, useId } from "react";
import { useRefusalWords } from "../../errors/refusal-words.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { CheckIcon } from "../../ui/icons.tsx";
import { NetworkSettingsButton } from "../../ui/network-settings-button.tsx";
import { type SavedName, useGroupSettingsStore } from "./group-settings-store.ts";

export interface ControlIds {
  readonly labelledBy: string;
  readonly describedBy: string;
}

interface SettingRowProps {
  readonly name: SavedName;
  readonly label: string;
  readonly hint?: string;
  readonly children: (ids: ControlIds) => ReactNode;
}

/** One setting: what it is, its control, and how the last change of it went. */
export function SettingRow({ name, label, hint, children }: SettingRowProps) {
  const id = useId();
  return (
    <div className="setting-row">
      <div className="setting-words">
        <span id={`${id}-label`}>{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="field-hint">
            {hint}
          </span>
        )}
      </div>
      <div className="setting-control">
        {children({ labelledBy: `${id}-label`, describedBy: hint ? `${id}-hint` : `${id}-label` })}
        <SaveState name={name} />
      </div>
    </div>
  );
}

/** "Saving…", "Saved", or why not and a way to try again; what the server took and does not show yet can be looked at. */
export function SaveState({ name }: { readonly name: SavedName }) {
  const text = useText("administration");
  const errorText = useText("errors");
  const refusal = useRefusalWords();
  const save = useGroupSettingsStore((state) => state.saves[name]);
  const retry = useGroupSettingsStore((state) => state.retry);
  const lookAgain = useGroupSettingsStore((state) => state.lookAgain);
  const error = save?.error ?? null;
  return (
    <div className="setting-state" role="status">
      {save?.state === "saving" && <span className="quiet">{text("saving")}</span>}
      {save?.state === "saved" && (
        <span className="setting-saved">
          <CheckIcon size={14} />
          {text("saved")}
        </span>
      )}
      {error?.code === "unconfirmed" ? (
        <>
          <span className="quiet">{refusal.full(error)}</span>
          <Button size="small" onClick={() => void lookAgain(name)}>
            {text("lookAgain")}
          </Button>
        </>
      ) : (
        error && (
          <>
            <span className="field-problem">
              {text("saveFailed")} <span dir="auto">{refusal.full(error)}</span>
            </span>
            <NetworkSettingsButton error={error} />
            <Button size="small" onClick={() => void retry(name)}>
              {errorText("retry")}
            </Button>
          </>
        )
      )}
    </div>
  );
}
