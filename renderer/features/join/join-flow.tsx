import { useEffect } from "react";
import { useText } from "../../i18n.ts";
import { QrIcon } from "../../ui/icons.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { JoinPanel } from "./join-panel.tsx";
import { useJoinStore } from "./join-store.ts";
import { useIncomingPictures } from "./use-incoming-pictures.ts";
import "./join.css";

/** Mounted once, always: takes pictures and codes from anywhere, and shows the panel when there is something to see. */
export function JoinFlow() {
  const isOpen = useJoinStore((state) => state.isOpen);
  const isDragging = useIncomingPictures();
  useEffect(() => useJoinStore.getState().listen(), []);
  // One side panel at a time: the one opened last stays.
  useEffect(() => {
    if (!isOpen) return;
    usePanelStore.getState().close();
    return usePanelStore.subscribe(({ panel }) => {
      if (panel !== null) useJoinStore.getState().close();
    });
  }, [isOpen]);
  return (
    <>
      {isOpen && <JoinPanel />}
      {isDragging && <DropMark />}
    </>
  );
}

function DropMark() {
  const text = useText("join");
  return (
    <div className="join-drop-mark" role="status">
      <QrIcon size={40} />
      <strong>{text("dropTitle")}</strong>
      <span>{text("dropHint")}</span>
    </div>
  );
}
