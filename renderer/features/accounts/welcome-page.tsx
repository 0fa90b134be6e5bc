import { lazy, Suspense, useState } from "react";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { BackIcon, PersonIcon } from "../../ui/icons.tsx";
import { DemoButton } from "./demo-button.tsx";
import { WelcomeChoice } from "./welcome-choice.tsx";

const AddAccountForm = lazy(async () => {
  const { AddAccountForm } = await import("./add-account-form.tsx");
  return { default: AddAccountForm };
});

/** The first screen, before there is an account: sign in, or look around first. */
export function WelcomePage() {
  const text = useText("accounts");
  const [isAdding, setIsAdding] = useState(false);
  return (
    <main className="welcome">
      {isAdding ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape goes back, as the button does
        <div className="welcome-card" onKeyDown={(event) => closeOnEscape(event, () => setIsAdding(false))}>
          <h1 className="welcome-form-title">
            <IconButton label={text("cancel")} icon={<BackIcon />} onClick={() => setIsAdding(false)} />
            {text("addAccount")}
          </h1>
          <Suspense fallback={null}>
            <AddAccountForm onDone={() => setIsAdding(false)} />
          </Suspense>
        </div>
      ) : (
        <div className="welcome-card">
          <h1>{text("welcomeTitle")}</h1>
          <p className="quiet">{text("welcomeHint")}</p>
          <div className="welcome-choices">
            <WelcomeChoice
              isPrimary
              icon={<PersonIcon size={22} />}
              title={text("addAccount")}
              hint={text("addAccountHint")}
              onClick={() => setIsAdding(true)}
            />
            <DemoButton />
          </div>
        </div>
      )}
    </main>
  );
}
