import { type ReactNode, useEffect, useRef } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDateTime, formatDuration, formatTime } from "../../ui/formatters.ts";
import { PauseIcon, PlayIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useNow } from "../jobs/use-now.ts";
import { ProgressBar } from "../transfers/progress-bar.tsx";
import { useAttemptsStore } from "./attempts-store.ts";
import { useChoiceStore } from "./choice-store.ts";
import { useCodesStore } from "./codes-store.ts";
import { type QueueStop, useQueueStore } from "./queue-store.ts";

/** Everything that will happen, before it does. */
export function QueueQuestion() {
  const text = useText("join");
  const accounts = useAccountsStore((state) => state.accounts);
  const { entries, start, dismiss } = useQueueStore();
  const root = useRef<HTMLDivElement>(null);
  // The button that led here is gone; an Enter held too long must not answer.
  useEffect(() => root.current?.focus({ preventScroll: true }), []);
  const byAccount = Map.groupBy(entries, ({ accountId }) => accountId);
  const shares = [...byAccount].map(([accountId, { length }]) => {
    const account = accounts?.find(({ id }) => id === accountId)?.name ?? "";
    return text("share", { count: length, account });
  });
  const question = text("confirmMany", { count: entries.length, shares: shares.join(text("listJoin")) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame and legend
    <div ref={root} tabIndex={-1} className="join-question" role="group" aria-label={question}>
      <p>{question}</p>
      <p className="join-quiet">{text("confirmPace")}</p>
      <Button variant="primary" onClick={() => void start()}>
        {text("confirmJoin")}
      </Button>
      <Button onClick={dismiss}>{text("cancel")}</Button>
    </div>
  );
}

interface QueueStateProps {
  /** Stands beside the other buttons. */
  readonly more?: ReactNode;
}

export function QueueProgress({ more }: QueueStateProps) {
  const text = useText("join");
  const { state, entries, tried, current, waitUntil, pause, resume, end } = useQueueStore();
  const name = useCodesStore(({ codes }) => (current === null ? null : codes[current]?.card?.groupName));
  const done = tried.length;
  return (
    <>
      <div className="join-queue-row">
        <span className="ellipsis" dir="auto" role="status">
          {state === "paused"
            ? text("paused", { done, count: entries.length })
            : text("joiningOf", {
                done: Math.min(done + (waitUntil === null ? 0 : 1), entries.length),
                count: entries.length,
              })}
          {state === "running" && name ? ` · ${name}` : ""}
        </span>
        {state === "paused" ? (
          <Button size="small" icon={<PlayIcon />} onClick={() => void resume()}>
            {text("resume")}
          </Button>
        ) : (
          <Button size="small" icon={<PauseIcon />} onClick={pause}>
            {text("pause")}
          </Button>
        )}
        <Button size="small" onClick={end}>
          {text("stop")}
        </Button>
        {more}
      </div>
      <ProgressBar label={text("joining")} percent={Math.round((100 * done) / Math.max(1, entries.length))} />
      {waitUntil !== null && <Waiting until={waitUntil} />}
    </>
  );
}

function Waiting({ until }: { readonly until: number }) {
  const text = useText("join");
  const language = useLanguage();
  const now = useNow(500);
  return (
    <p className="join-quiet digits">
      {text("waiting", { left: formatDuration(Math.max(0, until - now)), time: formatTime(until, language) })}
    </p>
  );
}

/** How they can end, in the order in which it is told. */
const ends = [
  "joined",
  "already_member",
  "pending_approval",
  "expired",
  "refused",
  "unconfirmed",
  "failed",
  "joining",
] as const;

export function QueueEnd({ more }: QueueStateProps) {
  const text = useText("join");
  const { entries, tried, stop, dismiss } = useQueueStore();
  const attempts = useAttemptsStore((state) => state.attempts);
  const ended = tried.map((key): (typeof ends)[number] => {
    const attempt = attempts[key];
    if (attempt === undefined || attempt.step === "joining") return "joining";
    return attempt.outcome?.outcome ?? "failed";
  });
  const left = entries.length - tried.length;
  const words = ends.flatMap((end) => {
    const count = ended.filter((one) => one === end).length;
    return count === 0 ? [] : [text(`end_${end}`, { count })];
  });
  if (left > 0) words.push(text("end_left", { count: left }));
  return (
    <>
      <div className="join-queue-row">
        <strong role="status">{words.join(" · ")}</strong>
        <Button
          size="small"
          onClick={() => {
            // What was tried is no longer chosen: an Enter too many must not try it all again.
            useChoiceStore.getState().untouch(tried);
            dismiss();
          }}
        >
          {text("ok")}
        </Button>
        {more}
      </div>
      {stop && <StopWords stop={stop} />}
    </>
  );
}

function StopWords({ stop }: { readonly stop: QueueStop }) {
  const text = useText("join");
  const language = useLanguage();
  if (stop.reason === "person") return null;
  if (stop.reason === "error") return <ErrorLine error={stop.error} title={text("stoppedEarly")} />;
  const words =
    stop.reason === "limit"
      ? text("stoppedLimit", { time: formatDateTime(stop.at, language) })
      : text("stoppedComplaint", { words: stop.message });
  return <p className="join-warning">{words}</p>;
}
