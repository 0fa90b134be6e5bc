import type { Transfer } from "../../../shared/domain/transfer.ts";
import { useRefusalWords } from "../../errors/refusal-words.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { formatBytes, formatDuration } from "../../ui/formatters.ts";
import { CloseIcon, DownloadIcon, FolderIcon, RefreshIcon, UploadIcon } from "../../ui/icons.tsx";
import { NetworkSettingsButton } from "../../ui/network-settings-button.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { remainingMs } from "./transfer-speed.ts";
import { useTransfersStore } from "./transfers-store.ts";
import { isActive, percentOf } from "./transfers-summary.ts";

/** One transfer: how far, how fast, how it ended, and what can be done about it. */
export function TransferRow({ transfer }: { readonly transfer: Transfer }) {
  const text = useText("transfers");
  const words = useTransferWords();
  const { cancel, retry, showInFolder } = useTransfersStore();
  const { id, name, direction, state, size, doneBytes, savedPath } = transfer;
  const canRetry = state === "failed" || state === "cancelled";
  return (
    <div className="transfer-row">
      <span className="transfer-direction" role="img" aria-label={text(direction)}>
        {direction === "upload" ? <UploadIcon /> : <DownloadIcon />}
      </span>
      <span className="ellipsis" dir="auto" title={name}>
        {name}
      </span>
      {isActive(transfer) && (
        <ProgressBar label={text("progressOf", { name })} percent={percentOf(doneBytes, size)} />
      )}
      <span className="transfer-words ellipsis digits" data-state={state} title={words(transfer)}>
        {words(transfer)}
      </span>
      <span className="transfer-buttons">
        <NetworkSettingsButton error={transfer.error} isIcon />
        {canRetry && (
          <IconButton
            size="small"
            label={text("retry", { name })}
            icon={<RefreshIcon />}
            onClick={() => void retry(id)}
          />
        )}
        {savedPath !== null && (
          <IconButton
            size="small"
            label={text("showInFolder", { name })}
            icon={<FolderIcon />}
            onClick={() => void showInFolder(id)}
          />
        )}
        {(state === "queued" || state === "running") && (
          <IconButton
            size="small"
            label={text("cancel", { name })}
            icon={<CloseIcon />}
            onClick={() => void cancel(id)}
          />
        )}
      </span>
    </div>
  );
}

function useTransferWords() {
  const text = useText("transfers");
  const refusal = useRefusalWords();
  const language = useLanguage();
  const speeds = useTransfersStore((store) => store.speeds);

  function moving({ id, doneBytes, size }: Transfer): string {
    const speed = speeds.get(id);
    const left = remainingMs(size - doneBytes, speed);
    const done = formatBytes(doneBytes, language);
    return [
      text("ofSize", { done, size: formatBytes(size, language) }),
      ...(speed === undefined ? [] : [text("perSecond", { amount: formatBytes(speed, language) })]),
      ...(left === null ? [] : [text("left", { time: formatDuration(left) })]),
    ].join(" · ");
  }

  return (transfer: Transfer): string => {
    const { state, direction, error } = transfer;
    if (state === "running") return moving(transfer);
    if (state === "done") return text(direction === "upload" ? "doneUpload" : "doneDownload");
    if (state !== "failed") return text(state);
    if (error === null || error.code === "cancelled") return text("interrupted");
    return refusal.full(error);
  };
}
