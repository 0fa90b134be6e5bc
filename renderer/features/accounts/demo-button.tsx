import { useState } from "react";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import { useText } from "../../i18n.ts";
import { ErrorLine } from "../../ui/error-line.tsx";
import { PeopleIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "./accounts-store.ts";
import { WelcomeChoice } from "./welcome-choice.tsx";

/** Starts the embedded demo and signs in to it. */
export function DemoButton() {
  const text = useText("accounts");
  const addDemo = useAccountsStore((state) => state.addDemo);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function start() {
    setIsBusy(true);
    setError(null);
    try {
      await addDemo();
    } catch (cause) {
      setError(toAppError(cause));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <>
      <WelcomeChoice
        icon={<PeopleIcon size={22} />}
        title={text("tryDemo")}
        hint={text("tryDemoHint")}
        isBusy={isBusy}
        onClick={() => void start()}
      />
      <ErrorLine error={error} title={text("demoFailed")} onRetry={() => void start()} />
    </>
  );
}
