import { type KeyboardEvent, useCallback } from "react";
import type { Activity } from "../../../shared/domain/activity.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { HistoryIcon, SearchIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { ActivityRow } from "./activity-row.tsx";
import { noFilter, useActivityStore } from "./activity-store.ts";
import { openActivity } from "./open-activity.ts";
import { startUndoFrom } from "./start-undo.ts";
import { isUndoKey } from "./undo-key.ts";

const rowHeight = 32;

/** Space shows a row in full; Ctrl+Z takes it back. */
function onRowKeyDown(event: KeyboardEvent, activity: Activity | undefined): void {
  if (activity === undefined) return;
  if (isUndoKey(event)) startUndoFrom(activity);
  else if (event.key === " ") usePanelStore.getState().open({ type: "activity", activity });
  else return;
  event.preventDefault();
}

/** The rows, or what stands in their place. A click or Enter goes to the group or the person. */
export function ActivityList() {
  const text = useText("activity");
  const { list, filter, ensureRange, reload, change } = useActivityStore();
  const accounts = useAccountsStore((state) => state.accounts);
  const isNarrowed = JSON.stringify(filter) !== JSON.stringify(noFilter);
  const accountName = useCallback(
    (accountId: string) => {
      const name = accounts?.find(({ id }) => id === accountId)?.name;
      if (name === undefined) return text("removedAccount");
      return (accounts?.length ?? 0) > 1 ? name : null;
    },
    [accounts, text],
  );

  if (list.total === null) {
    if (list.loadError)
      return <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />;
    return <Skeleton rows={16} rowHeight={rowHeight} label={text("loading")} />;
  }
  if (list.total === 0) {
    return isNarrowed ? (
      <EmptyState
        icon={<SearchIcon size={32} />}
        title={text("noMatchTitle")}
        hint={text("noMatchHint")}
        action={<Button onClick={() => change(noFilter)}>{text("showAll")}</Button>}
      />
    ) : (
      <EmptyState icon={<HistoryIcon size={36} />} title={text("emptyTitle")} hint={text("emptyHint")} />
    );
  }
  return (
    <>
      <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />
      <div className="list-space">
        <VirtualList
          key={JSON.stringify(filter)}
          ariaLabel={text("title")}
          total={list.total}
          rowHeight={rowHeight}
          hasAvatar={false}
          rowAt={list.rowAt}
          ensureRange={ensureRange}
          onActivate={openActivity}
          onRowKeyDown={onRowKeyDown}
          renderRow={(activity) => (
            <ActivityRow activity={activity} accountName={accountName(activity.accountId)} />
          )}
        />
      </div>
    </>
  );
}
