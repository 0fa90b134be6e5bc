import { useState } from "react";
import type { AccountKind, Credential } from "../../../shared/domain/account.ts";
import { geweToken } from "../../../shared/domain/gewe-account.ts";
import { tokenClaims } from "../../../shared/domain/token-claims.ts";
import { useText } from "../../i18n.ts";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface CredentialFieldsProps {
  readonly kind: AccountKind;
  readonly missing: ReadonlySet<string>;
  /** Who the account is, where that is known: an administrator's token then acts for them. */
  readonly selfId?: string | null;
  readonly user: string;
  readonly onUserChange: (user: string) => void;
}

/** User and password, or a token; of an administrator's also whom it acts for. A secret is in its field and nowhere else. */
export function CredentialFields({
  kind,
  missing,
  selfId = null,
  user,
  onUserChange,
}: CredentialFieldsProps) {
  const text = useText("accounts");
  const [type, setType] = useState<"password" | "token">(kind === "gewe" ? "token" : "password");
  const [isAdminToken, setIsAdminToken] = useState(false);
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
        <>
          <TextField
            key="token"
            name="token"
            label={text("token")}
            type="password"
            problem={missing.has("badToken") ? text("badToken") : problem("token")}
            onInput={({ currentTarget }) => setIsAdminToken(tokenClaims(currentTarget.value).isAdmin)}
          />
          {kind === "lanying" && isAdminToken && selfId === null && (
            <TextField
              name="userId"
              label={text("userId")}
              hint={text("userIdHint")}
              inputMode="numeric"
              problem={missing.has("userId") ? text("badUserId") : undefined}
            />
          )}
        </>
      ) : (
        <>
          <TextField
            name="user"
            value={user}
            onChange={(event) => onUserChange(event.target.value)}
            label={text("user")}
            hint={kind === "lanying" && text("userHint")}
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

/** The fields above that are empty, or hold no user id; "badToken" where what was pasted holds no token of a gateway. */
export function missingCredentials(form: HTMLFormElement, kind: AccountKind): string[] {
  const missing = ["user", "password", "token", "userId"].filter((name) => {
    const input = inputOf(form, name);
    if (name === "userId") return input && !/^\d{1,19}$/.test(input.value.trim());
    return input && !(name === "password" ? input.value : input.value.trim());
  });
  const token = kind === "gewe" ? inputOf(form, "token")?.value.trim() : "";
  return token && geweToken(token) === null ? [...missing, "badToken"] : missing;
}

/** Takes the secret out of the form and empties its field in the same step. */
export function takeCredential(form: HTMLFormElement): Credential {
  const token = inputOf(form, "token");
  const userId = inputOf(form, "userId")?.value.trim();
  if (token) return { type: "token", token: takeValue(token).trim(), ...(userId && { userId }) };
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
