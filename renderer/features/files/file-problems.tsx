import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { AlertIcon } from "../../ui/icons.tsx";
import { useFileActionsStore } from "./file-actions-store.ts";
import { useSelectionStore } from "./selection-store.ts";

/** What went wrong with an action on files of the list. */
export function ActionProblems() {
  const text = useText("files");
  const { failure, notDeleted, dismiss } = useFileActionsStore();
  const selectError = useSelectionStore((state) => state.selectError);
  const titles = {
    download: text("downloadFailed"),
    rename: text("renameFailed"),
    delete: text("deleteFailed"),
  } as const;
  return (
    <>
      <ErrorLine error={selectError} title={text("loadFailed")} />
      {failure && <ErrorLine error={failure.error} title={titles[failure.what]} onDismiss={dismiss} />}
      {notDeleted.length > 0 && (
        <div className="error-line file-problems" role="alert">
          <AlertIcon />
          <ul className="error-line-words">
            {notDeleted.map(({ id, name, reason }) => (
              <li key={id}>
                <span dir="auto">{text("notDeleted", { name })}</span>{" "}
                {reason && <span className="error-line-server">{reason}</span>}
              </li>
            ))}
          </ul>
          <Button size="small" variant="text" onClick={dismiss}>
            {text("dismiss")}
          </Button>
        </div>
      )}
    </>
  );
}
