import { lazy, Suspense, useState } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { AlertIcon } from "../../ui/icons.tsx";

const SignInForm = lazy(async () => {
  const { SignInForm } = await import("./sign-in-form.tsx");
  return { default: SignInForm };
});

/** Over the cached data of an account that is signed out: says so, and takes a new sign-in in place. */
export function SignInBanner({ account }: { readonly account: Account }) {
  const text = useText("accounts");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section aria-label={text("signInAgain")}>
      <div className="bar bar-warning">
        <AlertIcon />
        <p>{text("signedOut", { name: account.name })}</p>
        <Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {text("signInAgain")}
        </Button>
      </div>
      {isOpen && (
        <Suspense fallback={null}>
          <SignInForm account={account} />
        </Suspense>
      )}
    </section>
  );
}
