import { useState } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { SlowedNote } from "../accounts/slowed-note.tsx";

/** The accounts, each with a way to remove it that asks first. */
export function AccountSettings() {
  const text = useText("settings");
  const accounts = useAccountsStore((state) => state.accounts) ?? [];
  return (
    <section className="settings-part" aria-labelledby="settings-accounts">
      <h3 id="settings-accounts">{text("accounts")}</h3>
      {accounts.length === 0 && <p className="quiet">{text("noAccounts")}</p>}
      <ul>
        {accounts.map((account) => (
          <li key={account.id}>
            <AccountLine account={account} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AccountLine({ account }: { readonly account: Account }) {
  const text = useText("settings");
  const kinds = useText("accounts");
  const remove = useAccountsStore((state) => state.remove);
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function confirm() {
    setIsBusy(true);
    setError(null);
    try {
      await remove(account.id);
    } catch (cause) {
      setError(toAppError(cause));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <>
      <div className="account-line">
        <Avatar id={account.id} name={account.name} shape="square" />
        <span className="account-line-words">
          <span className="ellipsis" dir="auto">
            {account.name}
          </span>
          <span className="quiet ellipsis">{kinds(account.kind)}</span>
          {!account.isDemo && (
            <span className="quiet account-server" title={account.apiUrl}>
              {text(account.directory === null ? "serverAt" : "serverFoundAt", {
                host: URL.parse(account.apiUrl)?.host ?? account.apiUrl,
              })}
            </span>
          )}
        </span>
        {!isAsking && (
          <Button
            size="small"
            variant="text"
            aria-label={text("removeNamed", { name: account.name })}
            onClick={() => setIsAsking(true)}
          >
            {text("remove")}
          </Button>
        )}
      </div>
      <SlowedNote account={account} />
      {isAsking && (
        // biome-ignore lint/a11y/useSemanticElements: a question inside a list item, not a group of fields
        <div
          className="caution"
          role="group"
          aria-label={text("removeConfirm")}
          onKeyDown={(event) => closeOnEscape(event, () => setIsAsking(false))}
        >
          <div>
            <p>{text("removeAsk", { name: account.name })}</p>
            <div className="form-buttons">
              <Button size="small" variant="danger" isBusy={isBusy} onClick={() => void confirm()}>
                {text("removeConfirm")}
              </Button>
              <Button size="small" autoFocus onClick={() => setIsAsking(false)}>
                {text("cancel")}
              </Button>
            </div>
          </div>
        </div>
      )}
      <ErrorLine error={error} title={text("removeFailed")} onRetry={() => void confirm()} />
    </>
  );
}
