import type { Activity } from "../../../shared/domain/activity.ts";
import { changeOf } from "../../../shared/domain/undo.ts";
import { useText } from "../../i18n.ts";
import { targetWords } from "./activity-words.ts";
import { useChangeWords } from "./change-words.ts";

/** An act in a few words, e.g. for the name of its button: "Changed setting: Who may join". */
export function useActWords(): (activity: Activity) => string {
  const text = useText("activity");
  const words = useChangeWords();
  return (activity) => {
    const change = changeOf(activity);
    const what =
      (change && words.label(change)) ||
      targetWords(activity, text) ||
      (activity.groupName ?? activity.groupId);
    return text("actOn", { act: text(activity.kind), what: what ?? "" });
  };
}
