import type { JobPlan, PeopleActionType } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { AlertIcon, InfoIcon } from "../../ui/icons.tsx";
import { useJobWords } from "./use-job-words.ts";

const notes = {
  kick: "kickNote",
  invite: "inviteNote",
  block: "blockNote",
  unmute: "unmuteNote",
} as const satisfies Partial<Record<PeopleActionType, string>>;

/** How many calls, how long, and plainly what cannot be taken back. */
export function PlanFacts({ plan }: { readonly plan: JobPlan }) {
  const text = useText("jobs");
  const words = useJobWords();
  const { action, callCount, estimatedMs, isReversible } = plan;
  const note = action.type in notes ? notes[action.type as keyof typeof notes] : null;
  const isGrave = action.type === "kick" || action.type === "block" || action.type === "invite";
  return (
    <>
      <p className="quiet digits">
        {text("calls", { count: callCount })} · {words.takes(estimatedMs)}
        {isReversible && !note && ` · ${text("canBeUndone")}`}
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
