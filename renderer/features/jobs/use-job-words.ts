import type { PeopleAction, TargetOutcome } from "../../../shared/domain/job.ts";
import { type Language, type Text, useText } from "../../i18n.ts";
import { formatDateTime, formatDuration, formatTime } from "../../ui/formatters.ts";
import { lengthOf } from "./mute-length.ts";

const outcomeKeys = {
  waiting: "waiting",
  done: "done",
  already_so: "alreadySo",
  refused: "refused",
  unknown: "unknown",
  cancelled: "cancelled",
} as const satisfies Record<TargetOutcome, string>;

export interface JobWords {
  /** "Mute 37 people for 1 hour". */
  act(action: PeopleAction, people: number): string;
  /** "1 hour", or that it has no end. */
  length(minutes: number): string;
  outcome(outcome: TargetOutcome): string;
  /** "about 2:10", or "a moment". */
  takes(ms: number): string;
}

/** What acts and outcomes are called. */
export function useJobWords(): JobWords {
  const text = useText("jobs");
  return {
    act: (action, people) => actWords(text, action, people),
    length: (minutes) => lengthWords(text, minutes),
    outcome: (outcome) => text(outcomeKeys[outcome]),
    takes: (ms) => (ms < 2000 ? text("takesMoment") : text("takesAbout", { time: formatDuration(ms) })),
  };
}

function actWords(text: Text<"jobs">, action: PeopleAction, people: number): string {
  const what = text(`${action.type}People`, { count: people });
  if (action.type !== "mute") return what;
  const length = lengthWords(text, action.minutes);
  return action.minutes < 0 ? `${what} ${length}` : `${what} ${text("muteFor", { time: length })}`;
}

function lengthWords(text: Text<"jobs">, minutes: number): string {
  if (minutes < 0) return text("muteForever");
  const { unit, count } = lengthOf(minutes);
  return text(unit, { count });
}

/** Today the time alone, else with its day. */
export function endWords(ms: number, language: Language, now = Date.now()): string {
  const isToday = new Date(ms).toDateString() === new Date(now).toDateString();
  return isToday ? formatTime(ms, language) : formatDateTime(ms, language);
}
