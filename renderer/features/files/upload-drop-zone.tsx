import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.ts";
import { QrIcon, UploadIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { holdsFiles, mayHoldPictures } from "./drop-contents.ts";
import { UploadProblems } from "./upload-problems.tsx";
import { useUploadStore } from "./upload-store.ts";
import "./files.css";
import { openJoinWithFiles } from "../join/join-store.ts";

interface UploadDropZoneProps {
  readonly accountId: string;
  readonly groupId: string;
  readonly children: ReactNode;
}

/** How long after the last sign of a drag its marks stay: a drag that leaves the window says nothing. */
const dragRestMs = 250;

/** Files dropped anywhere on what it holds are uploaded to the group; pictures may be read for codes instead. */
export function UploadDropZone({ accountId, groupId, children }: UploadDropZoneProps) {
  const kind = useAccountsStore((state) => state.accounts?.find(({ id }) => id === accountId)?.kind);
  const [drag, setDrag] = useState<{ target: "upload" | "qr"; hasPictures: boolean } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // Without group files a drop is left to whoever else wants it.
  const isOff = kind !== "lanying";
  const targetOf = (event: DragEvent) =>
    event.target instanceof Element && event.target.closest("[data-drop=qr]") ? "qr" : "upload";
  const rest = () => {
    clearTimeout(timer.current);
    setDrag(null);
  };

  function onDragOver(event: DragEvent) {
    if (isOff || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    const next = { target: targetOf(event), hasPictures: mayHoldPictures(event.dataTransfer) } as const;
    setDrag((now) => (now?.target === next.target && now.hasPictures === next.hasPictures ? now : next));
    clearTimeout(timer.current);
    timer.current = setTimeout(rest, dragRestMs);
  }
  function onDrop(event: DragEvent) {
    if (isOff || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    rest();
    if (targetOf(event) === "qr") openJoinWithFiles(files);
    else void useUploadStore.getState().bring({ accountId, groupId }, files);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button beside it that does the same
    <div className="drop-zone" onDragEnter={onDragOver} onDragOver={onDragOver} onDrop={onDrop}>
      <UploadProblems accountId={accountId} groupId={groupId} />
      {children}
      {drag && <DropTargets target={drag.target} hasPictures={drag.hasPictures} />}
    </div>
  );
}

function DropTargets({ target, hasPictures }: { readonly target: string; readonly hasPictures: boolean }) {
  const text = useText("files");
  return (
    <div className="drop-overlay">
      <div className="drop-target drop-target-upload" data-active={target === "upload" || undefined}>
        <UploadIcon size={40} />
        <strong>{text("dropTitle")}</strong>
        <span>{text("dropHint")}</span>
      </div>
      {hasPictures && (
        <div className="drop-target" data-drop="qr" data-active={target === "qr" || undefined}>
          <QrIcon size={28} />
          <strong>{text("dropQr")}</strong>
          <span>{text("dropQrHint")}</span>
        </div>
      )}
    </div>
  );
}
