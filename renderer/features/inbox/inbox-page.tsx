import { useEffect, useMemo, useRef } from "react";
import { useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { BackIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { usePageStore } from "../app/page-store.ts";
import { DecideBar } from "./decide-bar.tsx";
import { DecidedBar } from "./decided-bar.tsx";
import "./inbox.css";
import { useInboxDecisionsStore } from "./inbox-decisions-store.ts";
import { InboxList } from "./inbox-list.tsx";
import { useInboxSelectionStore } from "./inbox-selection-store.ts";
import { useInboxStore } from "./inbox-store.ts";
import { InboxToolbar } from "./inbox-toolbar.tsx";
import { shownRows } from "./shown-rows.ts";

const none: readonly never[] = [];
const unreadWords = {
  application: "applicationsUnread",
  invitation: "invitationsUnread",
  both: "syncFailed",
} as const;

/** Everybody who waits for an answer, over all groups and accounts. */
export function InboxPage() {
  const text = useText("inbox");
  const page = useRef<HTMLElement>(null);
  const open = usePageStore((state) => state.open);
  const { rows, filter, query, failures, untoldGroups, sync } = useInboxStore();
  const decided = useInboxDecisionsStore((state) => state.decided);
  const accounts = useAccountsStore((state) => state.accounts);
  const shown = useMemo(
    () => shownRows(rows ?? none, filter, query, decided),
    [rows, filter, query, decided],
  );
  useEffect(() => {
    page.current?.focus({ preventScroll: true });
    return () => {
      useInboxSelectionStore.getState().clear();
      useInboxDecisionsStore.getState().cancel();
      useInboxDecisionsStore.getState().putAway();
    };
  }, []);

  return (
    <section ref={page} className="inbox-page" aria-labelledby="inbox-title" tabIndex={-1}>
      <header className="page-head">
        <IconButton label={text("back")} icon={<BackIcon />} onClick={() => open("groups")} />
        <h2 id="inbox-title">{text("title")}</h2>
      </header>
      <InboxToolbar page={page} rows={shown} />
      {failures.map(({ accountId, list, error }) => (
        <ErrorLine
          key={`${accountId} ${list}`}
          error={error}
          title={text(unreadWords[list ?? "both"], {
            name: accounts?.find(({ id }) => id === accountId)?.name ?? accountId,
          })}
          onRetry={() => void sync()}
        />
      ))}
      {untoldGroups > 0 && <p className="inbox-untold quiet">{text("untold", { count: untoldGroups })}</p>}
      <DecideBar />
      <DecidedBar />
      <InboxList rows={shown} />
    </section>
  );
}
