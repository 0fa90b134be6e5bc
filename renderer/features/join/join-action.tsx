import { useEffect, useId, useRef } from "react";
import type { CodeCard, JoinOutcome } from "../../../shared/domain/join.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { AlertIcon, CheckIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { JoinPace } from "../friends/join-pace.tsx";
import { useGroupsStore } from "../groups/groups-store.ts";
import { type CodeState, useJoinStore } from "./join-store.ts";

interface JoinActionProps {
  readonly codeKey: string;
  readonly code: CodeState;
  readonly card: CodeCard;
}

/** With which account, the question before joining, and what came of it. */
export function JoinAction({ codeKey, code, card }: JoinActionProps) {
  const text = useText("join");
  const { ask } = useJoinStore.getState();
  const isFinal = code.outcome?.outcome === "joined" || code.outcome?.outcome === "already_member";
  const root = useKeptFocus(code.step);
  return (
    <div className="join-action" ref={root} tabIndex={-1}>
      <AccountChoice codeKey={codeKey} code={code} card={card} />
      <JoinPace accountId={code.accountId} />
      {code.outcome && <Outcome outcome={code.outcome} accountId={code.accountId} />}
      <ErrorLine error={code.joinError} title={text("joinFailed")} />
      {code.step === "asking" && <Question codeKey={codeKey} code={code} card={card} />}
      {code.step === "joining" && <Button isBusy>{text("joining")}</Button>}
      {(code.step === "idle" || (code.step === "done" && !isFinal)) && (
        <Button
          variant={code.step === "idle" ? "primary" : "default"}
          disabled={code.accountId === null}
          onClick={() => ask(codeKey)}
        >
          {text(code.step === "idle" ? "join" : "again")}
        </Button>
      )}
    </div>
  );
}

/**
 * Each step takes away the button that led to it. The focus then goes to the whole, not to the next button: an Enter
 * held too long must not answer the question.
 */
function useKeptFocus(step: CodeState["step"]) {
  const root = useRef<HTMLDivElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step && document.activeElement === document.body) {
      root.current?.focus({ preventScroll: true });
    }
    before.current = step;
  }, [step]);
  return root;
}

function AccountChoice({ codeKey, code, card }: JoinActionProps) {
  const text = useText("join");
  const id = useId();
  const accounts = useAccountsStore((state) => state.accounts);
  if (card.accountIds.length < 2) return null;
  return (
    <div className="join-account">
      <label htmlFor={id}>{text("account")}</label>
      <select
        id={id}
        className="text-input"
        value={code.accountId ?? ""}
        disabled={code.step === "joining"}
        onChange={(event) => useJoinStore.getState().chooseAccount(codeKey, event.target.value)}
      >
        {card.accountIds.map((accountId) => (
          <option key={accountId} value={accountId}>
            {accounts?.find((account) => account.id === accountId)?.name ?? accountId}
          </option>
        ))}
      </select>
    </div>
  );
}

function Question({ codeKey, code, card }: JoinActionProps) {
  const text = useText("join");
  const accounts = useAccountsStore((state) => state.accounts);
  const { join, cancelAsking } = useJoinStore.getState();
  const account = accounts?.find(({ id }) => id === code.accountId)?.name ?? "";
  const question =
    card.groupName === null
      ? text("confirmUnnamed", { account })
      : text("confirm", { group: card.groupName, account });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame and legend
    <div className="join-question" role="group" aria-label={question}>
      <p>{question}</p>
      <Button variant="primary" onClick={() => void join(codeKey)}>
        {text("confirmJoin")}
      </Button>
      <Button onClick={() => cancelAsking(codeKey)}>{text("cancel")}</Button>
    </div>
  );
}

function Outcome({
  outcome,
  accountId,
}: {
  readonly outcome: JoinOutcome;
  readonly accountId: string | null;
}) {
  const text = useText("join");
  const isIn = outcome.outcome === "joined" || outcome.outcome === "already_member";
  const { groupId } = outcome;
  return (
    <div
      className={`join-outcome join-outcome-${outcome.outcome}`}
      role="status"
      data-outcome={outcome.outcome}
    >
      {isIn ? <CheckIcon /> : <AlertIcon />}
      <div>
        <p>{text(`outcome_${outcome.outcome}`)}</p>
        {outcome.message && (
          <p className="join-quiet" dir="auto">
            {text("serverSays", { words: outcome.message })}
          </p>
        )}
      </div>
      {isIn && groupId !== null && accountId !== null && (
        <Button size="small" onClick={() => openGroup(accountId, groupId)}>
          {text("openGroup")}
        </Button>
      )}
    </div>
  );
}

function openGroup(accountId: string, groupId: string): void {
  useAccountsStore.getState().select(accountId);
  useGroupsStore.getState().select(accountId, groupId);
}
