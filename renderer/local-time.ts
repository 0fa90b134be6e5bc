const two = (value: number) => String(value).padStart(2, "0");

/** "2026-11-21" by this computer's clock. */
export function dayText(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "2026-11-21 14:05" by this computer's clock. */
export function timeText(ms: number): string {
  const date = new Date(ms);
  return `${dayText(ms)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

const written = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2}))?$/;

/** As it is written, with any of the usual signs between the numbers; null for what is no time of any day. */
function read(typed: string): { readonly ms: number; readonly hasClock: boolean } | null {
  const match = written.exec(typed.normalize("NFKC").trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const date = new Date(year, month - 1, day, hour, minute);
  const isThatDay = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  if (!isThatDay || hour > 23 || minute > 59) return null;
  return { ms: date.getTime(), hasClock: match[4] !== undefined };
}

/** The day that was typed, as `dayText` writes it; null for what is none. */
export function readDay(typed: string): string | null {
  const found = read(typed);
  return found === null || found.hasClock ? null : dayText(found.ms);
}

/** The time that was typed, day and clock; null for what is none. */
export function readTime(typed: string): number | null {
  const found = read(typed);
  return found?.hasClock ? found.ms : null;
}

/** Where each part of "2026-11-21 14:05" ends, and how it is moved. */
const parts: readonly (readonly [end: number, move: (date: Date, by: number) => void])[] = [
  [4, (date, by) => date.setFullYear(date.getFullYear() + by)],
  [7, (date, by) => date.setMonth(date.getMonth() + by)],
  [10, (date, by) => date.setDate(date.getDate() + by)],
  [13, (date, by) => date.setHours(date.getHours() + by)],
  [16, (date, by) => date.setMinutes(date.getMinutes() + by)],
];

/** The same day or time with the part at that place moved; null for what is none. */
export function stepped(typed: string, place: number, by: 1 | -1): string | null {
  const found = read(typed);
  if (found === null) return null;
  const write = found.hasClock ? timeText : dayText;
  const date = new Date(found.ms);
  const at = Math.min(place, write(found.ms).length);
  parts.find(([end]) => at <= end)?.[1](date, by);
  return write(date.getTime());
}
