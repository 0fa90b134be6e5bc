import { useState } from "react";
import { geweAddress, geweConsole, geweService } from "../../../shared/domain/gewe-account.ts";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { LinkIcon } from "../../ui/icons.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAccountsStore } from "./accounts-store.ts";
import { useNewAccountStore } from "./new-account-store.ts";

/** What a person does before they fill in the form: token and device come from the service's own console. */
export function GeweSteps() {
  const text = useText("accounts");
  const openConsole = useAccountsStore((state) => state.openConsole);
  const [error, setError] = useState<AppError | null>(null);

  async function open() {
    setError(null);
    await openConsole().catch((cause: unknown) => setError(toAppError(cause)));
  }

  return (
    <>
      <ol className="steps">
        <li>
          {text("geweStep1")}
          <Button size="small" icon={<LinkIcon size={14} />} onClick={() => void open()}>
            {text("geweConsole")}
          </Button>
        </li>
        <li>{text("geweStep2")}</li>
        <li>{text("geweStep3")}</li>
      </ol>
      <ErrorLine error={error} title={geweConsole} />
    </>
  );
}

/** The address that the form would send. */
export function geweUrlOf({
  geweServer,
  geweUrl,
}: {
  readonly geweServer: string;
  readonly geweUrl: string;
}): string {
  if (geweServer === "service") return geweService.address;
  return geweServer === "unencrypted" ? geweService.unencrypted : geweAddress(geweUrl);
}

interface GeweServerProps {
  readonly problem: string | undefined;
}

/** The vendor's service, whose addresses are known, or another gateway. */
export function GeweServer({ problem }: GeweServerProps) {
  const text = useText("accounts");
  const { geweServer, geweUrl, edit } = useNewAccountStore();
  const isService = geweServer !== "other";
  return (
    <>
      <ChoiceRow
        label={text("server")}
        value={isService ? "service" : "other"}
        options={[
          { value: "service", label: text("geweService") },
          { value: "other", label: text("otherServer") },
        ]}
        onChange={(geweServer) => edit({ geweServer })}
      />
      {isService ? (
        <p className="field-hint gewe-address">
          <code>{geweUrlOf({ geweServer, geweUrl })}</code>
          {geweServer === "unencrypted" && (
            <Button variant="text" size="small" onClick={() => edit({ geweServer: "service" })}>
              {text("useEncrypted")}
            </Button>
          )}
        </p>
      ) : (
        <TextField
          name="geweUrl"
          label={text("apiUrl")}
          hint={text("geweUrlHint")}
          inputMode="url"
          placeholder="gateway.example.com"
          problem={problem}
          value={geweUrl}
          onChange={(event) => edit({ geweUrl: event.target.value })}
          onBlur={() => edit({ geweUrl: geweAddress(geweUrl) })}
        />
      )}
    </>
  );
}
