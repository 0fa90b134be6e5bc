import type { CodeCard, JoinOutcome } from "../../../shared/domain/join.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { AlertIcon, CheckIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useAttemptsStore } from "./attempts-store.ts";
import { useCodesStore } from "./codes-store.ts";
import { OpenGroup } from "./open-group.tsx";

interface OutcomeViewProps {
  readonly codeKey: string;
  readonly card: CodeCard;
  readonly outcome: JoinOutcome;
  readonly accountId: string;
}

/** What the server said, or that it did not say, and what can be done then. */
export function OutcomeView({ codeKey, card, outcome: told, accountId }: OutcomeViewProps) {
  const { outcome, message, hint } = told;
  const groupId = told.groupId ?? card.groupId;
  const text = useText("join");
  const errors = useText("errors");
  const isChecking = useAttemptsStore((state) => state.attempts[codeKey]?.step === "checking");
  const isIn = outcome === "joined" || outcome === "already_member";
  const check = () => {
    const words = useCodesStore.getState().codes[codeKey]?.text;
    if (words !== undefined) void useAttemptsStore.getState().check({ codeKey, text: words, accountId });
  };
  return (
    <div className={`join-outcome join-outcome-${outcome}`} role="status" data-outcome={outcome}>
      {isIn ? <CheckIcon /> : <AlertIcon />}
      <div>
        <p>{text(hint === undefined ? `outcome_${outcome}` : `hint_${hint}`)}</p>
        <WithWhom accountId={accountId} />
        {message && (
          <p className="join-quiet" dir="auto">
            {errors("serverSays", { words: message })}
          </p>
        )}
      </div>
      {isIn && groupId !== null && <OpenGroup accountId={accountId} groupId={groupId} />}
      {(outcome === "unconfirmed" || outcome === "pending_approval") && (
        <Button size="small" isBusy={isChecking} onClick={check}>
          {text("checkNow")}
        </Button>
      )}
    </div>
  );
}

/** Where several accounts could have joined. */
function WithWhom({ accountId }: { readonly accountId: string }) {
  const text = useText("join");
  const accounts = useAccountsStore((state) => state.accounts);
  const account = accounts?.find(({ id }) => id === accountId);
  const peers = accounts?.filter(({ kind }) => kind === account?.kind) ?? [];
  if (account !== undefined && peers.length < 2) return null;
  return (
    <p className="join-quiet ellipsis" dir="auto">
      {text("withWhom", { account: account?.name ?? text("removedAccount") })}
    </p>
  );
}
