import type { Sender, Shell } from "./shell.ts";

/** Where the page lives: a scheme of our own in Electron, a private https origin that no DNS knows in Chromium. */
export const pageOrigin = {
  electron: "app://qunzhu",
  chromium: "https://qunzhu.invalid",
} as const satisfies Record<Shell["kind"], string>;

/** The sender check: our own page in the top frame of our own window, nothing else. */
export function isOwnPage(kind: Shell["kind"]): (sender: Sender) => boolean {
  return (sender) => sender.isTopFrame && sender.origin === pageOrigin[kind];
}
