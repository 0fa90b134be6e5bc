import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { PeopleIcon } from "../../ui/icons.tsx";
import { MiddleCut } from "../../ui/middle-cut.tsx";
import { PersonName } from "../../ui/person-name.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { CompareExport } from "./compare-export.tsx";
import { useCompareStore } from "./compare-store.ts";
import { openMember } from "./open-hit.ts";

/** The people of the comparison; a click opens the card. */
export function ComparedMembers({ other }: { readonly other: Group }) {
  const text = useText("search");
  const { place, relation, list, isReading, readError, choose, show, ensureRange, reload, readOther } =
    useCompareStore();
  const relations = [
    { name: "in_both", label: text("inBoth") },
    { name: "only_first", label: text("onlyFirst") },
  ] as const;
  const group = other.name || other.id;

  return (
    <>
      <div className="compare-head">
        <p className="ellipsis" dir="auto" title={group}>
          {text("otherGroup", { group })}
        </p>
        <Button size="small" onClick={() => choose(null)}>
          {text("chooseOther")}
        </Button>
      </div>
      {other.membersSyncedAt === null && (
        <div className="compare-note">
          <p dir="auto">{text("notRead", { group })}</p>
          <Button size="small" isBusy={isReading} onClick={() => void readOther()}>
            {text("readMembers")}
          </Button>
        </div>
      )}
      <ErrorLine error={readError} title={text("readFailed")} onRetry={() => void readOther()} />
      <Tabs id="compare" label={text("relation")} tabs={relations} selected={relation} onSelect={show} />
      <div
        className="compare-result"
        role="tabpanel"
        id={`compare-panel-${relation}`}
        aria-labelledby={`compare-tab-${relation}`}
      >
        <div className="compare-head">
          <span className="quiet digits" role="status">
            {list.total !== null && text("comparedPeople", { count: list.total })}
          </span>
          <CompareExport isEmpty={!list.total} />
        </div>
        <ErrorLine error={list.loadError} title={text("compareFailed")} onRetry={reload} />
        <div className="compare-list">
          {list.total === null && !list.loadError && (
            <Skeleton rows={6} rowHeight={40} label={text("compareTitle")} />
          )}
          {list.total === 0 && (
            <EmptyState
              icon={<PeopleIcon size={28} />}
              title={text(relation === "in_both" ? "nobodyInBoth" : "nobodyOnlyFirst")}
            />
          )}
          {list.total !== null && list.total > 0 && (
            <VirtualList
              key={relation}
              ariaLabel={text(relation === "in_both" ? "inBoth" : "onlyFirst")}
              total={list.total}
              rowHeight={40}
              rowAt={list.rowAt}
              ensureRange={ensureRange}
              onActivate={(member) => place && openMember({ ...place, memberId: member.id })}
              renderRow={(member) => (
                <div className="compare-row">
                  <Avatar id={member.id} name={member.name} size={26} />
                  <PersonName className="compare-row-name" id={member.id} name={member.name} />
                  {member.name !== "" && <MiddleCut className="compare-row-id quiet" text={member.id} />}
                </div>
              )}
            />
          )}
        </div>
      </div>
    </>
  );
}
