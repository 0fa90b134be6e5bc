import { useState } from "react";
import type { AccountKind, Credential } from "../../../shared/domain/account.ts";
import { useText } from "../../i18n.ts";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface CredentialFieldsProps {
  readonly kind: AccountKind;
  readonly missing: ReadonlySet<string>;
  /** The name used last, where it is known. */
  readonly userName?: string | null;
}

/** User and password, or a token. The fields are uncontrolled: what is typed is in them and nowhere else. */
export function CredentialFields({ kind, missing, userName }: CredentialFieldsProps) {
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
          problem={problem("token")}
        />
      ) : (
        <>
          <TextField
            name="user"
            defaultValue={userName ?? ""}
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

/** Takes the secret out of the form and empties its field in the same step; lists what is missing. */
export function takeCredential(form: HTMLFormElement): { credential: Credential | null; missing: string[] } {
  const user = form.elements.namedItem("user");
  const password = form.elements.namedItem("password");
  const token = form.elements.namedItem("token");
  if (token instanceof HTMLInputElement) {
    const value = takeValue(token).trim();
    return value
      ? { credential: { type: "token", token: value }, missing: [] }
      : { credential: null, missing: ["token"] };
  }
  if (!(user instanceof HTMLInputElement) || !(password instanceof HTMLInputElement)) {
    return { credential: null, missing: [] };
  }
  const name = user.value.trim();
  const missing = [...(name ? [] : ["user"]), ...(password.value ? [] : ["password"])];
  if (missing.length > 0) return { credential: null, missing };
  return { credential: { type: "password", user: name, password: takeValue(password) }, missing };
}

function takeValue(input: HTMLInputElement): string {
  const value = input.value;
  input.value = "";
  return value;
}
