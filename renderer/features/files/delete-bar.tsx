import { useEffect, useRef } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { TrashIcon } from "../../ui/icons.tsx";
import { useFileActionsStore } from "./file-actions-store.ts";
import { useSelectionStore } from "./selection-store.ts";

const namesShown = 3;

/** Asks before anything is deleted, with the names of what was chosen at that moment. */
export function DeleteBar() {
  const text = useText("files");
  const { confirming, isDeleting, confirmDelete, cancelDelete } = useFileActionsStore();
  const forget = useSelectionStore((state) => state.forget);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (confirming) cancel.current?.focus();
  }, [confirming]);
  if (!confirming) return null;

  /** Back to the list: what had the focus here is about to go. */
  function leave() {
    const tab = cancel.current?.closest(".tab-with-list");
    tab?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }
  function stop() {
    leave();
    cancelDelete();
  }
  async function deleteAll() {
    const gone = await confirmDelete();
    forget(gone);
  }

  const shown = confirming.slice(0, namesShown).map(({ name }) => name);
  const names = shown.join(", ");
  const more = confirming.length - shown.length;
  return (
    <div
      className="bar bar-warning file-delete"
      role="alertdialog"
      aria-labelledby="file-delete-title"
      aria-describedby="file-delete-note"
      onKeyDown={(event) => closeOnEscape(event, stop)}
    >
      <TrashIcon />
      <div className="file-delete-words">
        <strong id="file-delete-title">{text("deleteTitle", { count: confirming.length })}</strong>
        <span id="file-delete-note">
          <span dir="auto">{more > 0 ? text("deleteMore", { names, count: more }) : names}</span>
          <br />
          {text("deleteNote")}
        </span>
      </div>
      <Button ref={cancel} onClick={stop}>
        {text("cancel")}
      </Button>
      <Button
        variant="danger"
        isBusy={isDeleting}
        onClick={() => {
          leave();
          void deleteAll();
        }}
      >
        {text("delete")}
      </Button>
    </div>
  );
}
