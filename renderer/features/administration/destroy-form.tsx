import { useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { keepComposing } from "../../ui/is-composing.ts";
import { isNameTyped, useDangerStore } from "./danger-store.ts";
import { TypedConfirm } from "./typed-confirm.tsx";

/** One click never destroys: the group's name must be typed. */
export function DestroyForm({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { destroy } = useDangerStore();
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
      <TypedConfirm group={group} typed={typed} onType={setTyped} label={text("destroy")} isReady={isTyped} />
    </form>
  );
}
