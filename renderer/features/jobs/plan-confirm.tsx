import { type FormEvent, useState } from "react";
import type { JobPlan } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { extentOf, isDestructive, needsTypedCount } from "./job-unit.ts";
import { useJobWords } from "./use-job-words.ts";

interface PlanConfirmProps {
  readonly plan: JobPlan;
  readonly isBusy: boolean;
  /** Something above is not filled in right: what is shown is not what is meant. */
  readonly isHeld: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** The one button that makes it happen, with the exact number on it; so many kicks ask to type it. */
export function PlanConfirm(props: PlanConfirmProps) {
  const { plan, isBusy, isHeld, onCancel, onConfirm } = props;
  const text = useText("jobs");
  const words = useJobWords();
  const [typed, setTyped] = useState("");
  const count = plan.targets.length;
  const asksCount = needsTypedCount(plan);
  const isReady = !isHeld && (!asksCount || typed.trim() === String(count));

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
        <Button
          type="submit"
          variant={isDestructive(plan.action) ? "danger" : "primary"}
          isBusy={isBusy}
          disabled={!isReady}
        >
          {words.act(plan.action.type, extentOf(plan))}
        </Button>
        <Button className="plan-cancel" onClick={onCancel}>
          {text("cancel")}
        </Button>
      </div>
    </form>
  );
}
