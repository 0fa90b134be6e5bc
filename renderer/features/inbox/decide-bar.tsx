import { useEffect, useRef } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { focusList } from "../../ui/focus-list.ts";
import { AlertIcon, CheckIcon } from "../../ui/icons.tsx";
import { useInboxDecisionsStore } from "./inbox-decisions-store.ts";
import { personOf } from "./inbox-row.tsx";
import { useInboxSelectionStore } from "./inbox-selection-store.ts";

const namesShown = 3;

/** Asks before anything is decided, with how many and who was chosen at that moment. */
export function DecideBar() {
  const text = useText("inbox");
  const { confirming, isDeciding, confirm, cancel } = useInboxDecisionsStore();
  const forget = useInboxSelectionStore((state) => state.forget);
  const cancelButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (confirming) cancelButton.current?.focus();
  }, [confirming]);
  if (!confirming) return null;

  const { rows, isApproved } = confirming;
  const count = rows.length;
  const names = rows
    .slice(0, namesShown)
    .map((row) => personOf(row, text))
    .join(", ");
  const more = count - namesShown;

  /** Back to the list: what had the focus here is about to go. */
  function leave() {
    const page = cancelButton.current?.closest(".inbox-page");
    focusList(page);
  }
  function stop() {
    leave();
    cancel();
  }
  async function decide() {
    const done = await confirm();
    forget(done);
  }
  return (
    <div
      className={`bar inbox-decide ${isApproved ? "" : "bar-warning"}`}
      role="alertdialog"
      aria-labelledby="inbox-decide-title"
      aria-describedby="inbox-decide-note"
      onKeyDown={(event) => closeOnEscape(event, stop)}
    >
      {isApproved ? <CheckIcon /> : <AlertIcon />}
      <div className="inbox-decide-words">
        <strong id="inbox-decide-title">
          {text(isApproved ? "approveTitle" : "refuseTitle", { count })}
        </strong>
        <span id="inbox-decide-note">
          <span dir="auto">{more > 0 ? text("askMore", { names, count: more }) : names}</span>
          <br />
          {text(isApproved ? "approveNote" : "refuseNote")}
        </span>
      </div>
      <Button ref={cancelButton} onClick={stop} disabled={isDeciding}>
        {text("cancel")}
      </Button>
      <Button
        variant={isApproved ? "primary" : "danger"}
        isBusy={isDeciding}
        onClick={() => {
          leave();
          void decide();
        }}
      >
        {text(isApproved ? "approve" : "refuse")}
      </Button>
    </div>
  );
}
