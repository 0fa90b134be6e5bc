import type { Activity } from "../../../shared/domain/activity.ts";
import type { Language, Text } from "../../i18n.ts";
import { formatDateTime } from "../../ui/formatters.ts";
import { lengthOf } from "../jobs/mute-length.ts";

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
  if (kind === "mute" || kind === "mute_all") return minutesWords(detail, text);
  if (outcome === "done") {
    switch (kind) {
      case "seen_renamed":
        return text("formerly", { name: detail });
      case "seen_promoted":
      case "seen_demoted":
        return detail === "owner" || detail === "admin" ? text(detail) : "";
      case "seen_muted":
        return untilWords(detail, text, language);
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
  if (detail === "for ever") return text("untilLifted");
  const [, digits] = /^(-?\d+)(?: min)?$/.exec(detail) ?? [];
  if (digits === undefined) return detail;
  const minutes = Number(digits);
  if (minutes < 0) return text("untilLifted");
  const { unit, count } = lengthOf(minutes);
  return text(unit, { count });
}
