import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { InfoIcon } from "../../ui/icons.tsx";
import { useInboxDecisionsStore } from "./inbox-decisions-store.ts";

/** What came of the decisions just made, until it is put away. */
export function DecidedBar() {
  const text = useText("inbox");
  const { decided, decideError, putAway } = useInboxDecisionsStore();
  const all = [...decided.values()];
  const done = all.filter(({ isDone }) => isDone).length;
  const not = all.length - done;
  return (
    <>
      <ErrorLine error={decideError} title={text("decideFailed")} onDismiss={putAway} />
      {all.length > 0 && (
        <div className={`bar ${not > 0 ? "bar-warning" : ""}`}>
          <InfoIcon />
          <p role="status" className="digits">
            {text("summary", {
              what: [
                text("summaryDone", { count: done }),
                ...(not > 0 ? [text("summaryNot", { count: not })] : []),
              ].join(" · "),
            })}
          </p>
          <Button size="small" onClick={putAway}>
            {text("putAway")}
          </Button>
        </div>
      )}
    </>
  );
}
