import { useText } from "../../i18n.ts";
import { ErrorLine } from "../../ui/error-line.tsx";
import { useFileActionsStore } from "./file-actions-store.ts";
import { useSelectionStore } from "./selection-store.ts";

/** What went wrong with an action on files of the list. */
export function ActionProblems() {
  const text = useText("files");
  const { failure, dismiss } = useFileActionsStore();
  const selectError = useSelectionStore((state) => state.selectError);
  const titles = {
    download: text("downloadFailed"),
    rename: text("renameFailed"),
  } as const;
  return (
    <>
      <ErrorLine error={selectError} title={text("loadFailed")} />
      {failure && <ErrorLine error={failure.error} title={titles[failure.what]} onDismiss={dismiss} />}
    </>
  );
}
