import { useEffect, useRef } from "react";
import type { CodeCard } from "../../../shared/domain/join.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { JoinError } from "../friends/join-error.tsx";
import { type Attempt, useAttemptsStore } from "./attempts-store.ts";
import { useChoiceStore } from "./choice-store.ts";
import { useCodesStore } from "./codes-store.ts";
import { accountOf, isIn } from "./joinable.ts";
import { OutcomeView } from "./outcome-view.tsx";
import { useQueueStore } from "./queue-store.ts";

/** Joining by one code: the wish, the question, and what came of it. */
export function JoinAction({ codeKey, card }: { readonly codeKey: string; readonly card: CodeCard }) {
  const text = useText("join");
  const { ask } = useAttemptsStore.getState();
  const accountFor = useChoiceStore((state) => state.accountFor);
  const attempt = useAttemptsStore((state) => state.attempts[codeKey]);
  const isAsked = useAttemptsStore((state) => state.asked === codeKey);
  const isQueued = useQueueStore(({ state }) => state === "running" || state === "paused");
  const accountId = card.canJoin ? accountOf(card, accountFor, attempt) : null;
  const isJoining = attempt?.step === "joining";
  const step = isJoining ? "joining" : isAsked ? "asked" : (attempt?.step ?? "idle");
  const root = useKeptFocus(step);
  if (accountId === null && attempt === undefined) return null;
  return (
    <div className="join-action" ref={root} tabIndex={-1}>
      {attempt && <Outcome codeKey={codeKey} card={card} attempt={attempt} />}
      {accountId !== null && isAsked && !isJoining && (
        <Question codeKey={codeKey} card={card} accountId={accountId} />
      )}
      {isJoining && (
        <Button size="small" isBusy>
          {text("joining")}
        </Button>
      )}
      {accountId !== null && !isAsked && !isJoining && !isQueued && !isIn(attempt, accountId) && (
        <Button size="small" onClick={() => ask(codeKey)}>
          {text(attempt?.accountId === accountId ? "again" : "join")}
        </Button>
      )}
    </div>
  );
}

interface OutcomeProps {
  readonly codeKey: string;
  readonly card: CodeCard;
  readonly attempt: Attempt;
}

/** Stays whatever account is chosen meanwhile: it tells of the one that tried. */
function Outcome({ codeKey, card, attempt: { accountId, outcome, error } }: OutcomeProps) {
  const text = useText("join");
  return (
    <>
      {outcome && <OutcomeView codeKey={codeKey} card={card} outcome={outcome} accountId={accountId} />}
      <JoinError accountId={accountId} error={error} title={text("joinFailed")} />
    </>
  );
}

/**
 * Each step takes away the button that led to it. The focus then goes to the whole, not to the next button: an Enter
 * held too long must not answer the question.
 */
function useKeptFocus(step: string) {
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

interface QuestionProps {
  readonly codeKey: string;
  readonly card: CodeCard;
  readonly accountId: string;
}

function Question({ codeKey, card, accountId }: QuestionProps) {
  const text = useText("join");
  const accounts = useAccountsStore((state) => state.accounts);
  const { confirm, cancel } = useAttemptsStore.getState();
  const account = accounts?.find(({ id }) => id === accountId)?.name ?? "";
  const question =
    card.groupName === null
      ? text("confirmUnnamed", { account })
      : text("confirm", { group: card.groupName, account });
  const words = useCodesStore.getState().codes[codeKey]?.text ?? card.text;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame and legend
    <div className="join-question" role="group" aria-label={question}>
      <p>{question}</p>
      <Button variant="primary" onClick={() => void confirm({ codeKey, text: words, accountId })}>
        {text("confirmJoin")}
      </Button>
      <Button onClick={cancel}>{text("cancel")}</Button>
    </div>
  );
}
