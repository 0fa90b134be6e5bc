import type { RefObject } from "react";
import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { CheckIcon, CloseIcon, RefreshIcon } from "../../ui/icons.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { ToolbarChoice } from "../../ui/toolbar-choice.tsx";
import { decide } from "./decide.ts";
import { useInboxDecisionsStore } from "./inbox-decisions-store.ts";
import { useInboxSelectionStore } from "./inbox-selection-store.ts";
import { type InboxFilter, useInboxStore } from "./inbox-store.ts";

interface InboxToolbarProps {
  readonly page: RefObject<HTMLElement | null>;
  readonly rows: readonly InboxRow[];
}

/** Search, what is shown, how many; what can be done with who is chosen. */
export function InboxToolbar({ page, rows }: InboxToolbarProps) {
  const text = useText("inbox");
  const { query, filter, isSyncing, search, show, sync } = useInboxStore();
  const { selected, clear } = useInboxSelectionStore();
  const { decided, putAway } = useInboxDecisionsStore();
  const chosen = rows.filter(
    ({ key, status }) => status === "pending" && selected.has(key) && !decided.get(key)?.isDone,
  );

  return (
    <div className="toolbar inbox-toolbar">
      <SearchField
        place="page"
        label={text("search")}
        value={query}
        onChange={(value) => {
          clear();
          search(value);
        }}
        results={page}
      />
      <ToolbarChoice<InboxFilter>
        label={text("show")}
        value={filter}
        options={[
          { value: "pending", label: text("pending") },
          { value: "decided", label: text("decided") },
        ]}
        onChange={(value) => {
          clear();
          putAway();
          show(value);
        }}
      />
      <span className="toolbar-words digits" role="status">
        {chosen.length > 0
          ? text("selected", { count: chosen.length })
          : isSyncing
            ? text("syncing")
            : text("count", { count: rows.length })}
      </span>
      <span className="inbox-space" />
      <IconButton
        label={text("refresh")}
        shortcut="F5"
        icon={<RefreshIcon />}
        isBusy={isSyncing}
        onClick={() => void sync()}
      />
      {filter === "pending" && (
        <>
          <Button
            icon={<CloseIcon />}
            title={`${text("refuse")} (Delete)`}
            disabled={chosen.length === 0}
            onClick={() => decide(chosen, false)}
          >
            {text("refuse")}
          </Button>
          <Button
            variant="primary"
            icon={<CheckIcon />}
            title={`${text("approve")} (Enter)`}
            disabled={chosen.length === 0}
            onClick={() => decide(chosen, true)}
          >
            {text("approve")}
          </Button>
        </>
      )}
    </div>
  );
}
