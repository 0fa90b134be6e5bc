import type { Job, JobAction, JobActionType, TargetOutcome } from "../../../shared/domain/job.ts";
import { type Language, type Text, useText } from "../../i18n.ts";
import { formatDateTime, formatTime } from "../../ui/formatters.ts";
import { type Extent, extentOfJob, unitOf } from "./job-unit.ts";
import { lengthOf, roughLength } from "./mute-length.ts";

const outcomeKeys = {
  waiting: "waiting",
  done: "done",
  already_so: "alreadySo",
  refused: "refused",
  unknown: "unknown",
  cancelled: "cancelled",
} as const satisfies Record<TargetOutcome, string>;

const actKeys = {
  kick: "kickPeople",
  mute: "mutePeople",
  unmute: "unmutePeople",
  block: "blockPeople",
  unblock: "unblockPeople",
  promote: "promotePeople",
  demote: "demotePeople",
  invite: "invitePeople",
  announce: "announceGroups",
  unannounce: "unannounceGroups",
  apply_settings: "setGroups",
  restore_settings: "resetGroups",
  mute_all: "muteGroups",
  unmute_all: "unmuteGroups",
  leave: "leaveGroups",
  approve_applications: "approveApplications",
  refuse_applications: "refuseApplications",
  delete_files: "deleteFiles",
} as const satisfies Record<JobActionType, string>;

export interface JobWords {
  /** "Mute 37 people in 2 groups", on a button. */
  act(type: JobActionType, extent: Extent): string;
  /** The same and for how long, as a title. */
  title(action: JobAction, extent: Extent): string;
  job(job: Job): string;
  /** "1 hour", or that it has no end. */
  length(minutes: number): string;
  outcome(outcome: TargetOutcome): string;
  /** "about 3 minutes", or "a moment". */
  takes(ms: number): string;
}

/** What acts and outcomes are called. */
export function useJobWords(): JobWords {
  const text = useText("jobs");
  const title = (action: JobAction, extent: Extent) =>
    inGroups(text, `${text(actKeys[action.type], { count: extent.count })}${forHowLong(text, action)}`, {
      type: action.type,
      extent,
    });
  return {
    act: (type, extent) => inGroups(text, text(actKeys[type], { count: extent.count }), { type, extent }),
    title,
    job: (job) => title(job.action, extentOfJob(job)),
    length: (minutes) => lengthWords(text, minutes),
    outcome: (outcome) => text(outcomeKeys[outcome]),
    takes: (ms) => {
      if (ms < 2000) return text("takesMoment");
      const { unit, count } = roughLength(ms);
      return text("takesAbout", { time: text(unit, { count }) });
    },
  };
}

interface ActExtent {
  readonly type: JobActionType;
  readonly extent: Extent;
}

/** What lies in several groups says in how many; groups themselves do not. */
function inGroups(text: Text<"jobs">, what: string, { type, extent }: ActExtent): string {
  const isSpread = extent.groups > 1 && unitOf({ type }) !== "groups";
  if (!isSpread) return what;
  return text(type === "invite" ? "toGroups" : "inGroups", { what, count: extent.groups });
}

function forHowLong(text: Text<"jobs">, action: JobAction): string {
  if (action.type !== "mute" && action.type !== "mute_all") return "";
  const length = lengthWords(text, action.minutes);
  return ` ${action.minutes < 0 ? length : text("muteFor", { time: length })}`;
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
