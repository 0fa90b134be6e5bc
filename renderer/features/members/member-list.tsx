import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { PeopleIcon, SearchIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { MemberRow } from "./member-row.tsx";
import { useMembersStore } from "./members-store.ts";

export const memberRowHeight = 40;

/** The rows, or what stands in their place. */
export function MemberList({ group }: { readonly group: Group }) {
  const text = useText("members");
  const { list, query, isSyncing, ensureRange, reload, sync } = useMembersStore();
  const panel = usePanelStore((state) => state.panel);
  const openPanel = usePanelStore((state) => state.open);
  const shownId = panel?.type === "member" && panel.groupId === group.id ? panel.memberId : null;
  const isFirstSync = list.total === 0 && isSyncing && query === "";

  if (list.total === null || isFirstSync) {
    if (list.loadError)
      return <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />;
    return <Skeleton rows={14} rowHeight={memberRowHeight} label={text("loading")} />;
  }
  return (
    <>
      <ErrorLine error={list.loadError} title={text("loadFailed")} onRetry={reload} />
      <div className="list-space">
        {list.total > 0 ? (
          <VirtualList
            key={`${group.accountId} ${group.id} ${query}`}
            ariaLabel={text("members")}
            total={list.total}
            rowHeight={memberRowHeight}
            rowAt={list.rowAt}
            ensureRange={ensureRange}
            isSelected={(member) => member.id === shownId}
            onActivate={(member) =>
              openPanel({
                type: "member",
                accountId: group.accountId,
                groupId: group.id,
                memberId: member.id,
              })
            }
            renderRow={(member) => <MemberRow member={member} />}
          />
        ) : query ? (
          <EmptyState
            icon={<SearchIcon size={32} />}
            title={text("noMatchTitle")}
            hint={text("noMatchHint")}
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
