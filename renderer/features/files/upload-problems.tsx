import { useRefusalWords } from "../../errors/refusal-words.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { AlertIcon } from "../../ui/icons.tsx";
import type { Place } from "./file-actions-store.ts";
import { type UploadProblem, useUploadStore } from "./upload-store.ts";

/** Files that were brought but not uploaded, each with its reason. */
export function UploadProblems({ accountId, groupId }: Place) {
  const text = useText("files");
  const refusal = useRefusalWords();
  const { place, problems, dismiss } = useUploadStore();
  if (problems.length === 0 || place?.groupId !== groupId || place.accountId !== accountId) return null;

  function words(reason: UploadProblem["reason"]): string {
    if (reason === "folder") return text("problemFolder");
    if (reason === "empty") return text("problemEmpty");
    return refusal.full(reason);
  }
  return (
    <div className="error-line file-problems" role="alert">
      <AlertIcon />
      <div className="error-line-words">
        <strong>{text("problemsTitle", { count: problems.length })}</strong>
        <ul>
          {problems.map(({ id, name, reason }) => (
            <li key={id}>
              {name && <bdi>{name}: </bdi>}
              {words(reason)}
            </li>
          ))}
        </ul>
      </div>
      <Button size="small" variant="text" onClick={dismiss}>
        {text("dismiss")}
      </Button>
    </div>
  );
}
