/** "2026-11-21" by this computer's clock, as date fields have it. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day that was so many days before. */
export function dayBefore(ms: number, days: number): string {
  const date = new Date(ms);
  date.setDate(date.getDate() - days);
  return dayOf(date.getTime());
}

/** Where a day begins, or the day after it; null where it is no day. */
export function startOfDay(day: string, offset: 0 | 1 = 0): number | null {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + offset);
  return Number.isNaN(start.getTime()) ? null : start.getTime();
}
