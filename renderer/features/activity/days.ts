import { dayText } from "../../local-time.ts";

/** The day that was so many days before. */
export function dayBefore(ms: number, days: number): string {
  const date = new Date(ms);
  date.setDate(date.getDate() - days);
  return dayText(date.getTime());
}

/** Where a day begins, or the day after it; null where it is no day. */
export function startOfDay(day: string, offset: 0 | 1 = 0): number | null {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + offset);
  return Number.isNaN(start.getTime()) ? null : start.getTime();
}
