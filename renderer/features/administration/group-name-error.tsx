import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { ErrorLine } from "../../ui/error-line.tsx";
import { useGroupEditStore } from "./group-edit-store.ts";

/** Why the group was not renamed, under its head. */
export function GroupNameError({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { editing, saveError, stop } = useGroupEditStore();
  if (editing?.part !== "name" || editing.groupId !== group.id) return null;
  return <ErrorLine error={saveError} title={text("renameFailed")} onDismiss={stop} />;
}
