import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { openJoin, useJoinStore } from "./join-store.ts";
import { QueueEnd, QueueProgress } from "./queue-progress.tsx";
import { useQueueStore } from "./queue-store.ts";
import "./join.css";

/** Below everything, while the panel that shows it is closed: how far joining many is, and what came of it. */
export function JoinBar() {
  const text = useText("join");
  const isOpen = useJoinStore((store) => store.isOpen);
  const state = useQueueStore((queue) => queue.state);
  if (isOpen || state === "idle" || state === "asking") return null;
  const show = (
    <Button size="small" onClick={openJoin}>
      {text("show")}
    </Button>
  );
  return (
    <section className="join-queue join-bar" aria-label={text("title")}>
      {state === "ended" ? <QueueEnd more={show} /> : <QueueProgress more={show} />}
    </section>
  );
}
