import { useId, useMemo } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { Segments } from "../../ui/segments.tsx";
import { ProgressBar } from "../transfers/progress-bar.tsx";
import { AccountChoices } from "./account-choices.tsx";
import { useAttemptsStore } from "./attempts-store.ts";
import { useChoiceStore } from "./choice-store.ts";
import { useCodesStore } from "./codes-store.ts";
import { type JoinItem, useItemsStore } from "./items-store.ts";
import { queuedKeys, useQueueStore } from "./queue-store.ts";
import { filtered, type JoinRow, readingOf } from "./rows.ts";

/** How far reading is, which rows are shown, and with whom to join. */
export function ReviewToolbar({ rows }: { readonly rows: readonly JoinRow[] }) {
  const text = useText("join");
  const labelId = useId();
  const items = useItemsStore((state) => state.items);
  const codes = useCodesStore((state) => state.codes);
  const { filter, show } = useChoiceStore();
  const counts = useMemo(
    () => ({
      all: rows.length,
      joinable: filtered(rows, "joinable", codes).length,
      problems: filtered(rows, "problems", codes).length,
    }),
    [rows, codes],
  );
  const filters = (["all", "joinable", "problems"] as const).filter(
    (value) => value !== "problems" || counts.problems > 0 || filter === "problems",
  );
  return (
    <div className="join-toolbar">
      <Reading items={items} />
      <div className="join-toolbar-row">
        {rows.length > 1 && (
          <>
            <span id={labelId} className="visually-hidden">
              {text("filter")}
            </span>
            <Segments
              labelledBy={labelId}
              value={filter}
              options={filters.map((value) => ({
                value,
                label: `${text(`filter_${value}`)} ${counts[value]}`,
              }))}
              onChange={show}
            />
          </>
        )}
        <Button variant="text" size="small" onClick={clearAll}>
          {text("clear")}
        </Button>
      </div>
      <AccountChoices />
    </div>
  );
}

/** Everything but what the queue is about to join, is joining or has joined while it runs. */
function clearAll(): void {
  const queue = useQueueStore.getState();
  const kept = queuedKeys(queue);
  if (kept.size === 0) queue.dismiss();
  useItemsStore.getState().clear(kept);
  useCodesStore.getState().clear(kept);
  useChoiceStore.getState().clear();
  useAttemptsStore.getState().forgetEnded(kept);
}

function Reading({ items }: { readonly items: readonly JoinItem[] }) {
  const text = useText("join");
  const { left, total } = useMemo(() => readingOf(items), [items]);
  if (left === 0) return null;
  const done = total - left;
  const first = items.findLast((item) => item.type === "picture" && item.state === "reading");
  const words = total === 1 ? text("reading") : text("readingMany", { done: done + 1, count: total });
  return (
    <div className="join-reading" role="status">
      <span>{words}</span>
      <span className="join-quiet ellipsis" dir="auto">
        {first?.type === "picture" ? first.name : ""}
      </span>
      {total > 1 && <ProgressBar label={text("reading")} percent={Math.round((100 * done) / total)} />}
    </div>
  );
}
