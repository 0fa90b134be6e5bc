import { type KeyboardEvent, useEffect, useRef } from "react";
import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { splitName } from "../../../shared/domain/safe-file-name.ts";
import { useText } from "../../i18n.ts";
import { isComposing } from "../../ui/is-composing.ts";
import { useFileActionsStore } from "./file-actions-store.ts";

/** The name as a field, in place. Enter or leaving it renames, Escape does not. */
export function RenameField({ file }: { readonly file: GroupFile }) {
  const text = useText("files");
  const { rename, stopRename } = useFileActionsStore();
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(0, splitName(file.name).stem.length);
  }, [file.name]);

  function end(isWanted: boolean) {
    if (isOver.current) return;
    isOver.current = true;
    const grid = field.current?.closest<HTMLElement>('[role="grid"]');
    if (isWanted) void rename(file, field.current?.value ?? "");
    else stopRename();
    grid?.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === "Enter") end(true);
    if (event.key === "Escape") end(false);
  }
  return (
    <input
      ref={field}
      className="text-input file-rename"
      aria-label={text("renameLabel", { name: file.name })}
      defaultValue={file.name}
      maxLength={255}
      spellCheck={false}
      autoComplete="off"
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => end(true)}
    />
  );
}
