import { useEffect } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { selectByHand } from "../../select-by-hand.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { PeopleIcon, QrIcon, SearchIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { usePageStore } from "../app/page-store.ts";
import { openJoin } from "../join/join-store.ts";
import { GroupRow } from "./group-row.tsx";
import { useGroupSelectionStore } from "./group-selection-store.ts";
import { useGroupsStore } from "./groups-store.ts";

const groupRowHeight = 40;
/** When the first groups stood on the page: the end of the start, for whoever measures it. */
const firstListMark = "qunzhu:first-list";

interface GroupListProps {
  readonly account: Account;
  readonly isSyncing: boolean;
  readonly canSelect: boolean;
}

/**
 * The list itself, or what stands in its place: skeleton, error, nothing read or nothing there yet, nothing found. A click opens a group;
 * the box, Ctrl, Shift and Space select.
 */
export function GroupList({ account, isSyncing, canSelect }: GroupListProps) {
  const text = useText("groups");
  const appText = useText("app");
  const { list, query, select, ensureRange, reload } = useGroupsStore();
  const selectedId = useGroupsStore((state) => state.selected[account.id]);
  const hasRows = list.total !== null && list.total > 0;
  useEffect(() => {
    if (hasRows && performance.getEntriesByName(firstListMark).length === 0) performance.mark(firstListMark);
  }, [hasRows]);
  const isFirstSync = isSyncing && list.total === 0 && query === "";
  const selection = useGroupSelectionStore();
  const { ids } = selection;
  const { onActivate, onRowKeyDown } = selectByHand<Group>({
    canSelect,
    selection,
    isPartial: isSyncing && account.syncedAt === null,
    check: ".group-check",
    open({ id }) {
      select(account.id, id);
      usePageStore.getState().open("groups");
    },
  });

  if (list.total === null || isFirstSync) {
    if (list.loadError)
      return <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />;
    return (
      <div className="groups-list">
        <Skeleton rows={12} rowHeight={groupRowHeight} label={text("loading")} />
      </div>
    );
  }
  return (
    <div className="groups-list">
      {list.loadError && <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />}
      {list.total > 0 ? (
        <VirtualList
          key={`${account.id} ${query}`}
          ariaLabel={text("groups")}
          total={list.total}
          rowHeight={groupRowHeight}
          rowAt={list.rowAt}
          ensureRange={ensureRange}
          isCurrent={(group) => group.id === selectedId}
          isMultiSelect={canSelect}
          isSelected={(group) => canSelect && ids.has(group.id)}
          className={canSelect && ids.size > 0 ? "is-selecting" : ""}
          onActivate={onActivate}
          onRowKeyDown={onRowKeyDown}
          renderRow={(group) => <GroupRow group={group} hasCheck={canSelect} />}
        />
      ) : query ? (
        <EmptyState icon={<SearchIcon size={32} />} title={text("noMatchTitle")} hint={text("noMatchHint")} />
      ) : account.syncedAt === null ? (
        <EmptyState icon={<PeopleIcon size={36} />} title={text("unreadTitle")} hint={text("unreadHint")} />
      ) : (
        <EmptyState
          icon={<PeopleIcon size={36} />}
          title={text("emptyTitle")}
          hint={text("emptyHint")}
          action={
            <Button variant="primary" icon={<QrIcon />} onClick={() => openJoin()}>
              {appText("joinByQr")}
            </Button>
          }
        />
      )}
    </div>
  );
}
