import type { AppError } from "../../../shared/errors.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDateTime } from "../../ui/formatters.ts";
import { useJoinPaceStore } from "./join-pace-store.ts";

interface JoinErrorProps {
  readonly accountId: string | null;
  readonly error: AppError | null;
  readonly title: string;
}

/** Why joining failed; where our own pace held it back, how much was used and when there is room again. */
export function JoinError({ accountId, error, title }: JoinErrorProps) {
  const text = useText("friends");
  const language = useLanguage();
  const state = useJoinPaceStore((pace) => (pace.accountId === accountId ? pace.state : null));
  if (error?.code !== "rate_limited" || state === null) return <ErrorLine error={error} title={title} />;
  if (state.stopped !== null) {
    return (
      <p className="friend-note friend-warning" role="alert">
        {text("joinStopped", { words: state.stopped.message })}
      </p>
    );
  }
  if (state.nextJoinAt === null) return <ErrorLine error={error} title={title} />;
  const time = formatDateTime(state.nextJoinAt, language);
  return (
    <p className="friend-note friend-warning" role="alert">
      {text("joinHeldBack", { ...state.joinsPerDay, time })}
    </p>
  );
}
