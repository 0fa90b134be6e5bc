import type { Activity } from "../../../shared/domain/activity.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { formatDate, formatDateTime } from "../../ui/formatters.ts";

/** When an act was taken back, or that it went with its job: short for a row, in full elsewhere. Null: it is in force. */
export function useUndoneWords(): (
  activity: Activity,
) => { readonly short: string; readonly full: string } | null {
  const text = useText("activity");
  const language = useLanguage();
  return ({ takenBack, jobId }) => {
    if (takenBack === null) return null;
    const time = formatDateTime(takenBack.at, language);
    if (jobId !== null) return { short: text("withJob"), full: text("undoneWithJobAt", { time }) };
    return { short: formatDate(takenBack.at, language), full: time };
  };
}
