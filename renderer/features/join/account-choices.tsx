import { useId, useMemo } from "react";
import type { AccountKind } from "../../../shared/domain/account.ts";
import { useText } from "../../i18n.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { JoinPace } from "../friends/join-pace.tsx";
import { useChoiceStore } from "./choice-store.ts";
import { type CodesStore, useCodesStore } from "./codes-store.ts";

/** With whom to join, once for all codes of a kind, and how much room the day of a WeChat account has left. */
export function AccountChoices() {
  const codes = useCodesStore((state) => state.codes);
  const able = useMemo(() => ableAccounts(codes), [codes]);
  return (
    <>
      {[...able].map(([kind, accountIds]) => (
        <AccountChoice key={kind} kind={kind} accountIds={accountIds} />
      ))}
    </>
  );
}

interface AccountChoiceProps {
  readonly kind: AccountKind;
  readonly accountIds: readonly string[];
}

function AccountChoice({ kind, accountIds }: AccountChoiceProps) {
  const text = useText("join");
  const id = useId();
  const accounts = useAccountsStore((state) => state.accounts);
  const chosen = useChoiceStore((state) => state.accountFor[kind]);
  const accountId = chosen !== undefined && accountIds.includes(chosen) ? chosen : (accountIds[0] ?? null);
  return (
    <>
      {accountIds.length > 1 && (
        <div className="join-account">
          <label htmlFor={id}>{text(`account_${kind}`)}</label>
          <select
            id={id}
            className="text-input"
            value={accountId ?? ""}
            onChange={(event) => useChoiceStore.getState().chooseAccount(kind, event.target.value)}
          >
            {accountIds.map((one) => (
              <option key={one} value={one}>
                {accounts?.find((account) => account.id === one)?.name ?? one}
              </option>
            ))}
          </select>
        </div>
      )}
      {kind === "gewe" && <JoinPace accountId={accountId} />}
    </>
  );
}

/** The accounts that can join at least one of the codes, by kind, best first. */
function ableAccounts(codes: CodesStore["codes"]): ReadonlyMap<AccountKind, readonly string[]> {
  const able = new Map<AccountKind, Set<string>>();
  for (const { card } of Object.values(codes)) {
    if (card === null || card.accountKind === null || !card.canJoin) continue;
    const known = able.get(card.accountKind) ?? new Set();
    for (const accountId of card.accountIds) known.add(accountId);
    able.set(card.accountKind, known);
  }
  return new Map([...able].map(([kind, accountIds]) => [kind, [...accountIds]]));
}
