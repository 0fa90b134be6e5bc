import { type FormEvent, useState } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { useText } from "../../i18n.ts";
import { AntdTheme } from "../../theme/antd-theme.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { focusFirstProblem } from "../../ui/focus-first-problem.ts";
import { keepComposing } from "../../ui/is-composing.ts";
import { useAccountsStore } from "./accounts-store.ts";
import { CredentialFields, focusSecret, missingCredentials, takeCredential } from "./credential-fields.tsx";
import { useSignInWords } from "./sign-in-words.ts";

/** Signs in again to an account that is known already. It goes when the account is signed in. */
export function SignInForm({ account }: { readonly account: Account }) {
  const text = useText("accounts");
  const signIn = useAccountsStore((state) => state.signIn);
  const signInWords = useSignInWords();
  const [user, setUser] = useState(account.userName ?? "");
  const [isBusy, setIsBusy] = useState(false);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<AppError | null>(null);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const wrong = missingCredentials(form, account.kind);
    setMissing(new Set(wrong));
    setError(null);
    if (wrong.length > 0) return focusFirstProblem(form);
    setIsBusy(true);
    try {
      await signIn(account.id, takeCredential(form));
    } catch (cause) {
      setError(toAppError(cause));
      focusSecret(form);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <AntdTheme>
      <form
        className="form sign-in-form"
        onSubmit={onSubmit}
        onKeyDown={keepComposing}
        noValidate
        autoComplete="off"
      >
        <CredentialFields
          kind={account.kind}
          missing={missing}
          selfId={account.selfId}
          user={user}
          onUserChange={setUser}
        />
        <ErrorLine error={error} {...signInWords(error, account, text("signInFailed"))} />
        {error && <p className="field-hint">{text("secretRetype")}</p>}
        <Button variant="primary" type="submit" isBusy={isBusy}>
          {text("signIn")}
        </Button>
      </form>
    </AntdTheme>
  );
}
