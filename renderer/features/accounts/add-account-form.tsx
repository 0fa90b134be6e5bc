import { type FormEvent, useState } from "react";
import type { AccountKind } from "../../../shared/domain/account.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { useText } from "../../i18n.ts";
import { AntdTheme } from "../../theme/antd-theme.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckField } from "../../ui/check-field.tsx";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { AlertIcon } from "../../ui/icons.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { useAppStore } from "../app/app-store.ts";
import { useAccountsStore } from "./accounts-store.ts";
import { CredentialFields, takeCredential } from "./credential-fields.tsx";
import { isHttpUrl, isInsecureUrl } from "./insecure-url.ts";

interface AddAccountFormProps {
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

/** Signs in to a server and keeps the account. The secret leaves its field when the form is sent, and is kept nowhere here. */
export function AddAccountForm({ onDone, onCancel }: AddAccountFormProps) {
  const text = useText("accounts");
  const add = useAccountsStore((state) => state.add);
  const secretPlace = useAppStore((state) => state.state?.secretPlace);
  const [kind, setKind] = useState<AccountKind>("lanying");
  const [isInsecure, setIsInsecure] = useState(false);
  const [hasConsent, setHasConsent] = useState(false);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const problem = (name: string) => (missing.has(name) ? text("required") : undefined);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const words = new FormData(form);
    const word = (name: string) => String(words.get(name) ?? "").trim();
    const wrong = ["apiUrl", "appId", "name"].filter((name) => !word(name));
    if (word("apiUrl") && !isHttpUrl(word("apiUrl"))) wrong.push("badUrl");
    if (isInsecureUrl(word("apiUrl")) && !hasConsent) wrong.push("consent");
    // The secret stays in its field while something else is missing: nothing has been sent yet.
    if (wrong.length > 0) return setMissing(new Set(wrong));
    const { credential, missing: missingSecrets } = takeCredential(form);
    setMissing(new Set(missingSecrets));
    if (!credential) return;
    setIsBusy(true);
    setError(null);
    try {
      await add({
        kind,
        name: word("name"),
        apiUrl: word("apiUrl"),
        appId: word("appId"),
        credential,
        allowsInsecureHttp: hasConsent,
      });
      onDone();
    } catch (cause) {
      const failed = toAppError(cause);
      if (failed.code === "insecure") setIsInsecure(true);
      setError(failed);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <AntdTheme>
      <form className="form" onSubmit={onSubmit} onKeyDown={keepComposing} noValidate autoComplete="off">
        <ChoiceRow
          label={text("kind")}
          value={kind}
          options={[
            { value: "lanying", label: text("lanying") },
            { value: "gewe", label: text("gewe") },
          ]}
          onChange={setKind}
        />
        <TextField
          name="apiUrl"
          autoFocus
          label={text("apiUrl")}
          inputMode="url"
          placeholder={kind === "lanying" ? "https://api.example.com" : "http://127.0.0.1:2531/v2/api"}
          problem={missing.has("badUrl") ? text("badUrl") : problem("apiUrl")}
          onChange={(event) => setIsInsecure(isInsecureUrl(event.target.value))}
        />
        {isInsecure && (
          <div className="caution" role="alert">
            <AlertIcon />
            <div>
              <strong>{text("insecureTitle")}</strong>
              <p>{text("insecureHint")}</p>
              <CheckField
                isChecked={hasConsent}
                onChange={setHasConsent}
                problem={missing.has("consent") ? text("consentNeeded") : undefined}
              >
                {text("insecureConsent")}
              </CheckField>
            </div>
          </div>
        )}
        <TextField name="appId" label={text("appId")} problem={problem("appId")} />
        <TextField
          name="name"
          label={text("name")}
          hint={text("nameHint")}
          problem={problem("name")}
          maxLength={80}
        />
        <CredentialFields key={kind} kind={kind} missing={missing} />
        <ErrorLine error={error} title={text("addFailed")} />
        {error && <p className="field-hint">{text("secretRetype")}</p>}
        <div className="form-buttons">
          <Button variant="primary" type="submit" isBusy={isBusy}>
            {text("signIn")}
          </Button>
          {onCancel && <Button onClick={onCancel}>{text("cancel")}</Button>}
        </div>
        <p className="field-hint">{text(secretPlace === "memory" ? "keptInMemory" : "keptInOs")}</p>
      </form>
    </AntdTheme>
  );
}
