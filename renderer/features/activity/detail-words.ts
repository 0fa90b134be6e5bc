import type { Activity } from "../../../shared/domain/activity.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { endsInOwnReason, useReasonWords } from "../jobs/use-reason-words.ts";
import { detailWords } from "./activity-words.ts";
import { useChangeWords } from "./change-words.ts";

/** What there is to say beside an act, settings by their own names. */
export function useDetailWords(): (activity: Activity) => string {
  const text = useText("activity");
  const language = useLanguage();
  const words = useChangeWords();
  const sayReason = useReasonWords();
  return (activity) => {
    const { kind, outcome, detail } = activity;
    if (kind === "change_setting" && outcome === "done" && detail !== null) return words.list(detail);
    if (outcome === "refused" && kind !== "join_group" && detail !== null) return sayReason(detail);
    if (outcome === "unknown" && detail !== null && endsInOwnReason(detail)) return sayReason(detail);
    return detailWords(activity, text, language);
  };
}
