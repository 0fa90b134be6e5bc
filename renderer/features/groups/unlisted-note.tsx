import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { InfoIcon } from "../../ui/icons.tsx";
import { useGroupStore } from "./group-store.ts";

/** Over a WeChat group that its gateway does not list: why, and what changes it. */
export function UnlistedNote() {
  const text = useText("groups");
  const { isSaving, saveError, saveToContacts } = useGroupStore();
  return (
    <>
      <div className="bar">
        <InfoIcon />
        <p>{text("unlisted")}</p>
        <Button size="small" isBusy={isSaving} onClick={() => void saveToContacts()}>
          {text("saveToContacts")}
        </Button>
      </div>
      <ErrorLine error={saveError} title={text("saveFailed")} />
    </>
  );
}
