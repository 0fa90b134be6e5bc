import { useEffect } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatBytes, formatDuration } from "../../ui/formatters.ts";
import { ChevronDownIcon, ChevronUpIcon } from "../../ui/icons.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { TransferRow } from "./transfer-row.tsx";
import { useTransfersStore } from "./transfers-store.ts";
import { summaryOf, type TransfersSummary } from "./transfers-summary.ts";
import "./transfers.css";

const rowHeight = 34;
const rowsShown = 6;
const allInMemory = () => {};

/** The bar below everything: all transfers in one line, and each of them when opened. Absent while there are none. */
export function TransfersPanel() {
  const text = useText("transfers");
  const { transfers, speeds, isOpen, loadError, actionError, ...actions } = useTransfersStore();
  const { load, listen, toggle, clearFinished, dismiss } = actions;
  useEffect(listen, [listen]);
  useEffect(() => void load(), [load]);
  const summary = summaryOf(transfers, speeds);

  return (
    <>
      <EndsAloud />
      <ErrorLine error={loadError} title={text("loadFailed")} onRetry={() => void load()} />
      {transfers.length > 0 && (
        <section className="transfers" aria-label={text("title")}>
          <div className="transfers-bar">
            <SummaryLine summary={summary} />
            {summary.finished > 0 && (
              <Button size="small" variant="text" onClick={() => void clearFinished()}>
                {text("clearFinished")}
              </Button>
            )}
            <IconButton
              size="small"
              label={text(isOpen ? "hide" : "show")}
              aria-expanded={isOpen}
              icon={isOpen ? <ChevronDownIcon /> : <ChevronUpIcon />}
              onClick={toggle}
            />
          </div>
          {isOpen && (
            <>
              <ErrorLine error={actionError} title={text("actionFailed")} onDismiss={dismiss} />
              <div style={{ height: rowHeight * Math.min(rowsShown, transfers.length) }}>
                <VirtualList
                  ariaLabel={text("title")}
                  total={transfers.length}
                  rowHeight={rowHeight}
                  hasAvatar={false}
                  rowAt={(index) => transfers[index]}
                  ensureRange={allInMemory}
                  renderRow={(transfer) => <TransferRow transfer={transfer} />}
                />
              </div>
            </>
          )}
        </section>
      )}
    </>
  );
}

function SummaryLine({ summary }: { readonly summary: TransfersSummary }) {
  const text = useText("transfers");
  const language = useLanguage();
  const { uploading, downloading, failed, finished, percent, bytesPerSecond, remainingMs } = summary;
  const parts = [
    ...(uploading > 0 ? [text("uploading", { count: uploading })] : []),
    ...(downloading > 0 ? [text("downloading", { count: downloading })] : []),
    // The failed ones are counted beside it.
    ...(percent === null && finished > failed ? [text("allDone", { count: finished - failed })] : []),
    ...(percent !== null && bytesPerSecond > 0
      ? [text("perSecond", { amount: formatBytes(bytesPerSecond, language) })]
      : []),
    ...(percent !== null && remainingMs !== null
      ? [text("left", { time: formatDuration(remainingMs) })]
      : []),
  ];
  return (
    <>
      <span className="ellipsis digits">{parts.join(" · ")}</span>
      {failed > 0 && <span className="transfers-failed">{text("failed", { count: failed })}</span>}
      {percent === null ? (
        <span className="transfers-space" />
      ) : (
        <ProgressBar label={text("totalProgress")} percent={percent} />
      )}
    </>
  );
}

/** Says aloud what has ended; seen by nobody. */
function EndsAloud() {
  const text = useText("transfers");
  const ended = useTransfersStore((store) => store.ended);
  const words = ended.flatMap(({ name, state, direction }) => {
    if (state === "failed") return text("saidFailed", { name });
    if (state !== "done") return [];
    return text(direction === "upload" ? "saidUploaded" : "saidDownloaded", { name });
  });
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {words.join(" ")}
    </div>
  );
}
