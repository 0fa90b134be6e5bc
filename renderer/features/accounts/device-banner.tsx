import type { Account } from "../../../shared/domain/account.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { AlertIcon } from "../../ui/icons.tsx";
import { usePanelStore } from "../app/panel-store.ts";

/** Over the cached data of a WeChat account whose device was dropped: says so, and leads to signing in again. */
export function DeviceBanner({ account }: { readonly account: Account }) {
  const text = useText("device");
  const { open, panel } = usePanelStore();
  return (
    <section className="bar bar-warning" aria-label={text("title")}>
      <AlertIcon />
      <p>{text("offline")}</p>
      <Button
        size="small"
        aria-expanded={panel?.type === "device"}
        onClick={() => open({ type: "device", accountId: account.id })}
      >
        {text("signInByCode")}
      </Button>
    </section>
  );
}
