import { useEffect, useState } from "react";
import { useText } from "../../i18n.ts";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { MuteLengthField } from "./mute-length-field.tsx";
import { PlanAnnounce } from "./plan-announce.tsx";
import { PlanSettings } from "./plan-settings.tsx";
import type { PlanSource } from "./plan-source.ts";
import { usePlanStore } from "./plan-store.ts";

interface PlanOptionsProps {
  readonly source: PlanSource;
  /** True while a value is not one to go on with. */
  readonly onHold: (isHeld: boolean) => void;
}

/** What an act takes besides its targets: how long, which words, which settings. */
export function PlanOptions({ source, onHold }: PlanOptionsProps) {
  const { change, changeAction } = usePlanStore();
  if (source.type === "groups") {
    const { type, action } = source.request;
    if (type === "announce") return <PlanAnnounce action={action} />;
    if (type === "apply_settings") return <PlanSettings action={action} />;
    if (action?.type !== "mute_all") return null;
    return (
      <MuteLengthField
        minutes={action.minutes}
        onHold={onHold}
        onChange={(minutes) => void changeAction({ type: "mute_all", minutes })}
      />
    );
  }
  if (source.type !== "people") return null;
  const { action } = source.request;
  if (action.type === "mute") {
    return (
      <MuteLengthField
        minutes={action.minutes}
        onHold={onHold}
        onChange={(minutes) => void change({ action: { type: "mute", minutes } })}
      />
    );
  }
  if (action.type === "invite") {
    return (
      <InviteWords
        reason={action.reason}
        onHold={onHold}
        onChange={(reason) => void change({ action: { type: "invite", reason } })}
      />
    );
  }
  return null;
}

interface InviteWordsProps {
  readonly reason: string;
  readonly onHold: (isHeld: boolean) => void;
  readonly onChange: (reason: string) => void;
}

const typingRestMs = 500;

/** Taken over when typing rests; until then the plan does not know the words and cannot be confirmed. */
function InviteWords({ reason, onHold, onChange }: InviteWordsProps) {
  const text = useText("jobs");
  const [typed, setTyped] = useState(reason);
  useEffect(() => {
    onHold(typed !== reason);
    if (typed === reason) return;
    const timer = setTimeout(() => onChange(typed), typingRestMs);
    return () => clearTimeout(timer);
  }, [typed, reason, onHold, onChange]);
  return (
    <TextField
      label={text("inviteReason")}
      value={typed}
      maxLength={200}
      onKeyDown={keepComposing}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
