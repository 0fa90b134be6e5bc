import { useEffect } from "react";
import { useText } from "../../i18n.ts";
import { QrIcon } from "../../ui/icons.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { useCaptureStore } from "./capture-store.ts";
import { useCodesStore } from "./codes-store.ts";
import { namedPicture } from "./incoming-files.ts";
import { reader, useItemsStore } from "./items-store.ts";
import { JoinPanel } from "./join-panel.tsx";
import { useJoinStore } from "./join-store.ts";
import { RegionMark } from "./region-mark.tsx";
import { useIncomingPictures } from "./use-incoming-pictures.ts";
import "./join.css";
import "./capture.css";

/** Mounted once, always: takes pictures and codes from anywhere, and shows the panel when there is something to see. */
export function JoinFlow() {
  const isOpen = useJoinStore((state) => state.isOpen);
  const offered = useJoinStore((state) => state.offered);
  const still = useCaptureStore((state) => state.still);
  const isDragging = useIncomingPictures();
  useEffect(() => useCodesStore.getState().listen(), []);
  useEffect(() => {
    if (offered.length === 0) return;
    const pictures = useJoinStore.getState().take().map(namedPicture);
    void useItemsStore.getState().bring(Promise.resolve({ pictures, skipped: 0 }));
  }, [offered]);
  useEffect(() => {
    if (isOpen) reader.warmUp();
    else useCaptureStore.getState().close();
  }, [isOpen]);
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
      {still && <RegionMark still={still} />}
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
