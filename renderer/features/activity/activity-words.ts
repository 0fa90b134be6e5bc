import type { Activity } from "../../../shared/domain/activity.ts";
import type { Language, Text } from "../../i18n.ts";
import { formatDateTime } from "../../ui/formatters.ts";

type ActivityText = Text<"activity">;

/** Who or what it was done to; "" where the act has no target but its group. */
export function targetWords({ kind, targetId, targetName, detail }: Activity, text: ActivityText): string {
  if (targetName) return targetName;
  if (targetId !== null) return targetId;
  if (!kind.startsWith("seen_")) return "";
  const count = Number(detail ?? 0);
  return text(kind.startsWith("seen_file") ? "manyFiles" : "manyPeople", { count });
}

/** What there is to say beside the act: an earlier name, how long, how it ended, the server's words. */
export function detailWords(activity: Activity, text: ActivityText, language: Language): string {
  const { kind, targetId, detail, outcome } = activity;
  if (detail === null) return "";
  if (outcome === "done") {
    switch (kind) {
      case "rename_file":
      case "seen_renamed":
        return text("formerly", { name: detail });
      case "seen_promoted":
      case "seen_demoted":
        return detail === "owner" || detail === "admin" ? text(detail) : "";
      case "seen_muted":
        return untilWords(detail, text, language);
      case "mute":
        return minutesWords(detail, text);
      case "join_group":
        return detail.startsWith("pending_approval") ? text("waitsForApproval") : detail;
      default:
        return targetId === null && kind.startsWith("seen_") ? "" : detail;
    }
  }
  return detail;
}

function untilWords(detail: string, text: ActivityText, language: Language): string {
  const end = Date.parse(detail);
  return Number.isNaN(end) ? text("untilLifted") : text("until", { time: formatDateTime(end, language) });
}

function minutesWords(detail: string, text: ActivityText): string {
  if (!/^-?\d+$/.test(detail)) return detail;
  const minutes = Number(detail);
  return minutes < 0 ? text("untilLifted") : text("minutes", { count: minutes });
}
