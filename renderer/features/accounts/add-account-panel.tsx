import { useText } from "../../i18n.ts";
import { SidePanel } from "../../ui/side-panel.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { AddAccountForm } from "./add-account-form.tsx";

export function AddAccountPanel() {
  const text = useText("accounts");
  const appText = useText("app");
  const close = usePanelStore((state) => state.close);
  return (
    <SidePanel title={text("addAccount")} closeLabel={appText("close")} onClose={close}>
      <AddAccountForm onDone={close} onCancel={close} />
    </SidePanel>
  );
}
