import { useSyncExternalStore } from "react";
import type { Settings } from "../../shared/domain/settings.ts";

export type ColourScheme = "light" | "dark";

const dark = () => window.matchMedia("(prefers-color-scheme: dark)");
let chosen: Settings["theme"] = "system";
const listeners = new Set<() => void>();

function current(): ColourScheme {
  if (chosen !== "system") return chosen;
  return dark().matches ? "dark" : "light";
}

function apply() {
  document.documentElement.dataset.theme = current();
  for (const listener of listeners) listener();
}

/** Sets the scheme at once; "system" goes on following the system. */
export function chooseColourScheme(theme: Settings["theme"]): void {
  chosen = theme;
  apply();
}

/** Follows the system while the setting says so. Returns what stops it. */
export function followSystemColours(): () => void {
  const query = dark();
  query.addEventListener("change", apply);
  apply();
  return () => query.removeEventListener("change", apply);
}

export function useColourScheme(): ColourScheme {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, current);
}
