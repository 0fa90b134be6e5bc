import { useEffect } from "react";
import { AccountRail } from "./features/accounts/account-rail.tsx";
import { useAccountsStore, useCurrentAccount } from "./features/accounts/accounts-store.ts";
import { WelcomePage } from "./features/accounts/welcome-page.tsx";
import { AppFrame } from "./features/app/app-frame.tsx";
import { useAppStore } from "./features/app/app-store.ts";
import { NoticesBar } from "./features/app/notices-bar.tsx";
import { openNetworkSettings } from "./features/app/panel-store.ts";
import { SidePanels } from "./features/app/side-panels.tsx";
import { useShortcuts } from "./features/app/use-shortcuts.ts";
import { useGroupStore } from "./features/groups/group-store.ts";
import { useGroupsStore } from "./features/groups/groups-store.ts";
import { useInboxStore } from "./features/inbox/inbox-store.ts";
import { useMembersStore } from "./features/members/members-store.ts";
import { changeLanguage, languageOf, useText } from "./i18n.ts";
import { chooseColourScheme, followSystemColours } from "./theme/colour-scheme.ts";
import { ErrorLine } from "./ui/error-line.tsx";
import { OpenNetworkSettings } from "./ui/network-settings-button.tsx";

const listeners = [
  useAppStore.getState().listen,
  useAccountsStore.getState().listen,
  useGroupsStore.getState().listen,
  useGroupStore.getState().listen,
  useMembersStore.getState().listen,
  useInboxStore.getState().listen,
];

/** The page: welcome while there is no account, else the three panes. Language and colours follow the settings. */
export function App() {
  const text = useText("accounts");
  const appText = useText("app");
  const state = useAppStore((store) => store.state);
  const startError = useAppStore((store) => store.loadError);
  const loadApp = useAppStore((store) => store.load);
  const { accounts, loadError, load } = useAccountsStore();
  const account = useCurrentAccount();
  const language = state && languageOf(chosenOr(state.settings.language, state.systemLanguage));
  const theme = state?.settings.theme;

  useEffect(() => {
    const stops = [followSystemColours(), ...listeners.map((listen) => listen())];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  useEffect(() => {
    if (theme) chooseColourScheme(theme);
  }, [theme]);
  useEffect(() => {
    if (language) void changeLanguage(language);
  }, [language]);
  const appName = appText("appName");
  useEffect(() => {
    document.title = appName;
  }, [appName]);
  useShortcuts();

  if (!state) {
    return <ErrorLine error={startError} title={appText("startFailed")} onRetry={() => void loadApp()} />;
  }
  if (!accounts)
    return <ErrorLine error={loadError} title={text("loadFailed")} onRetry={() => void load()} />;
  return (
    <OpenNetworkSettings value={openNetworkSettings}>
      {account ? (
        <AppFrame account={account} />
      ) : (
        <div className="frame">
          <AccountRail />
          <div className="welcome-frame">
            <NoticesBar />
            <WelcomePage />
          </div>
          <SidePanels />
        </div>
      )}
    </OpenNetworkSettings>
  );
}

function chosenOr(language: string, systemLanguage: string): string {
  return language === "system" ? systemLanguage : language;
}
