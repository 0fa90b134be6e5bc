import { useState } from "react";
import type { Job } from "../../../shared/domain/job.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import { bridge } from "../../bridge.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { CopyIcon, DownloadIcon, RefreshIcon } from "../../ui/icons.tsx";
import { countOf, failuresOf, isOpen } from "./job-state.ts";
import { planFromJob } from "./jobs-store.ts";
import { useReportStore } from "./report-store.ts";
import { reportText } from "./report-text.ts";
import { useGroupName } from "./use-group-name.ts";
import { useJobWords } from "./use-job-words.ts";
import { useReasonWords } from "./use-reason-words.ts";

/** Again for those that failed, back where that can be, and out of the app as text. */
export function ReportActions({ job }: { readonly job: Job }) {
  const text = useText("jobs");
  const { isExporting, exportError, export: exportCsv, dismiss } = useReportStore();
  const failures = failuresOf(job);
  const hasEnded = !isOpen(job);
  return (
    <div className="plan-foot">
      <ErrorLine error={exportError} title={text("exportFailed")} onDismiss={dismiss} />
      <div className="plan-buttons">
        {hasEnded && failures > 0 && (
          <Button
            variant="primary"
            icon={<RefreshIcon size={14} />}
            onClick={() => planFromJob("again", job.id)}
          >
            {text("runAgain", { count: failures })}
          </Button>
        )}
        {hasEnded && job.canUndo && (
          <Button onClick={() => planFromJob("undo", job.id)}>{text("undo")}</Button>
        )}
      </div>
      <div className="plan-buttons">
        <CopyReport />
        <Button
          size="small"
          icon={<DownloadIcon size={14} />}
          isBusy={isExporting}
          onClick={() => void exportCsv()}
        >
          {text("exportCsv")}
        </Button>
        {hasEnded && !job.canUndo && countOf(job, "done") > 0 && (
          <span className="plan-note quiet">{text("cannotUndo")}</span>
        )}
      </div>
    </div>
  );
}

const mostCopied = 100_000;

function CopyReport() {
  const text = useText("jobs");
  const words = useJobWords();
  const groupName = useGroupName();
  const reason = useReasonWords();
  const readAll = useReportStore((state) => state.readAll);
  const [state, setState] = useState<"idle" | "busy" | "copied" | "tooLong" | AppError>("idle");

  async function copy() {
    setState("busy");
    try {
      const head = [text("group"), text("name"), text("id"), text("outcome"), text("reason")];
      const all = reportText(await readAll(), {
        head,
        groupName,
        outcome: words.outcome,
        reason,
      });
      if (all.length > mostCopied) {
        setState("tooLong");
        return;
      }
      await bridge.call("shell.copyText", { text: all });
      setState("copied");
    } catch (cause) {
      setState(toAppError(cause));
    }
  }
  return (
    <>
      <Button
        size="small"
        icon={<CopyIcon size={14} />}
        isBusy={state === "busy"}
        onClick={() => void copy()}
      >
        {text("copy")}
      </Button>
      <span className="plan-note quiet" role="status">
        {state === "copied" && text("copied")}
        {state === "tooLong" && text("copyTooLong")}
      </span>
      {state instanceof AppError && <ErrorLine error={state} title={text("copyFailed")} />}
    </>
  );
}
