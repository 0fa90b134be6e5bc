import { useEffect } from "react";
import { bridge } from "../../bridge.ts";
import { onSignedInAgain } from "../accounts/accounts-store.ts";
import { staleAfterMs } from "./sync-rules.ts";

/**
 * For what is not cached: read again by F5 and after signing in again, and on focus where it was read longer than a
 * minute ago.
 */
export function useRefresh(load: () => unknown): void {
  useEffect(() => {
    let readAt = Date.now();
    const again = () => {
      readAt = Date.now();
      load();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const isReload = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "r";
      if (event.key === "F5" || isReload) again();
    };
    window.addEventListener("keydown", onKeyDown);
    const stop = bridge.on("shell.command", ({ command }) => {
      if (command === "refresh" || Date.now() - readAt > staleAfterMs) again();
    });
    const stopHearing = onSignedInAgain(again);
    return () => {
      stopHearing();
      window.removeEventListener("keydown", onKeyDown);
      stop();
    };
  }, [load]);
}
