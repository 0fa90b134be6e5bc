import { type FormEvent, type RefObject, useState } from "react";
import type { JobPlan } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { isDestructive, needsTypedCount } from "./plan-source.ts";

interface PlanConfirmProps {
  readonly plan: JobPlan;
  readonly people: number;
  readonly groups: number;
  readonly isBusy: boolean;
  /** Something above is not filled in right: what is shown is not what is meant. */
  readonly isHeld: boolean;
  readonly cancelRef: RefObject<HTMLButtonElement | null>;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** The one button that makes it happen, with the exact number on it; so many kicks ask to type theirs. */
export function PlanConfirm(props: PlanConfirmProps) {
  const { plan, people, groups, isBusy, isHeld, cancelRef, onCancel, onConfirm } = props;
  const text = useText("jobs");
  const [typed, setTyped] = useState("");
  const count = plan.targets.length;
  const asksCount = needsTypedCount(plan);
  const isReady = !isHeld && (!asksCount || typed.trim() === String(count));
  const what = text(`${plan.action.type}People`, { count: people });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isReady && !isBusy) onConfirm();
  }
  return (
    <form className="plan-confirm" onSubmit={onSubmit} onKeyDown={keepComposing}>
      {asksCount && (
        <TextField
          label={text("typeCount", { count })}
          hint={text("typeCountHint")}
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <div className="plan-buttons">
        <Button ref={cancelRef} onClick={onCancel}>
          {text("cancel")}
        </Button>
        <Button
          type="submit"
          variant={isDestructive(plan.action) ? "danger" : "primary"}
          isBusy={isBusy}
          disabled={!isReady}
        >
          {groups > 1 ? text("inGroups", { what, count: groups }) : what}
        </Button>
      </div>
    </form>
  );
}
