import type { ReactNode } from "react";
import type { Activity, ChangedValue } from "../../../shared/domain/activity.ts";
import { changeOf } from "../../../shared/domain/undo.ts";
import { bridge } from "../../bridge.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { Copyable } from "../../ui/copyable.tsx";
import { formatDateTime } from "../../ui/formatters.ts";
import { SidePanel } from "../../ui/side-panel.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { useActivityStore } from "./activity-store.ts";
import { targetWords } from "./activity-words.ts";
import { useChangeWords } from "./change-words.ts";
import { useDetailWords } from "./detail-words.ts";
import { UndoCell } from "./undo-cell.tsx";
import { useUndoneWords } from "./undone-words.ts";
import { useFreshActivity } from "./use-fresh-activity.ts";

/** One act with all that is known of it, to read and to copy. */
export function ActivityPanel({ activity: shown }: { readonly activity: Activity }) {
  const activity = useFreshActivity(shown);
  const text = useText("activity");
  const appText = useText("app");
  const language = useLanguage();
  const words = useChangeWords();
  const detailWords = useDetailWords();
  const undoneWords = useUndoneWords();
  const show = useActivityStore((state) => state.show);
  const close = usePanelStore((state) => state.close);
  const accounts = useAccountsStore((state) => state.accounts);
  const { accountId, groupId, groupName, targetId, outcome, takenBack } = activity;
  const change = changeOf(activity);
  const account = accounts?.find(({ id }) => id === accountId)?.name ?? text("removedAccount");
  const value = (label: string, of: ChangedValue) => (
    <ChangedText label={label} text={change && words.value(change.field, of)} />
  );
  return (
    <SidePanel
      title={text(activity.kind)}
      closeLabel={appText("close")}
      onClose={close}
      className="activity-panel"
    >
      <dl className="facts">
        <Fact label={text("when")}>{formatDateTime(activity.at, language)}</Fact>
        <Fact label={text("account")}>{account}</Fact>
        <Fact label={text("group")}>{groupName || groupId}</Fact>
        <Fact label={text("what")}>
          {(change && words.label(change)) || targetWords(activity, text) || targetId}
        </Fact>
        <Fact label={text("outcome")}>{text(outcome)}</Fact>
        <Fact label={text("detail")}>{change ? null : detailWords(activity)}</Fact>
        <Fact label={text("taken_back_short")}>{undoneWords(activity)?.full}</Fact>
      </dl>
      {change && value(text("before"), change.before)}
      {change && value(text("after"), change.after)}
      {takenBack === null ? (
        <UndoCell activity={activity} />
      ) : (
        <Button size="small" className="activity-show-undo" onClick={() => void show(takenBack.id)}>
          {text("showUndo")}
        </Button>
      )}
    </SidePanel>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

/** A value in full, however long it is. */
function ChangedText({ label, text: shown }: { readonly label: string; readonly text: string | null }) {
  const text = useText("activity");
  const appText = useText("app");
  if (shown === null) return null;
  return (
    <section className="activity-value" aria-label={label}>
      <header>
        <h3>{label}</h3>
        <Copyable
          text={shown}
          shown={text("copy")}
          label={text("copyValue", { label })}
          copiedLabel={appText("copied")}
          onCopy={(value) => bridge.call("shell.copyText", { text: value })}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} dir="auto">
        {shown}
      </pre>
    </section>
  );
}
