import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useState } from "react";
import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { InboxIcon, SearchIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { decide } from "./decide.ts";
import { useInboxDecisionsStore } from "./inbox-decisions-store.ts";
import { InboxRowView } from "./inbox-row.tsx";
import { useInboxSelectionStore } from "./inbox-selection-store.ts";
import { useInboxStore } from "./inbox-store.ts";

const rowHeight = 40;
const nothing = () => undefined;

/** The rows, or what stands in their place. Enter asks to approve, Delete to refuse. */
export function InboxList({ rows }: { readonly rows: readonly InboxRow[] }) {
  const text = useText("inbox");
  const { filter, query, isSyncing, loadError, load } = useInboxStore();
  const isUnread = useInboxStore((state) => state.failures.length > 0);
  const isRead = useInboxStore((state) => state.rows !== null);
  const { selected, only, toggle, extendTo, all, clear } = useInboxSelectionStore();
  const decided = useInboxDecisionsStore((state) => state.decided);
  const accounts = useAccountsStore((state) => state.accounts);
  const accountNames = useMemo(() => new Map(accounts?.map(({ id, name }) => [id, name])), [accounts]);
  const now = useMinute();
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const toggleRow = useCallback((row: InboxRow) => toggle(row.key), [toggle]);

  /** The choice, where this row belongs to it; else the row alone. Only who still waits. */
  const withRow = (row: InboxRow) =>
    (selected.has(row.key) ? rows.filter(({ key }) => selected.has(key)) : [row]).filter(
      ({ status, key }) => status === "pending" && !decided.get(key)?.isDone,
    );

  function onActivate(row: InboxRow, _index: number, event: MouseEvent | KeyboardEvent) {
    if (event.type === "keydown") decide(withRow(row), true);
    else if (event.shiftKey) extendTo(row.key, keys);
    else if (event.ctrlKey || event.metaKey) toggle(row.key);
    else only(row.key);
  }
  function onRowKeyDown(event: KeyboardEvent, row: InboxRow | undefined) {
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && event.key.toLowerCase() === "a") all(keys);
    else if (event.key === "Escape" && selected.size > 0) clear();
    else if (row === undefined) return;
    else if (event.shiftKey && /^(?:Arrow|Page|Home|End)/.test(event.key)) extendTo(row.key, keys);
    else if (event.key === " ") toggle(row.key);
    else if (event.key === "Delete") decide(withRow(row), false);
    else return;
    event.preventDefault();
  }

  if (!isRead || (rows.length === 0 && isSyncing && query === "" && filter === "pending")) {
    if (loadError) {
      return <ErrorLine error={loadError} title={text("loadFailed")} onRetry={() => void load()} />;
    }
    return <Skeleton rows={10} rowHeight={rowHeight} label={text("loading")} />;
  }
  if (rows.length === 0) {
    if (query.trim() !== "") {
      return (
        <EmptyState icon={<SearchIcon size={32} />} title={text("noMatchTitle")} hint={text("noMatchHint")} />
      );
    }
    return (
      <EmptyState
        icon={<InboxIcon size={36} />}
        title={text(
          filter === "decided" ? "emptyDecidedTitle" : isUnread ? "emptyUnreadTitle" : "emptyTitle",
        )}
        hint={text(filter === "decided" ? "emptyDecidedHint" : isUnread ? "emptyUnreadHint" : "emptyHint")}
      />
    );
  }
  return (
    <>
      <ErrorLine error={loadError} title={text("loadFailed")} onRetry={() => void load()} />
      <div className="list-space">
        <VirtualList
          key={filter}
          ariaLabel={text("title")}
          total={rows.length}
          rowHeight={rowHeight}
          rowAt={(index) => rows[index]}
          ensureRange={nothing}
          isMultiSelect
          isSelected={({ key }) => selected.has(key)}
          onActivate={onActivate}
          onRowKeyDown={onRowKeyDown}
          renderRow={(row) => (
            <InboxRowView
              row={row}
              isSelected={selected.has(row.key)}
              decided={filter === "pending" ? decided.get(row.key) : undefined}
              accountName={accountNames.size > 1 ? (accountNames.get(row.accountId) ?? null) : null}
              now={now}
              onToggle={toggleRow}
            />
          )}
        />
      </div>
    </>
  );
}

/** The time, anew each minute: what is left of theirs grows shorter while one looks. */
function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
