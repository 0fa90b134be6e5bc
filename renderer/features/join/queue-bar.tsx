import { useMemo } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { useAttemptsStore } from "./attempts-store.ts";
import { useChoiceStore } from "./choice-store.ts";
import { useCodesStore } from "./codes-store.ts";
import { useItemsStore } from "./items-store.ts";
import { pickedOf } from "./picked-codes.ts";
import { QueueEnd, QueueProgress, QueueQuestion } from "./queue-progress.tsx";
import { useQueueStore } from "./queue-store.ts";
import { filtered, rowsOf } from "./rows.ts";

/** Below the list: joining the chosen codes, how far it is, and what came of it. Absent where one code is all there is. */
export function QueueBar() {
  const state = useQueueStore((queue) => queue.state);
  if (state === "idle") return <Offer />;
  return (
    <footer className="join-queue">
      {state === "asking" && <QueueQuestion />}
      {(state === "running" || state === "paused") && <QueueProgress />}
      {state === "ended" && <QueueEnd />}
    </footer>
  );
}

function Offer() {
  const text = useText("join");
  const items = useItemsStore((state) => state.items);
  const codes = useCodesStore((state) => state.codes);
  const attempts = useAttemptsStore((state) => state.attempts);
  const choice = useChoiceStore();
  const joinable = useMemo(() => filtered(rowsOf(items), "joinable", codes), [items, codes]);
  const entries = useMemo(
    () => pickedOf(joinable, codes, choice, attempts),
    [joinable, codes, choice, attempts],
  );
  if (joinable.length < 2) return null;
  const keys = joinable.flatMap((row) => (row.type === "code" ? [row.codeKey] : []));
  const tickAll = () => {
    const ticks = Object.fromEntries(keys.map((key) => [key, true]));
    const all = pickedOf(joinable, codes, { ...choice, ticks }, attempts);
    choice.untouch(keys);
    choice.tick(
      all.map(({ codeKey }) => codeKey),
      true,
    );
  };
  return (
    <footer className="join-queue">
      <div className="join-queue-row">
        <Button
          variant="primary"
          disabled={entries.length === 0}
          onClick={() => useQueueStore.getState().ask(entries)}
        >
          {text("joinMany", { count: entries.length })}
        </Button>
        <Button variant="text" size="small" onClick={tickAll}>
          {text("tickAll")}
        </Button>
        <Button variant="text" size="small" onClick={() => choice.tick(keys, false)}>
          {text("tickNone")}
        </Button>
      </div>
    </footer>
  );
}
