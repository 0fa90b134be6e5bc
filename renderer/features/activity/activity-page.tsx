import { useEffect, useRef } from "react";
import { useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { focusList } from "../../ui/focus-list.ts";
import { BackIcon, DownloadIcon } from "../../ui/icons.tsx";
import { usePageStore } from "../app/page-store.ts";
import { useJobsStore } from "../jobs/jobs-store.ts";
import "./activity.css";
import { ActivityList } from "./activity-list.tsx";
import { useActivityStore } from "./activity-store.ts";
import { ActivityToolbar } from "./activity-toolbar.tsx";
import { startNewestUndo } from "./start-undo.ts";
import { isUndoKey } from "./undo-key.ts";
import { UndoNote } from "./undo-note.tsx";

/** Everything done through the app, and what others were seen to do. */
export function ActivityPage() {
  const text = useText("activity");
  const page = useRef<HTMLElement>(null);
  const close = usePageStore((state) => state.open);
  const { list, actionError, isExporting, open, listen, dismiss, exportTable } = useActivityStore();
  const { total } = list;
  const loadJobs = useJobsStore((state) => state.load);
  useEffect(listen, [listen]);
  useEffect(() => {
    open();
    // Which jobs can be undone; the list is kept up to date by its own events.
    void loadJobs();
    page.current?.focus({ preventScroll: true });
  }, [open, loadJobs]);
  const toList = () => focusList(page.current);
  return (
    <section
      ref={page}
      className="activity-page"
      aria-labelledby="activity-title"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.defaultPrevented || !isUndoKey(event)) return;
        event.preventDefault();
        startNewestUndo();
      }}
    >
      <header className="page-head">
        <IconButton label={text("back")} icon={<BackIcon />} onClick={() => close("groups")} />
        <h2 id="activity-title">{text("title")}</h2>
        <span className="activity-count quiet digits" role="status">
          {total !== null && text("count", { count: total })}
        </span>
        <Button icon={<DownloadIcon />} disabled={isExporting || !total} onClick={() => void exportTable()}>
          {text(isExporting ? "exporting" : "export")}
        </Button>
      </header>
      <ActivityToolbar page={page} />
      <ErrorLine error={actionError} title={text("actionFailed")} onDismiss={dismiss} />
      <UndoNote onLeave={toList} />
      <ActivityList />
    </section>
  );
}
