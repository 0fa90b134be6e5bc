import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { isComposing } from "../../ui/is-composing.ts";
import { EditButton } from "./edit-button.tsx";
import { useGroupEditStore } from "./group-edit-store.ts";
import { useMayEdit } from "./use-may-edit.ts";

/** The group's name; renamed in place where our role allows. */
export function GroupName({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { editing, edit } = useGroupEditStore();
  const isEditing = editing?.part === "name" && editing.groupId === group.id;
  const may = useMayEdit(group, "rename");
  if (isEditing) return <NameField group={group} />;
  return (
    <div className="group-name">
      <h2 className="ellipsis" dir="auto" title={group.name}>
        {group.name || group.id}
      </h2>
      <EditButton
        label={text("editName")}
        may={may}
        onEdit={() => edit({ accountId: group.accountId, groupId: group.id, part: "name" })}
      />
    </div>
  );
}

/** Enter or leaving it saves, Escape does not. */
function NameField({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { isSaving, saveError, save, stop } = useGroupEditStore();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event)) return;
    if (event.key === "Enter") void save(event.currentTarget.value, group.name);
    if (event.key === "Escape") stop();
  }
  return (
    <input
      ref={field}
      className="text-input group-name-field"
      aria-label={text("nameLabel")}
      aria-busy={isSaving || undefined}
      aria-invalid={saveError !== null || undefined}
      defaultValue={group.name}
      maxLength={100}
      dir="auto"
      spellCheck={false}
      autoComplete="off"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // After a refusal the field stays until it is saved or given up.
        if (useGroupEditStore.getState().saveError === null) void save(event.currentTarget.value, group.name);
      }}
    />
  );
}
