import { type ReactNode, useEffect, useId, useRef } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { mayDo } from "../../../shared/domain/permissions.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { type DangerousAct, useDangerStore } from "./danger-store.ts";
import { DestroyForm } from "./destroy-form.tsx";
import { LeaveQuestion } from "./leave-question.tsx";
import { TransferForm } from "./transfer-form.tsx";

/** Leave, hand over, destroy: each confirmed where it stands. */
export function DangerZone({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const cancel = useDangerStore((state) => state.cancel);
  useEffect(() => cancel, [cancel]);
  const mayLeave = mayDo(group.role, "leave").isAllowed;
  const mayTransfer = mayDo(group.role, "transfer").isAllowed;
  const mayDestroy = mayDo(group.role, "destroy").isAllowed;
  return (
    <section className="danger-zone" aria-labelledby="settings-danger">
      <h3 id="settings-danger">{text("danger")}</h3>
      <DangerRow
        act="leave"
        title={text("leave")}
        hint={text(mayLeave ? "leaveHint" : "needsNotOwner")}
        isAllowed={mayLeave}
      >
        <LeaveQuestion group={group} />
      </DangerRow>
      <DangerRow
        act="transfer"
        title={text("transfer")}
        hint={text(mayTransfer ? "transferHint" : "needsOwner")}
        isAllowed={mayTransfer}
      >
        <TransferForm group={group} />
      </DangerRow>
      <DangerRow
        act="destroy"
        title={text("destroy")}
        hint={text(mayDestroy ? "destroyHint" : "needsOwner")}
        isAllowed={mayDestroy}
      >
        <DestroyForm group={group} />
      </DangerRow>
    </section>
  );
}

interface DangerRowProps {
  readonly act: DangerousAct;
  readonly title: string;
  readonly hint: string;
  readonly isAllowed: boolean;
  /** What is asked before it happens. */
  readonly children: ReactNode;
}

/** What is asked opens at the very end of the page, under the fold. */
function showWhole(question: HTMLFieldSetElement | null): void {
  question?.scrollIntoView({ block: "nearest" });
}

function DangerRow({ act, title, hint, isAllowed, children }: DangerRowProps) {
  const id = useId();
  const { asking, ask, cancel } = useDangerStore();
  const isOpen = asking === act;
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    // The focus goes back where it came from, unless it has gone on.
    return () => {
      if (document.activeElement === document.body) opener.current?.focus();
    };
  }, [isOpen]);
  return (
    <div className="danger-row">
      <div className="setting-row">
        <div className="setting-words">
          <span>{title}</span>
          <span id={`${id}-hint`} className="field-hint">
            {hint}
          </span>
        </div>
        <Button
          ref={opener}
          variant="danger"
          disabled={!isAllowed}
          aria-expanded={isOpen}
          aria-describedby={`${id}-hint`}
          onClick={() => (isOpen ? cancel() : ask(act))}
        >
          {title}
        </Button>
      </div>
      {isOpen && (
        <fieldset
          ref={showWhole}
          className="danger-question"
          aria-label={title}
          onKeyDown={(event) => closeOnEscape(event, cancel)}
        >
          {children}
        </fieldset>
      )}
    </div>
  );
}
