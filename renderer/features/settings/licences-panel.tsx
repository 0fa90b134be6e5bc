import { useEffect, useRef, useState } from "react";
import type { ShippedPackage } from "../../../shared/domain/shipped-package.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { focusList } from "../../ui/focus-list.ts";
import { BackIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { LicenceText } from "./licence-text.tsx";
import { LicencesList } from "./licences-list.tsx";
import { useLicencesStore } from "./licences-store.ts";
import "./licences.css";

/** What the app is made of and under which terms; the text of one of them in place of the list. */
export function LicencesPanel() {
  const text = useText("settings");
  const appText = useText("app");
  const { open, close } = usePanelStore();
  const { packages, loadError, load } = useLicencesStore();
  const [chosen, setChosen] = useState<ShippedPackage | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const wasChosen = useRef(false);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    if (chosen === null && wasChosen.current) focusList(list.current);
    wasChosen.current = chosen !== null;
  }, [chosen]);

  return (
    <SidePanel
      className="licences-panel"
      title={text("licences")}
      closeLabel={appText("close")}
      onClose={close}
    >
      {/* Only covered, so that one comes back to the same place of it. */}
      <div className="licences" ref={list} inert={chosen !== null}>
        <Button
          className="licences-back"
          size="small"
          variant="text"
          icon={<BackIcon size={14} />}
          onClick={() => open({ type: "settings" })}
        >
          {text("settings")}
        </Button>
        <ErrorLine error={loadError} title={text("licencesFailed")} onRetry={() => void load()} />
        {packages === null && !loadError && (
          <Skeleton rows={8} rowHeight={36} hasAvatar={false} label={text("licencesLoading")} />
        )}
        {packages !== null && <LicencesList packages={packages} results={list} onChoose={setChosen} />}
      </div>
      {chosen !== null && <LicenceText chosen={chosen} onBack={() => setChosen(null)} />}
    </SidePanel>
  );
}
