import { useId, useState } from "react";
import { passedOnExtension } from "../../../shared/domain/group-settings.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { AlertIcon } from "../../ui/icons.tsx";
import { Segments } from "../../ui/segments.tsx";
import { useGroupSettingsStore } from "./group-settings-store.ts";
import { compactJson, jsonProblem, prettyJson } from "./json-text.ts";
import { SaveState } from "./setting-row.tsx";

type Mode = "json" | "raw";
const most = 20_000;

/** The group's extension: as JSON, checked and laid out, or as it is. Key it by the saved text: a new one starts anew. */
export function ExtensionField({
  saved,
  isDisabled,
}: {
  readonly saved: string;
  readonly isDisabled: boolean;
}) {
  const text = useText("administration");
  const id = useId();
  const [mode, setMode] = useState<Mode>(jsonProblem(saved) === null ? "json" : "raw");
  const [typed, setTyped] = useState(mode === "json" ? prettyJson(saved) : saved);
  const setExtension = useGroupSettingsStore((state) => state.setExtension);
  const isBusy = useGroupSettingsStore((state) => state.saves.extension?.state === "saving");
  const problem = mode === "json" ? jsonProblem(typed) : null;
  const wanted = mode === "json" && problem === null ? compactJson(typed) : typed;
  const isSame = wanted === saved || (mode === "json" && problem === null && wanted === compactJson(saved));
  const length = wanted.length;
  const isWrong = problem !== null || length > most;

  function note(): string {
    if (problem === null) return text("extensionLength", { count: length, most });
    return problem.place ? text("notJsonAt", { ...problem.place }) : text("notJson");
  }

  function changeMode(next: Mode) {
    setMode(next);
    if (next === "json" && jsonProblem(typed) === null) setTyped(prettyJson(typed));
  }

  return (
    <div className="extension">
      <div className="setting-row">
        <label className="setting-words" htmlFor={`${id}-text`}>
          <span>{text("extension")}</span>
          <span id={`${id}-hint`} className="field-hint">
            {text("extensionHint")}
          </span>
        </label>
        <span id={`${id}-mode`} className="visually-hidden">
          {text("extensionMode")}
        </span>
        <Segments<Mode>
          labelledBy={`${id}-mode`}
          value={mode}
          options={[
            { value: "json", label: text("asJson") },
            { value: "raw", label: text("asRaw") },
          ]}
          onChange={changeMode}
        />
      </div>
      <textarea
        id={`${id}-text`}
        className="text-input extension-text"
        value={typed}
        readOnly={isDisabled}
        rows={Math.min(16, Math.max(3, typed.split("\n").length))}
        spellCheck={false}
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-hint ${id}-note`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="extension-foot">
        <span
          id={`${id}-note`}
          className={`${isWrong ? "field-problem" : "field-hint"} digits`}
          title={problem?.words}
        >
          {note()}
        </span>
        {mode === "json" && (
          <Button
            size="small"
            variant="text"
            disabled={isDisabled || problem !== null}
            onClick={() => setTyped(prettyJson(typed))}
          >
            {text("tidy")}
          </Button>
        )}
        <Button
          size="small"
          isBusy={isBusy}
          disabled={isDisabled || isSame || isWrong}
          onClick={() => void setExtension(wanted)}
        >
          {text("save")}
        </Button>
      </div>
      {length > passedOnExtension && length <= most && (
        <p id={`${id}-long`} className="extension-long" role="status">
          <AlertIcon size={14} />
          {text("extensionLong", { most: passedOnExtension })}
        </p>
      )}
      <SaveState name="extension" />
    </div>
  );
}
