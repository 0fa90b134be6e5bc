import type { Language } from "../i18n.ts";

const units = ["B", "KB", "MB", "GB", "TB"] as const;

/** `1.4 MB`: powers of 1024 as Windows and most chat programs count them, three digits at most. */
export function formatBytes(bytes: number, language: Language): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${numberFormat(language, digits).format(value)} ${units[unit]}`;
}

export function formatNumber(value: number, language: Language): string {
  return numberFormat(language, 0).format(value);
}

/** Today the time, this year the day, else the full date: what a dense list has room for. */
export function formatDate(ms: number, language: Language, now = Date.now()): string {
  const then = new Date(ms);
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) return formatTime(ms, language);
  const isThisYear = then.getFullYear() === today.getFullYear();
  return dateFormat(language, isThisYear ? "day" : "date").format(then);
}

export function formatTime(ms: number, language: Language): string {
  return dateFormat(language, "time").format(ms);
}

/** For what ends within minutes. */
export function formatTimeToSecond(ms: number, language: Language): string {
  return dateFormat(language, "second").format(ms);
}

/** Date and time in full, for tooltips and detail panels. */
export function formatDateTime(ms: number, language: Language): string {
  return dateFormat(language, "full").format(ms);
}

/** `1:05` or `2:01:05`, the same in every language. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

const dateStyles = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  second: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  day: { month: "short", day: "numeric" },
  date: { year: "numeric", month: "short", day: "numeric" },
  full: { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a formatter is far slower than using one.
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function dateFormat(language: Language, style: keyof typeof dateStyles): Intl.DateTimeFormat {
  const key = `${language} ${style}`;
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(language, dateStyles[style]);
  dateFormats.set(key, known);
  return known;
}

function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  numberFormats.set(key, known);
  return known;
}
