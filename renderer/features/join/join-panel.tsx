import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { QrIcon } from "../../ui/icons.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { CameraView } from "./camera-view.tsx";
import { useCaptureStore } from "./capture-store.ts";
import { useItemsStore } from "./items-store.ts";
import { useJoinStore } from "./join-store.ts";
import { QueueBar } from "./queue-bar.tsx";
import { ReviewList } from "./review-list.tsx";
import { WaysIn } from "./ways-in.tsx";

/** Every way to bring codes, and everything brought: what each is, and joining those chosen. */
export function JoinPanel() {
  const text = useText("join");
  const isEmpty = useItemsStore((state) => state.items.length === 0);
  const isCamera = useCaptureStore((state) => state.view === "camera");
  return (
    <SidePanel
      title={text("title")}
      closeLabel={text("close")}
      onClose={useJoinStore.getState().close}
      className="join-panel"
    >
      <div className="join-scroll">
        {isCamera ? <CameraView /> : <WaysIn />}
        {!isEmpty && <ReviewList />}
        {isEmpty && !isCamera && (
          <div className="join-empty">
            <EmptyState icon={<QrIcon size={48} />} title={text("emptyTitle")} hint={text("emptyHint")} />
          </div>
        )}
      </div>
      <QueueBar />
    </SidePanel>
  );
}
