import { useEffect, useRef, useState } from "react";
import type { JoinRule } from "../../../shared/domain/group.ts";
import type { JoinOutcome } from "../../../shared/domain/join.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { useGroupsStore } from "../groups/groups-store.ts";
import { useGroupEntryStore } from "./group-entry-store.ts";

interface GroupEntryProps {
  readonly accountId: string;
  readonly groupId: string;
  readonly name: string;
  /** Null where the server does not say. */
  readonly joinRule: JoinRule | null;
  readonly isMember: boolean;
}

/** The way into one group: its button, the question with a reason, and what came of it. */
export function GroupEntry(props: GroupEntryProps) {
  const { accountId, groupId, name, joinRule, isMember } = props;
  const text = useText("administration");
  const entry = useGroupEntryStore(({ entries }) => entries[groupId]);
  const ask = useGroupEntryStore((state) => state.ask);
  if (isMember) return <Joined accountId={accountId} groupId={groupId} words={text("entryMember")} />;
  if (entry?.outcome) return <Outcome accountId={accountId} outcome={entry.outcome} groupId={groupId} />;
  if (entry?.step === "asking" || entry?.step === "sending") return <Question {...props} />;
  const action = joinRule === "open" ? text("entryJoin") : text("entryApply");
  return (
    <>
      <ErrorLine error={entry?.error ?? null} title={text("entryFailed")} />
      {joinRule === "closed" ? (
        <span className="quiet">{text("entryClosed")}</span>
      ) : (
        <Button size="small" aria-label={`${action}: ${name}`} onClick={() => ask(groupId)}>
          {action}
        </Button>
      )}
    </>
  );
}

function Question({ accountId, groupId, name, joinRule }: GroupEntryProps) {
  const text = useText("administration");
  const { entries, apply, cancel } = useGroupEntryStore();
  const [reason, setReason] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, button")?.focus(), []);
  // Nobody reads why one comes into an open group.
  const isOpen = joinRule === "open";
  return (
    <form
      ref={form}
      className="entry-form"
      aria-label={text("entryQuestion", { group: name })}
      onKeyDown={(event) => {
        keepComposing(event);
        closeOnEscape(event, () => cancel(groupId));
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void apply(accountId, groupId, reason);
      }}
    >
      {isOpen ? (
        <p className="quiet">{text("entryOpenHint")}</p>
      ) : (
        <TextField
          label={text("entryReason")}
          hint={text("entryReasonHint")}
          value={reason}
          maxLength={200}
          dir="auto"
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <div className="form-buttons">
        <Button type="submit" variant="primary" size="small" isBusy={entries[groupId]?.step === "sending"}>
          {text(isOpen ? "entryJoinNow" : "entrySend")}
        </Button>
        <Button size="small" onClick={() => cancel(groupId)}>
          {text("entryCancel")}
        </Button>
      </div>
    </form>
  );
}

interface OutcomeProps {
  readonly accountId: string;
  readonly groupId: string;
  readonly outcome: JoinOutcome;
}

function Outcome({ accountId, groupId, outcome: { outcome, message } }: OutcomeProps) {
  const text = useText("administration");
  const ask = useGroupEntryStore((state) => state.ask);
  if (outcome === "joined" || outcome === "already_member") {
    const words = text(outcome === "joined" ? "entryJoined" : "entryMember");
    return <Joined accountId={accountId} groupId={groupId} words={words} />;
  }
  const isRefused = outcome === "refused" || outcome === "expired";
  return (
    <div className="entry-outcome" role="status" data-outcome={outcome}>
      <p dir="auto">
        {isRefused
          ? text("entryRefused", { words: message ?? text("entryNoWords") })
          : text(outcome === "pending_approval" ? "entryPending" : "entryUnconfirmed")}
      </p>
      {isRefused && (
        <Button size="small" onClick={() => ask(groupId)}>
          {text("entryAgain")}
        </Button>
      )}
    </div>
  );
}

interface JoinedProps {
  readonly accountId: string;
  readonly groupId: string;
  readonly words: string;
}

function Joined({ accountId, groupId, words }: JoinedProps) {
  const text = useText("administration");
  const close = usePanelStore((state) => state.close);
  function open() {
    useGroupsStore.getState().select(accountId, groupId);
    close();
  }
  return (
    <div className="entry-outcome" role="status" data-outcome="joined">
      <p>{words}</p>
      <Button size="small" onClick={open}>
        {text("entryOpen")}
      </Button>
    </div>
  );
}
