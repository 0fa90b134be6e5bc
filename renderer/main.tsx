import "./theme/colours.css";
import "./theme/base.css";
import "./theme/controls.css";
import "./theme/parts.css";
import "./theme/motion.css";
import "./features/app/frame.css";
import "./features/groups/groups.css";
import "./features/members/members.css";
import "./features/app/forms.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { useAccountsStore } from "./features/accounts/accounts-store.ts";
import { useAppStore } from "./features/app/app-store.ts";
import { useGroupsStore } from "./features/groups/groups-store.ts";
import { changeLanguage, languageOf, startTexts } from "./i18n.ts";
import { chooseColourScheme } from "./theme/colour-scheme.ts";

// All are asked at once, and the first paint waits for them: it then has the right words and colours.
await Promise.all([
  startTexts(languageOf(navigator.language)),
  useAppStore.getState().load(),
  useAccountsStore.getState().load(),
]);
const { state } = useAppStore.getState();
if (state) {
  const { language, theme } = state.settings;
  await changeLanguage(languageOf(language === "system" ? state.systemLanguage : language));
  chooseColourScheme(theme);
}

// The list is asked for before it is drawn, so that the first paint need not wait for a second one.
const { currentId } = useAccountsStore.getState();
if (currentId !== null) useGroupsStore.getState().open(currentId);

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
