import { useRef } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import type { GroupAction } from "../../../shared/domain/job.ts";
import { useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { closeOnEscape } from "../../ui/escape.ts";
import { CloseIcon } from "../../ui/icons.tsx";
import { planForGroups } from "../jobs/jobs-store.ts";
import { firstMuteLength } from "../jobs/mute-length.ts";
import { usePlanDraftsStore } from "../jobs/plan-drafts-store.ts";
import { useGroupSelectionStore } from "./group-selection-store.ts";
import { useGroupsStore } from "./groups-store.ts";

interface Act {
  readonly type: GroupAction["type"];
  readonly label: "announce" | "applySettings" | "muteAll" | "unmuteAll" | "leave";
  /** Null: its words or settings are written in the plan first. */
  readonly action: GroupAction | null;
}

const acts: readonly Act[] = [
  { type: "announce", label: "announce", action: null },
  { type: "apply_settings", label: "applySettings", action: null },
  { type: "mute_all", label: "muteAll", action: { type: "mute_all", minutes: firstMuteLength } },
  { type: "unmute_all", label: "unmuteAll", action: { type: "unmute_all" } },
  { type: "leave", label: "leave", action: { type: "leave" } },
];

/** Below the list while groups are selected: how many, and what can be done with them. Each act opens its plan. */
export function GroupsBulkBar({ account }: { readonly account: Account }) {
  const text = useText("groups");
  const jobsText = useText("jobs");
  const { ids, isPartial, selectError, all, clear, forgetWithin } = useGroupSelectionStore();
  const isSyncing = useGroupsStore((state) => state.syncing.includes(account.id));
  const bar = useRef<HTMLElement>(null);
  const selectAll = () => void all({ isPartial: isSyncing && account.syncedAt === null });

  /** Back to the list: this bar is about to go. */
  function stop() {
    bar.current?.closest(".groups-pane")?.querySelector<HTMLElement>('[role="grid"]')?.focus();
    clear();
  }
  function plan({ type, action }: Act) {
    const groupIds = [...ids];
    planForGroups({ accountId: account.id, groupIds, type, action }, () => {
      forgetWithin(groupIds);
      if (action === null) usePlanDraftsStore.getState().clear();
    });
  }
  return (
    <section
      ref={bar}
      className="groups-bulk"
      aria-label={text("selected", { count: ids.size })}
      onKeyDown={(event) => closeOnEscape(event, stop)}
    >
      <ErrorLine error={selectError} title={text("selectFailed")} onRetry={selectAll} />
      <div className="groups-bulk-head">
        <span className="bulk-count digits" role="status">
          {text("selected", { count: ids.size })}
        </span>
        <IconButton
          size="small"
          label={text("selectNone")}
          shortcut="Esc"
          icon={<CloseIcon size={14} />}
          onClick={stop}
        />
      </div>
      {isPartial && (
        <p className="bulk-partial">
          {text("selectPartial")}{" "}
          <Button size="small" onClick={selectAll}>
            {text("selectAll")}
          </Button>
        </p>
      )}
      <div className="groups-bulk-acts">
        {acts.map((act) => (
          <Button
            key={act.type}
            size="small"
            variant={act.type === "leave" ? "danger" : "default"}
            onClick={() => plan(act)}
          >
            {jobsText(act.label)}
          </Button>
        ))}
      </div>
    </section>
  );
}
