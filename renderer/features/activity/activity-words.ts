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
  if (kind === "join_group") return joinWords(detail, text);
  if (outcome === "done") {
    switch (kind) {
      case "seen_renamed":
        return text("formerly", { name: detail });
      case "seen_promoted":
      case "seen_demoted":
        return detail === "owner" || detail === "admin" ? text(detail) : "";
      case "seen_muted":
        return untilWords(detail, text, language);
      default:
        return targetId === null && kind.startsWith("seen_") ? "" : detail;
    }
  }
  return detail;
}

const joinEnd = /^(already_member|pending_approval|expired|refused|unconfirmed)(?:: ([\s\S]+))?$/;

/** How joining ended stands before the server's words where the outcome alone does not say it. */
function joinWords(detail: string, text: ActivityText): string {
  const found = joinEnd.exec(detail);
  if (found === null) return detail;
  const [, end, words] = found;
  const said = { pending_approval: "waitsForApproval", expired: "codeExpired" } as const;
  const own = end === "pending_approval" || end === "expired" ? text(said[end]) : null;
  return [own, words].filter(Boolean).join(": ");
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
