import { useEffect, useMemo, useRef, useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { SearchIcon } from "../../ui/icons.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { createWindowReader, type ListWindows, noWindows } from "../../window-reader.ts";
import { GroupAvatar } from "../groups/group-avatar.tsx";

interface GroupPickerProps {
  readonly accountId: string;
  /** Shown, but not to be chosen. */
  readonly exceptId: string | null;
  /** What the search and the list are for; comparing, where nothing else is said. */
  readonly searchLabel?: string;
  readonly listLabel?: string;
  readonly onPick: (group: Group) => void;
}

/** The groups of an account, searched, one of them to choose. */
export function GroupPicker({ accountId, exceptId, searchLabel, listLabel, onPick }: GroupPickerProps) {
  const text = useText("search");
  const space = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [list, setList] = useState<ListWindows<Group>>(noWindows);
  const reader = useMemo(
    () =>
      createWindowReader<Group>(
        (offset, limit) => bridge.call("groups.window", { accountId, query, offset, limit }),
        setList,
      ),
    [accountId, query],
  );
  useEffect(() => reader.restart(), [reader]);

  return (
    <>
      <SearchField
        place="panel"
        label={searchLabel ?? text("comparePick")}
        value={query}
        onChange={setQuery}
        results={space}
      />
      <ErrorLine error={list.loadError} title={text("groupsFailed")} onRetry={() => void reader.reload()} />
      <div className="compare-list" ref={space}>
        {list.total === null && !list.loadError && (
          <Skeleton rows={6} rowHeight={40} label={listLabel ?? text("otherGroups")} />
        )}
        {list.total === 0 && <EmptyState icon={<SearchIcon size={28} />} title={text("noOtherGroup")} />}
        {list.total !== null && list.total > 0 && (
          <VirtualList
            key={query}
            ariaLabel={listLabel ?? text("otherGroups")}
            total={list.total}
            rowHeight={40}
            rowAt={list.rowAt}
            ensureRange={reader.ensureRange}
            onActivate={(group) => {
              if (group.id !== exceptId) onPick(group);
            }}
            renderRow={(group) => (
              <div className="compare-row">
                <GroupAvatar group={group} size={26} />
                <span
                  className={`compare-row-name ellipsis ${group.id === exceptId ? "quiet" : ""}`}
                  dir="auto"
                  title={group.name || undefined}
                >
                  {group.name || group.id}
                </span>
                {group.id === exceptId && <span className="quiet">{text("thisGroup")}</span>}
              </div>
            )}
          />
        )}
      </div>
    </>
  );
}
