import { useEffect, useState } from "react";
import type { FriendsState } from "../../../shared/ipc/friend-calls.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDateTime } from "../../ui/formatters.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import "./friends.css";
import { type FriendPlace, useFriendsStore } from "./friends-store.ts";
import { GreetingForm } from "./greeting-form.tsx";
import { StoppedNote } from "./stopped-note.tsx";

const lastWords = {
  sent: "lastSent",
  accepted: "lastAccepted",
  refused: "lastRefused",
  unknown: "lastUnknown",
} as const;

/** On the card of a member of a WeChat group: asks this one person to be a friend, and shows how much room is left. */
export function FriendSection({ accountId, groupId, memberId }: FriendPlace) {
  const account = useAccountsStore(({ accounts }) => accounts?.find(({ id }) => id === accountId));
  const { open, listen } = useFriendsStore();
  const isOffered = account?.kind === "gewe" && account.selfId !== memberId;
  useEffect(() => {
    if (!isOffered) return;
    open({ accountId, groupId, memberId });
    return listen();
  }, [isOffered, open, listen, accountId, groupId, memberId]);
  return isOffered ? <Request key={memberId} isSignedIn={account.isSignedIn} /> : null;
}

function Request({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const text = useText("friends");
  const language = useLanguage();
  const { state, outcome, isSending, error, checkError, request, resume } = useFriendsStore();
  const [isAsking, setIsAsking] = useState(false);
  const isPossible = isSignedIn && state !== null && state.stopped === null && state.nextRequestAt === null;
  const time = (at: number) => formatDateTime(at, language);

  function outcomeWords(): string {
    if (outcome === null) return "";
    if (outcome.outcome === "stopped") return text("stoppedNow");
    return text(outcome.outcome, { words: outcome.message ?? text("noWords") });
  }
  return (
    <section className="friend-section" aria-labelledby="friend-title">
      <h4 id="friend-title">{text("title")}</h4>
      {state?.newForRequestsUntil != null && (
        <p className="friend-note friend-warning">
          {text("newWarning", { time: time(state.newForRequestsUntil) })}
        </p>
      )}
      <StoppedNote stopped={state?.stopped ?? null} onResume={() => void resume()} />
      {state?.lastRequest != null && (
        <p className="friend-note quiet">
          {text(lastWords[state.lastRequest.outcome], { time: time(state.lastRequest.at) })}
        </p>
      )}
      {state && <Counters state={state} />}
      <p role="status" className="friend-note">
        {outcomeWords()}
      </p>
      <ErrorLine error={error} title={text("failed")} />
      <ErrorLine error={checkError} title={text("checkFailed")} />
      {isAsking ? (
        <GreetingForm
          isSending={isSending}
          isPossible={isPossible}
          onCancel={() => setIsAsking(false)}
          onSend={async (greeting) => {
            await request(greeting);
            setIsAsking(false);
          }}
        />
      ) : (
        <Button disabled={!isPossible} onClick={() => setIsAsking(true)}>
          {text("open")}
        </Button>
      )}
    </section>
  );
}

function Counters({ state }: { readonly state: FriendsState }) {
  const text = useText("friends");
  const language = useLanguage();
  function when(): string {
    if (state.stopped !== null) return text("whenResumed");
    return state.nextRequestAt === null ? text("now") : formatDateTime(state.nextRequestAt, language);
  }
  const rows = [
    ["perDay", text("usedOf", { ...state.requestsPerDay })],
    ["perTwoHours", text("usedOf", { ...state.requestsPerTwoHours })],
    ["joinsPerDay", text("usedOf", { ...state.joinsPerDay })],
    ["next", when()],
  ] as const;
  return (
    <dl className="facts">
      {rows.map(([name, words]) => (
        <div className="fact" key={name}>
          <dt>{text(name)}</dt>
          <dd className="digits">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
