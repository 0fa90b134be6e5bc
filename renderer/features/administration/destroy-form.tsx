import { useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { isNameTyped, useDangerStore } from "./danger-store.ts";
import { TypedConfirm } from "./typed-confirm.tsx";

/** One click never destroys: the group's name must be typed. */
export function DestroyForm({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { destroy } = useDangerStore();
  const [typed, setTyped] = useState("");
  return (
    <TypedConfirm
      group={group}
      typed={typed}
      onType={setTyped}
      label={text("destroy")}
      isReady={isNameTyped(group.name, typed)}
      onConfirm={() => void destroy({ accountId: group.accountId, groupId: group.id }, typed)}
    />
  );
}
