import { useEffect } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDateTime } from "../../ui/formatters.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import "./friends.css";
import { useJoinPaceStore } from "./join-pace-store.ts";
import { StoppedNote } from "./stopped-note.tsx";

/** Beside a code that a WeChat account would join by: how much room its day has left. */
export function JoinPace({ accountId }: { readonly accountId: string | null }) {
  const isWeChat = useAccountsStore(
    ({ accounts }) => accounts?.find(({ id }) => id === accountId)?.kind === "gewe",
  );
  const { open, listen } = useJoinPaceStore();
  useEffect(() => {
    if (accountId === null || !isWeChat) return;
    open(accountId);
    return listen();
  }, [accountId, isWeChat, open, listen]);
  return isWeChat ? <Pace /> : null;
}

function Pace() {
  const text = useText("friends");
  const language = useLanguage();
  const { state, error, load, resume } = useJoinPaceStore();
  if (state === null) return <ErrorLine error={error} onRetry={() => void load()} />;
  const time = (at: number) => formatDateTime(at, language);
  return (
    <div className="join-pace">
      <p className="quiet digits">
        {text("joinsPerDay")}: {text("usedOf", { ...state.joinsPerDay })}
        {state.nextJoinAt !== null && ` · ${text("nextJoin", { time: time(state.nextJoinAt) })}`}
      </p>
      {state.newForJoinsUntil !== null && (
        <p className="friend-note friend-warning">
          {text("newJoinWarning", { time: time(state.newForJoinsUntil) })}
        </p>
      )}
      <StoppedNote stopped={state.stopped} onResume={() => void resume()} />
    </div>
  );
}
