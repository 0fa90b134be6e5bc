import { useMemo } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { type AttemptsStore, useAttemptsStore } from "./attempts-store.ts";
import { type ChoiceStore, useChoiceStore } from "./choice-store.ts";
import { type CodesStore, useCodesStore } from "./codes-store.ts";
import { useItemsStore } from "./items-store.ts";
import { accountOf, isTicked } from "./joinable.ts";
import { QueueEnd, QueueProgress, QueueQuestion } from "./queue-progress.tsx";
import { type QueueEntry, useQueueStore } from "./queue-store.ts";
import { filtered, type JoinRow, rowsOf } from "./rows.ts";

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
    () => entriesOf(joinable, codes, choice, attempts),
    [joinable, codes, choice, attempts],
  );
  if (joinable.length < 2) return null;
  const keys = joinable.flatMap((row) => (row.type === "code" ? [row.codeKey] : []));
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
        <Button variant="text" size="small" onClick={() => choice.tick(keys, true)}>
          {text("tickAll")}
        </Button>
        <Button variant="text" size="small" onClick={() => choice.tick(keys, false)}>
          {text("tickNone")}
        </Button>
      </div>
    </footer>
  );
}

/** The ticked codes in the order of the list, each with its account. */
function entriesOf(
  rows: readonly JoinRow[],
  codes: CodesStore["codes"],
  choice: Pick<ChoiceStore, "ticks" | "accountFor">,
  attempts: AttemptsStore["attempts"],
): readonly QueueEntry[] {
  return rows.flatMap((row) => {
    if (row.type !== "code") return [];
    const { codeKey } = row;
    const { card, text } = codes[codeKey] ?? {};
    if (!card || text === undefined || card.accountKind === null) return [];
    const accountId = accountOf(card, choice.accountFor);
    if (accountId === null || !isTicked(codeKey, card, choice, attempts[codeKey])) return [];
    return [{ codeKey, text, accountId, kind: card.accountKind }];
  });
}
