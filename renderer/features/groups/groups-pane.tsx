import { lazy, Suspense, useEffect, useRef } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDate } from "../../ui/formatters.ts";
import { PlusIcon, QrIcon, RefreshIcon } from "../../ui/icons.tsx";
import { PaneSplitter } from "../../ui/pane-splitter.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { SlowedNote } from "../accounts/slowed-note.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { useStoredWidth } from "../app/stored-width.ts";
import { openJoin } from "../join/join-store.ts";
import { GroupList } from "./group-list.tsx";
import { useGroupSelectionStore } from "./group-selection-store.ts";
import { useGroupsStore } from "./groups-store.ts";

const GroupsBulkBar = lazy(async () => {
  const { GroupsBulkBar } = await import("./groups-bulk-bar.tsx");
  return { default: GroupsBulkBar };
});

/** The groups of one account: who it is, how old the list is, search, and the list. */
export function GroupsPane({ account }: { readonly account: Account }) {
  const [width, setWidth] = useStoredWidth("groups", 300);
  const text = useText("groups");
  const appText = useText("app");
  const language = useLanguage();
  const pane = useRef<HTMLElement>(null);
  const { query, search, sync } = useGroupsStore();
  const openPanel = usePanelStore((state) => state.open);
  const isSyncing = useGroupsStore((state) => state.syncing.includes(account.id));
  const openSelection = useGroupSelectionStore((state) => state.openAt);
  const isSelecting = useGroupSelectionStore((state) => state.ids.size > 0 || state.selectError !== null);
  // The gateway to WeChat acts on nobody, so there is nothing to select for.
  const canSelect = account.kind === "lanying";
  useEffect(() => openSelection({ accountId: account.id }), [openSelection, account.id]);
  const syncError = useGroupsStore((state) => state.syncErrors[account.id]) ?? null;
  // The banner says it, and leads on.
  const isToldAbove = account.isDeviceOffline && syncError?.code === "device_offline";

  return (
    <section ref={pane} className="groups-pane" aria-label={text("groups")} style={{ width }}>
      <header className="groups-head">
        <div className="groups-head-name">
          <h1 className="ellipsis" dir="auto" title={account.name}>
            {account.name}
          </h1>
          <span className="groups-as-of digits" role="status">
            {isSyncing
              ? text("syncing")
              : account.syncedAt !== null &&
                appText("asOf", { time: formatDate(account.syncedAt, language) })}
          </span>
        </div>
        <IconButton
          label={text("refresh")}
          shortcut="F5"
          icon={<RefreshIcon />}
          isBusy={isSyncing}
          onClick={() => void sync(account.id)}
        />
      </header>
      <div className="groups-search">
        <SearchField place="groups" label={text("search")} value={query} onChange={search} results={pane} />
      </div>
      <SlowedNote account={account} />
      {account.isSignedIn && !isToldAbove && (
        <ErrorLine error={syncError} onRetry={() => void sync(account.id)} />
      )}
      <GroupList account={account} isSyncing={isSyncing} canSelect={canSelect} />
      {isSelecting && canSelect && (
        <Suspense fallback={null}>
          <GroupsBulkBar account={account} />
        </Suspense>
      )}
      <footer className="groups-foot" hidden={isSelecting && canSelect}>
        <Button icon={<QrIcon />} onClick={() => openJoin()}>
          {appText("joinByQr")}
        </Button>
        {account.kind === "lanying" && (
          <Button
            icon={<PlusIcon />}
            disabled={!account.isSignedIn}
            onClick={() => openPanel({ type: "newGroup", accountId: account.id })}
          >
            {text("newGroup")}
          </Button>
        )}
      </footer>
      <PaneSplitter label={appText("paneWidth")} width={width} min={220} max={520} onResize={setWidth} />
    </section>
  );
}
