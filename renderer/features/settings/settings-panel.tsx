import { useEffect, useRef } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { AntdTheme } from "../../theme/antd-theme.tsx";
import { Button } from "../../ui/button.tsx";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { FolderIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { useAppStore } from "../app/app-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { AccountSettings } from "./account-settings.tsx";
import { NetworkSettings } from "./network-settings.tsx";
import { useSettingsStore } from "./settings-store.ts";

export function SettingsPanel() {
  const text = useText("settings");
  const appText = useText("app");
  const isChinese = useLanguage() === "zh-CN";
  const { panel, open, close } = usePanelStore();
  const state = useAppStore((store) => store.state);
  const { saveError, update, pickDownloadFolder } = useSettingsStore();
  const network = useRef<HTMLElement>(null);
  useEffect(() => {
    if (panel?.type !== "settings" || panel.part !== "network") return;
    network.current?.scrollIntoView({ block: "start" });
    network.current?.focus({ preventScroll: true });
  }, [panel]);
  if (!state) return null;
  const { settings } = state;
  return (
    <SidePanel title={text("settings")} closeLabel={appText("close")} onClose={close}>
      <AntdTheme>
        <div className="form">
          <ErrorLine error={saveError} title={text("saveFailed")} />
          <ChoiceRow
            label={isChinese ? `${text("language")} (Language)` : `${text("language")} (语言)`}
            value={settings.language}
            options={[
              { value: "system", label: text("system") },
              { value: "zh-CN", label: "简体中文" },
              { value: "en", label: "English" },
            ]}
            onChange={(language) => void update({ language })}
          />
          <ChoiceRow
            label={text("theme")}
            value={settings.theme}
            options={[
              { value: "system", label: text("system") },
              { value: "light", label: text("light") },
              { value: "dark", label: text("dark") },
            ]}
            onChange={(theme) => void update({ theme })}
          />
          <section className="settings-part" aria-labelledby="settings-downloads">
            <h3 id="settings-downloads">{text("downloads")}</h3>
            <p className="settings-path" dir="auto">
              {settings.downloadFolder ?? text("systemDownloads")}
            </p>
            <div className="form-buttons">
              <Button icon={<FolderIcon />} onClick={() => void pickDownloadFolder()}>
                {text("pickFolder")}
              </Button>
              {settings.downloadFolder !== null && (
                <Button variant="text" onClick={() => void update({ downloadFolder: null })}>
                  {text("resetFolder")}
                </Button>
              )}
            </div>
          </section>
          <NetworkSettings ref={network} saved={settings.proxy} hasPassword={state.hasProxyPassword} />
          <AccountSettings />
          <section className="settings-part" aria-labelledby="settings-secrets">
            <h3 id="settings-secrets">{text("secrets")}</h3>
            <p className="quiet">{text(state.secretPlace === "os" ? "secretsOs" : "secretsMemory")}</p>
          </section>
          <section className="settings-part" aria-labelledby="settings-about">
            <h3 id="settings-about">{text("about")}</h3>
            <p className="quiet digits">{text("version", { version: state.version })}</p>
            <div className="form-buttons">
              <Button onClick={() => open({ type: "licences" })}>{text("licences")}</Button>
            </div>
          </section>
        </div>
      </AntdTheme>
    </SidePanel>
  );
}
