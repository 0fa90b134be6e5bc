import type { Language, Text } from "../../i18n.ts";
import { formatDate } from "../../ui/formatters.ts";

/** "today", "yesterday", else the day. */
export function whenWords(at: number, language: Language, text: Text<"join">, now = Date.now()): string {
  const days = Math.round((midnightOf(now) - midnightOf(at)) / 86_400_000);
  if (days === 0 || days === 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
  }
  return text("seenOn", { date: formatDate(at, language, now) });
}

function midnightOf(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}
