import { useState } from "react";
import type { AccountKind, Credential } from "../../../shared/domain/account.ts";
import { geweToken } from "../../../shared/domain/gewe-account.ts";
import { useText } from "../../i18n.ts";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface CredentialFieldsProps {
  readonly kind: AccountKind;
  readonly missing: ReadonlySet<string>;
  readonly user: string;
  readonly onUserChange: (user: string) => void;
}

/** User and password, or a token. A secret is in its field and nowhere else. */
export function CredentialFields({ kind, missing, user, onUserChange }: CredentialFieldsProps) {
  const text = useText("accounts");
  const [type, setType] = useState<"password" | "token">(kind === "gewe" ? "token" : "password");
  const problem = (name: string) => (missing.has(name) ? text("required") : undefined);
  const isToken = kind === "gewe" || type === "token";
  return (
    <>
      {kind === "lanying" && (
        <ChoiceRow
          label={text("signInWith")}
          value={type}
          options={[
            { value: "password", label: text("password") },
            { value: "token", label: text("token") },
          ]}
          onChange={setType}
        />
      )}
      {isToken ? (
        <TextField
          key="token"
          name="token"
          label={text("token")}
          type="password"
          problem={missing.has("badToken") ? text("badToken") : problem("token")}
        />
      ) : (
        <>
          <TextField
            name="user"
            value={user}
            onChange={(event) => onUserChange(event.target.value)}
            label={text("user")}
            autoComplete="username"
            problem={problem("user")}
          />
          <TextField
            key="password"
            name="password"
            label={text("password")}
            type="password"
            problem={problem("password")}
          />
        </>
      )}
    </>
  );
}

/** The fields above that are empty; "badToken" where what was pasted holds no token of a gateway. */
export function missingCredentials(form: HTMLFormElement, kind: AccountKind): string[] {
  const missing = ["user", "password", "token"].filter((name) => {
    const input = inputOf(form, name);
    return input && !(name === "password" ? input.value : input.value.trim());
  });
  const token = kind === "gewe" ? inputOf(form, "token")?.value.trim() : "";
  return token && geweToken(token) === null ? [...missing, "badToken"] : missing;
}

/** Takes the secret out of the form and empties its field in the same step. */
export function takeCredential(form: HTMLFormElement): Credential {
  const token = inputOf(form, "token");
  if (token) return { type: "token", token: takeValue(token).trim() };
  const [user, password] = [inputOf(form, "user"), inputOf(form, "password")];
  return {
    type: "password",
    user: user?.value.trim() ?? "",
    password: password ? takeValue(password) : "",
  };
}

/** To where the secret has to be typed again. */
export function focusSecret(form: HTMLFormElement): void {
  (inputOf(form, "token") ?? inputOf(form, "password"))?.focus();
}

function inputOf(form: HTMLFormElement, name: string): HTMLInputElement | null {
  const found = form.elements.namedItem(name);
  return found instanceof HTMLInputElement ? found : null;
}

function takeValue(input: HTMLInputElement): string {
  const value = input.value;
  input.value = "";
  return value;
}
