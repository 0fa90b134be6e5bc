import { useEffect, useRef } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import type { Member } from "../../../shared/domain/member.ts";
import { useText } from "../../i18n.ts";
import { selectByHand } from "../../select-by-hand.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { focusList } from "../../ui/focus-list.ts";
import { PeopleIcon, SearchIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { MemberRow } from "./member-row.tsx";
import { useMemberSelectionStore } from "./member-selection-store.ts";
import { useMembersStore } from "./members-store.ts";

const memberRowHeight = 40;

interface MemberListProps {
  readonly group: Group;
  readonly canSelect: boolean;
}

/** The rows, or what stands in their place. A click shows the card; the box, Ctrl, Shift and Space select. */
export function MemberList({ group, canSelect }: MemberListProps) {
  const text = useText("members");
  const { list, query, smartList, sorts, isSyncing, ensureRange, reload, sync } = useMembersStore();
  const isFiltered = query !== "" || smartList !== null;
  const panel = usePanelStore((state) => state.panel);
  const openPanel = usePanelStore((state) => state.open);
  const shownId = panel?.type === "member" && panel.groupId === group.id ? panel.memberId : null;
  const selection = useMemberSelectionStore();
  const isHere = selection.place?.groupId === group.id && selection.place.accountId === group.accountId;
  const chosen = isHere && canSelect ? selection.ids : null;
  const isFirstSync = list.total === 0 && isSyncing && !isFiltered;
  const hasRows = list.total !== null && list.total > 0;
  const space = useRef<HTMLDivElement>(null);
  const sortsShown = useRef(sorts);
  useEffect(() => {
    if (!hasRows || sorts === sortsShown.current) return;
    sortsShown.current = sorts;
    // The button that sorts goes with its click.
    if (document.activeElement === document.body) focusList(space.current);
  }, [sorts, hasRows]);

  const { onActivate, onRowKeyDown } = selectByHand<Member>({
    canSelect,
    selection,
    isPartial: isSyncing && group.membersSyncedAt === null,
    check: ".row-check-space",
    open({ id: memberId }) {
      openPanel({ type: "member", accountId: group.accountId, groupId: group.id, memberId });
    },
  });

  if (list.total === null || isFirstSync) {
    if (list.loadError)
      return <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />;
    return <Skeleton rows={14} rowHeight={memberRowHeight} label={text("loading")} />;
  }
  return (
    <>
      <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />
      <div className="list-space" ref={space}>
        {list.total > 0 ? (
          <VirtualList
            key={`${group.accountId} ${group.id} ${smartList} ${sorts} ${query}`}
            ariaLabel={text("members")}
            total={list.total}
            rowHeight={memberRowHeight}
            rowAt={list.rowAt}
            ensureRange={ensureRange}
            isMultiSelect={canSelect}
            isSelected={(member) => chosen?.has(member.id) ?? false}
            className={chosen !== null && chosen.size > 0 ? "is-selecting" : ""}
            onActivate={onActivate}
            onRowKeyDown={onRowKeyDown}
            renderRow={(member) => (
              <MemberRow member={member} isShown={member.id === shownId} hasCheck={canSelect} />
            )}
          />
        ) : isFiltered ? (
          <EmptyState
            icon={<SearchIcon size={32} />}
            title={text("noMatchTitle")}
            {...(query !== "" && { hint: text("noMatchHint") })}
          />
        ) : (
          <EmptyState
            icon={<PeopleIcon size={36} />}
            title={text("emptyTitle")}
            hint={text("emptyHint")}
            action={<Button onClick={() => void sync()}>{text("refresh")}</Button>}
          />
        )}
      </div>
    </>
  );
}
