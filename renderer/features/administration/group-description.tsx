import { useEffect, useRef, useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { EditButton } from "./edit-button.tsx";
import { useGroupEditStore } from "./group-edit-store.ts";
import { useMayEdit } from "./use-may-edit.ts";
import "./administration.css";

/** The description; edited in place where our role allows. */
export function GroupDescription({ group, empty }: { readonly group: Group; readonly empty: string }) {
  const text = useText("administration");
  const { editing, edit } = useGroupEditStore();
  const may = useMayEdit(group, "describe");
  if (editing?.part === "description" && editing.groupId === group.id) {
    return <DescriptionForm description={group.description ?? ""} />;
  }
  return (
    <span className="group-description">
      <span dir="auto" className="prose">
        {group.description || empty}
      </span>
      <EditButton
        label={text("editDescription")}
        may={may}
        onEdit={() => edit({ accountId: group.accountId, groupId: group.id, part: "description" })}
      />
    </span>
  );
}

function DescriptionForm({ description }: { readonly description: string }) {
  const text = useText("administration");
  const { isSaving, saveError, save, stop } = useGroupEditStore();
  const [typed, setTyped] = useState(description);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="form description-form"
      onKeyDown={(event) => closeOnEscape(event, stop)}
      onSubmit={(event) => {
        event.preventDefault();
        void save(typed, description);
      }}
    >
      <textarea
        ref={field}
        className="text-input text-area"
        aria-label={text("descriptionLabel")}
        rows={4}
        maxLength={2000}
        dir="auto"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ErrorLine error={saveError} title={text("describeFailed")} />
      <div className="form-buttons">
        <Button type="submit" variant="primary" size="small" isBusy={isSaving}>
          {text("save")}
        </Button>
        <Button size="small" variant="text" onClick={stop}>
          {text("cancel")}
        </Button>
      </div>
    </form>
  );
}
