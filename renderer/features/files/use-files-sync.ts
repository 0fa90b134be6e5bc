import { useEffect, useRef } from "react";
import { bridge } from "../../bridge.ts";
import { onSignedInAgain } from "../accounts/accounts-store.ts";
import { isStale } from "../app/sync-rules.ts";
import { useFilesStore } from "./files-store.ts";

/** Fetches the list when the tab opens or the window gets the focus, where it is old; by F5 and after signing in again at any age. */
export function useFilesSync(accountId: string, groupId: string, syncedAt: number | null): void {
  const latest = useRef(syncedAt);
  latest.current = syncedAt;
  useEffect(() => {
    const { sync } = useFilesStore.getState();
    const isShown = () => {
      const { accountId: shownAccount, groupId: shownGroup } = useFilesStore.getState();
      return shownAccount === accountId && shownGroup === groupId;
    };
    if (isShown() && isStale(latest.current)) void sync();
    const onKeyDown = (event: KeyboardEvent) => {
      const isReload = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "r";
      if (event.key === "F5" || isReload) void sync();
    };
    window.addEventListener("keydown", onKeyDown);
    const stop = bridge.on("shell.command", ({ command }) => {
      if (command === "refresh" || isStale(latest.current)) void sync();
    });
    const stopHearing = onSignedInAgain(() => void sync());
    return () => {
      stopHearing();
      window.removeEventListener("keydown", onKeyDown);
      stop();
    };
  }, [accountId, groupId]);
}
