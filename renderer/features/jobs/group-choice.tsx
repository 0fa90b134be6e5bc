import { type KeyboardEvent, type MouseEvent, useState } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import type { PeopleActionType } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { ErrorLine } from "../../ui/error-line.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { groupsFor, useTargetGroupsStore } from "./target-groups-store.ts";

interface GroupChoiceProps {
  readonly accountId: string;
  readonly act: PeopleActionType;
  readonly chosen: readonly string[];
  readonly onChange: (groupIds: readonly string[]) => void;
}

const rowHeight = 30;
const rowsShown = 7;
const allInMemory = () => {};

/** Several of the groups in which our role allows the act. A click, Enter or Space takes one in or out. */
export function GroupChoice({ accountId, act, chosen, onChange }: GroupChoiceProps) {
  const text = useText("jobs");
  const { groups, groupsError, load } = useTargetGroupsStore();
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const shown = groupsFor(groups ?? [], act).filter(
    ({ id, name }) => name.toLowerCase().includes(wanted) || id.includes(wanted),
  );
  const has = new Set(chosen);

  function toggle({ id }: Group, event: MouseEvent | KeyboardEvent) {
    event.preventDefault();
    onChange(has.has(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  }
  if (groupsError) {
    return (
      <ErrorLine error={groupsError} title={text("groupsFailed")} onRetry={() => void load(accountId)} />
    );
  }
  if (!groups) return <Skeleton rows={4} rowHeight={rowHeight} label={text("groupsLoading")} />;
  return (
    <div className="group-choice">
      <SearchField place="panel" label={text("searchGroups")} value={query} onChange={setQuery} />
      {shown.length === 0 ? (
        <p className="quiet">{text("groupsNone")}</p>
      ) : (
        <div style={{ height: rowHeight * Math.min(rowsShown, shown.length) }}>
          <VirtualList
            key={wanted}
            ariaLabel={text("searchGroups")}
            className="choice-list"
            total={shown.length}
            rowHeight={rowHeight}
            rowAt={(index) => shown[index]}
            ensureRange={allInMemory}
            isMultiSelect
            isSelected={({ id }) => has.has(id)}
            onActivate={(group, _index, event) => toggle(group, event)}
            onRowKeyDown={(event, group) => {
              if (event.key === " " && group) toggle(group, event);
            }}
            renderRow={(group) => (
              <div className="group-choice-row">
                <span className="row-check" aria-hidden="true" />
                <span className="ellipsis" dir="auto">
                  {group.name || group.id}
                </span>
              </div>
            )}
          />
        </div>
      )}
    </div>
  );
}
