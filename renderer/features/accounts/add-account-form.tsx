import { type FormEvent, useState } from "react";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { type Text, useText } from "../../i18n.ts";
import { AntdTheme } from "../../theme/antd-theme.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckField } from "../../ui/check-field.tsx";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { focusFirstProblem } from "../../ui/focus-first-problem.ts";
import { AlertIcon } from "../../ui/icons.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { useAppStore } from "../app/app-store.ts";
import { useAccountsStore } from "./accounts-store.ts";
import { CredentialFields, focusSecret, missingCredentials, takeCredential } from "./credential-fields.tsx";
import { GeweServer, GeweSteps, geweUrlOf } from "./gewe-fields.tsx";
import { isHttpUrl, isInsecureUrl, withScheme } from "./insecure-url.ts";
import { useNewAccountStore } from "./new-account-store.ts";
import { useSignInWords } from "./sign-in-words.ts";

/** After these the service's other address may be worth a try. */
const isOfAddress: ReadonlySet<string> = new Set(["offline", "timeout", "bad_answer", "insecure"]);

interface AddAccountFormProps {
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

/** Signs in to a server and keeps the account. The secret leaves its field when the form is sent, and is kept nowhere here. */
export function AddAccountForm({ onDone, onCancel }: AddAccountFormProps) {
  const text = useText("accounts");
  const add = useAccountsStore((state) => state.add);
  const secretPlace = useAppStore((state) => state.state?.secretPlace);
  const signInWords = useSignInWords();
  const { kind, isPrivate, directory, geweServer, geweUrl, deviceId, name, user, edit, reset, ...typed } =
    useNewAccountStore();
  const isGewe = kind === "gewe";
  const apiUrl = isGewe ? geweUrlOf({ geweServer, geweUrl }) : typed.apiUrl;
  const appId = isGewe ? deviceId : typed.appId;
  const [hasConsent, setHasConsent] = useState(false);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const problem = (field: string) => (missing.has(field) ? text("required") : undefined);
  const isByHand = kind === "gewe" || isPrivate;
  const isInsecure = isByHand && isInsecureUrl(apiUrl);
  const ownDirectory = kind === "lanying" && apiUrl.trim() === "" ? directory : null;
  const place = { kind, apiUrl, directory: isByHand ? ownDirectory : "vendor" };

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const address = isByHand ? withScheme(apiUrl) : "";
    const asked = kind === "lanying" && isPrivate ? withScheme(directory) : "";
    if (isGewe) edit({ geweUrl: geweServer === "other" ? address : geweUrl });
    else if (isByHand) edit({ apiUrl: address });
    if (asked) edit({ directory: asked });
    const wrong = missingCredentials(form, kind);
    if (isByHand && !address && !asked) wrong.push("apiUrl");
    if (address && !isHttpUrl(address)) wrong.push("badUrl");
    if (asked) wrong.push(...directoryProblems(asked, address));
    if (isInsecure && !hasConsent) wrong.push("consent");
    if (!appId.trim()) wrong.push("appId");
    if (kind === "gewe" && !name.trim()) wrong.push("name");
    setMissing(new Set(wrong));
    setError(null);
    // The secret stays in its field while something else is missing: nothing has been sent yet.
    if (wrong.length > 0) return focusFirstProblem(form);
    setIsBusy(true);
    const credential = takeCredential(form);
    const unnamed = credential.type === "password" ? credential.user : appId.trim();
    try {
      await add({
        kind,
        name: name.trim() || unnamed.slice(0, 80),
        ...(address && { apiUrl: address }),
        ...(asked && { directory: asked }),
        appId: appId.trim(),
        credential,
        allowsInsecureHttp: isByHand && hasConsent,
      });
      reset();
      onDone();
    } catch (cause) {
      setError(toAppError(cause));
      focusSecret(form);
    } finally {
      setIsBusy(false);
    }
  }

  const noAddress = missing.has("apiUrl") ? text(isGewe ? "required" : "oneAddress") : undefined;
  const addressProblem = missing.has("badUrl") ? text("badUrl") : noAddress;
  const caution = isInsecure && (
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
  );
  const nameField = (
    <TextField
      name="name"
      label={text("name")}
      hint={text(kind === "lanying" ? "nameHintOptional" : "nameHint")}
      problem={problem("name")}
      maxLength={80}
      value={name}
      onChange={(event) => edit({ name: event.target.value })}
    />
  );

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
          onChange={(chosen) => {
            edit({ kind: chosen });
            setMissing(new Set());
            setError(null);
          }}
        />
        {isGewe && (
          <>
            <GeweSteps />
            <GeweServer problem={addressProblem} />
            {caution}
          </>
        )}
        <TextField
          name="appId"
          autoFocus={!isGewe}
          label={text(isGewe ? "deviceId" : "appId")}
          hint={isGewe && text("deviceIdHint")}
          problem={problem("appId")}
          value={appId}
          onChange={({ target: { value } }) => edit(isGewe ? { deviceId: value } : { appId: value })}
        />
        {kind === "gewe" && nameField}
        <CredentialFields
          key={kind}
          kind={kind}
          missing={missing}
          user={user}
          onUserChange={(typed) => edit({ user: typed })}
        />
        {kind === "lanying" && nameField}
        {kind === "lanying" && (
          <CheckField isChecked={isPrivate} onChange={(chosen) => edit({ isPrivate: chosen })}>
            {text("privateDeployment")}
          </CheckField>
        )}
        {kind === "lanying" && isPrivate && (
          <>
            <TextField
              name="apiUrl"
              label={text("apiUrl")}
              inputMode="url"
              placeholder="https://api.example.com"
              problem={addressProblem}
              value={apiUrl}
              onChange={(event) => edit({ apiUrl: event.target.value })}
              onBlur={() => edit({ apiUrl: withScheme(apiUrl) })}
            />
            {caution}
            <TextField
              name="directory"
              label={text("directory")}
              hint={text("directoryHint")}
              inputMode="url"
              placeholder="https://dns.example.com"
              problem={directoryProblem(missing, text)}
              value={directory}
              onChange={(event) => edit({ directory: event.target.value })}
              onBlur={() => edit({ directory: withScheme(directory) })}
            />
          </>
        )}
        <ErrorLine error={error} {...signInWords(error, place, text("addFailed"))} />
        {error && <p className="field-hint">{text("secretRetype")}</p>}
        {isGewe && geweServer === "service" && error && isOfAddress.has(error.code) && (
          <Button onClick={() => edit({ geweServer: "unencrypted" })}>{text("useUnencrypted")}</Button>
        )}
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

/** What is wrong with a directory's address: main asks none that somebody on the way could answer for. */
function directoryProblems(directory: string, apiUrl: string): string[] {
  if (apiUrl) return ["twoAddresses"];
  if (!isHttpUrl(directory)) return ["badDirectory"];
  return isInsecureUrl(directory) ? ["insecureDirectory"] : [];
}

function directoryProblem(missing: ReadonlySet<string>, text: Text<"accounts">): string | undefined {
  if (missing.has("twoAddresses")) return text("oneAddress");
  if (missing.has("badDirectory")) return text("badUrl");
  return missing.has("insecureDirectory") ? text("secureDirectory") : undefined;
}
