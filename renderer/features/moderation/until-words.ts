import type { Language, Text } from "../../i18n.ts";
import { formatDate, formatTime } from "../../ui/formatters.ts";

/** "until 18:30" today, "until 3 Dec, 18:30" later, "for ever" for -1. */
export function untilWords(
  mutedUntil: number,
  text: Text<"moderation">,
  language: Language,
  now = Date.now(),
): string {
  if (mutedUntil === -1) return text("forEverShort");
  const isToday = new Date(mutedUntil).toDateString() === new Date(now).toDateString();
  const clock = formatTime(mutedUntil, language);
  return text("until", { time: isToday ? clock : `${formatDate(mutedUntil, language, now)} ${clock}` });
}
