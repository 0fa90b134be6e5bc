import { useEffect } from "react";
import { isComposing } from "../../ui/is-composing.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { usePaletteStore } from "../search/use-palette.ts";
import { usePageStore } from "./page-store.ts";
import { refreshAll } from "./use-sync.ts";

/** Ctrl/Cmd+1…9 account, Ctrl/Cmd+F search, Ctrl/Cmd+K anything, Ctrl/Cmd+Shift+I inbox, +A activity, F5 or Ctrl/Cmd+R refresh. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (isComposing(event) || event.altKey) return;
  const isControl = event.ctrlKey || event.metaKey;
  if (event.key === "F5" || (isControl && event.key.toLowerCase() === "r")) {
    event.preventDefault();
    refreshAll();
  } else if (isControl && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    usePaletteStore.getState().open();
  } else if (isControl && !event.shiftKey && event.key.toLowerCase() === "f") {
    event.preventDefault();
    focusSearch();
  } else if (isControl && event.shiftKey && event.key.toLowerCase() === "i") {
    event.preventDefault();
    usePageStore.getState().toggle("inbox");
  } else if (isControl && event.shiftKey && event.key.toLowerCase() === "a") {
    event.preventDefault();
    usePageStore.getState().toggle("activity");
  } else if (isControl && /^[1-9]$/.test(event.key)) {
    const { accounts, select } = useAccountsStore.getState();
    const account = accounts?.[Number(event.key) - 1];
    if (!account) return;
    event.preventDefault();
    select(account.id);
    usePageStore.getState().open("groups");
  }
}

/** The search of the pane one is in; from elsewhere the groups'. Pressed again inside one, it goes to the other. */
function focusSearch(): void {
  const groups = document.querySelector<HTMLInputElement>('[data-search="groups"]');
  const page = document.querySelector<HTMLInputElement>('[data-search="page"]');
  const active = document.activeElement;
  const isInPage = active?.closest("main") != null;
  const target = active === page ? groups : active === groups || isInPage ? (page ?? groups) : groups;
  target?.focus();
  target?.select();
}
