import { useEffect, useRef } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import type { PeopleActionType } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CloseIcon, JobsIcon } from "../../ui/icons.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { ActButtons, useActsNote } from "../jobs/act-buttons.tsx";
import { useMemberSelectionStore } from "./member-selection-store.ts";
import { useMembersStore } from "./members-store.ts";
import { NamesLine } from "./names-line.tsx";

const acts: readonly PeopleActionType[] = [
  "mute",
  "unmute",
  "promote",
  "demote",
  "invite",
  "unblock",
  "block",
  "kick",
];

/** Between search and list: how many are selected and what can be done with them; else ways to select. */
export function BulkBar({ group }: { readonly group: Group }) {
  const text = useText("members");
  const jobsText = useText("jobs");
  const openPanel = usePanelStore((state) => state.open);
  const { ids, isSelecting, isPartial, selectError, all, clear } = useMemberSelectionStore();
  const isFirstSync = useMembersStore((state) => state.isSyncing) && group.membersSyncedAt === null;
  const note = useActsNote(group, acts);
  const total = useMembersStore((state) => state.list.total) ?? 0;
  const hasSome = ids.size > 0;
  const hasAll = hasSome && ids.size >= total;
  const { accountId, id: groupId } = group;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = hasSome && !hasAll;
  }, [hasSome, hasAll]);
  return (
    <>
      <div className="bulk-bar">
        <input
          ref={box}
          type="checkbox"
          className="row-check"
          checked={hasAll}
          aria-label={text(hasSome ? "selectNone" : "selectAll")}
          title={hasSome ? text("selectNone") : `${text("selectAll")} (Ctrl+A)`}
          disabled={total === 0 && !hasSome}
          onChange={() => (hasSome ? clear() : void all({ isPartial: isFirstSync }))}
        />
        <span className="bulk-count digits" role="status">
          {isSelecting ? text("selecting") : hasSome ? text("selected", { count: ids.size }) : ""}
        </span>
        {hasSome ? (
          <>
            <IconButton
              size="small"
              label={text("selectNone")}
              shortcut="Esc"
              icon={<CloseIcon size={14} />}
              onClick={clear}
            />
            <span className="bulk-acts">
              <ActButtons group={group} acts={acts} userIds={() => [...ids]} />
            </span>
            {isPartial && (
              <span className="bulk-partial">
                {text("selectPartial")}{" "}
                <Button size="small" onClick={() => void all({ isPartial: isFirstSync })}>
                  {text("selectAll")}
                </Button>
              </span>
            )}
            {note && <span className="quiet">{note}</span>}
          </>
        ) : (
          <>
            <NamesLine otherwise={text("selectHint")} />
            <Button
              size="small"
              variant="text"
              onClick={() => openPanel({ type: "pickIds", accountId, groupId })}
            >
              {text("pickIds")}
            </Button>
            <Button
              size="small"
              variant="text"
              icon={<JobsIcon size={14} />}
              onClick={() => openPanel({ type: "jobs" })}
            >
              {jobsText("jobs")}
            </Button>
          </>
        )}
      </div>
      <ErrorLine
        error={selectError}
        title={text("selectFailed")}
        onRetry={() => void all({ isPartial: isFirstSync })}
      />
    </>
  );
}
