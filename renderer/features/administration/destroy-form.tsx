import { useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { isNameTyped, useDangerStore } from "./danger-store.ts";
import { TypedName } from "./typed-name.tsx";

/** One click never destroys: the group's name must be typed. */
export function DestroyForm({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { isBusy, error, cancel, destroy } = useDangerStore();
  const [typed, setTyped] = useState("");
  const isTyped = isNameTyped(group.name, typed);
  return (
    <form
      className="form"
      onKeyDown={keepComposing}
      onSubmit={(event) => {
        event.preventDefault();
        if (isTyped) void destroy({ accountId: group.accountId, groupId: group.id }, typed);
      }}
    >
      <TypedName groupName={group.name} value={typed} onChange={setTyped} />
      <ErrorLine error={error} title={text("failed")} />
      <div className="form-buttons">
        <Button type="submit" variant="danger" isBusy={isBusy} disabled={!isTyped}>
          {text("destroy")}
        </Button>
        <Button variant="text" onClick={cancel}>
          {text("cancel")}
        </Button>
      </div>
    </form>
  );
}
