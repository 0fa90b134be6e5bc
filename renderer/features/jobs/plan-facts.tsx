import type { JobActionType, JobPlan } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { AlertIcon, InfoIcon } from "../../ui/icons.tsx";
import { useJobWords } from "./use-job-words.ts";

const notes = {
  kick: "kickNote",
  invite: "inviteNote",
  block: "blockNote",
  unmute: "unmuteNote",
  announce: "announceNote",
  mute_all: "muteAllNote",
  unmute_all: "unmuteNote",
  leave: "leaveNote",
  approve_applications: "approveNote",
  refuse_applications: "refuseNote",
  delete_files: "deleteNote",
} as const satisfies Partial<Record<JobActionType, string>>;

/** What nothing brings back, or not as it was. */
const grave: ReadonlySet<JobActionType> = new Set<JobActionType>([
  "kick",
  "block",
  "invite",
  "leave",
  "refuse_applications",
  "delete_files",
]);

/** How many calls, how long, and plainly what cannot be taken back. */
export function PlanFacts({ plan }: { readonly plan: JobPlan }) {
  const text = useText("jobs");
  const words = useJobWords();
  const { action, callCount, estimatedMs, isReversible } = plan;
  const note = action.type in notes ? notes[action.type as keyof typeof notes] : null;
  const isGrave = grave.has(action.type);
  return (
    <>
      <p className="quiet digits">
        {text("calls", { count: callCount })} · {words.takes(estimatedMs)}
        {isReversible && !isGrave && ` · ${text("canBeUndone")}`}
      </p>
      {note && (
        <div className={isGrave ? "caution" : "plan-hint"}>
          {isGrave ? <AlertIcon /> : <InfoIcon />}
          <p>{text(note)}</p>
        </div>
      )}
    </>
  );
}
