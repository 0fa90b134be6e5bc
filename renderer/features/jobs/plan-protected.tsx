import { type FormEvent, useEffect, useState } from "react";
import type { JobPlan } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { usePlanStore } from "./plan-store.ts";
import { useProtectedStore } from "./protected-store.ts";

interface PlanProtectedProps {
  readonly accountId: string;
  /** For the names of those it knows. */
  readonly plan: JobPlan | null;
}

/** The people of this account no job touches; every change makes the plan anew. */
export function PlanProtected({ accountId, plan }: PlanProtectedProps) {
  const text = useText("jobs");
  const { ids, isSaving, protectedError, open, save } = useProtectedStore();
  const { source, remake } = usePlanStore();
  const [typed, setTyped] = useState("");
  const [isBad, setIsBad] = useState(false);
  useEffect(() => void open(accountId), [open, accountId]);

  async function keep(next: readonly string[]) {
    if ((await save(next)) && source) await remake();
  }
  function add(event: FormEvent) {
    event.preventDefault();
    const id = typed.trim();
    const isId = /^\S{1,200}$/.test(id);
    setIsBad(!isId);
    if (!isId || !ids) return;
    setTyped("");
    if (!ids.includes(id)) void keep([...ids, id]);
  }
  const nameOf = (id: string) =>
    [...(plan?.leftOut ?? []), ...(plan?.targets ?? [])].find(({ targetId }) => targetId === id)?.name || id;

  return (
    <details className="plan-part plan-protected">
      <summary>
        {text("protectedTitle")} <span className="quiet digits">{ids?.length ?? ""}</span>
      </summary>
      <p className="quiet">{text("protectedHint")}</p>
      <ErrorLine
        error={protectedError}
        title={text("protectedFailed")}
        onRetry={() => void open(accountId)}
      />
      {ids?.length === 0 && <p className="quiet">{text("protectedNone")}</p>}
      <ul className="protected-list">
        {ids?.map((id) => (
          <li key={id}>
            <span className="ellipsis digits" dir="auto">
              {nameOf(id)}
            </span>
            <IconButton
              size="small"
              label={text("protectedRemove", { name: nameOf(id) })}
              icon={<CloseIcon size={14} />}
              onClick={() => void keep(ids.filter((one) => one !== id))}
            />
          </li>
        ))}
      </ul>
      <form className="protected-add" onSubmit={add} onKeyDown={keepComposing}>
        <TextField
          label={text("protectedAdd")}
          value={typed}
          maxLength={200}
          problem={isBad ? text("protectedBad") : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" isBusy={isSaving}>
          {text("protectedAddButton")}
        </Button>
      </form>
    </details>
  );
}
