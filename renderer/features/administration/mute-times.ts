import type { Language } from "../../i18n.ts";
import { formatDate, formatTime } from "../../ui/formatters.ts";

const morning = 8;

/** Whole minutes from now to eight o'clock tomorrow, by this computer's clock; at least one. */
export function minutesUntilTomorrowMorning(now: number): number {
  const then = new Date(now);
  then.setDate(then.getDate() + 1);
  then.setHours(morning, 0, 0, 0);
  return Math.max(1, Math.round((then.getTime() - now) / 60_000));
}

/** "18:30" today, "3 Dec 18:30" on another day. */
export function formatEnd(ms: number, language: Language, now: number): string {
  const isToday = new Date(ms).toDateString() === new Date(now).toDateString();
  const clock = formatTime(ms, language);
  return isToday ? clock : `${formatDate(ms, language, now)} ${clock}`;
}
