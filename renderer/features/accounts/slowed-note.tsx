import { useEffect, useState } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { formatTimeToSecond } from "../../ui/formatters.ts";

/** Says that the account's server wants to be asked less, and goes when that is over. */
export function SlowedNote({ account }: { readonly account: Account }) {
  const text = useText("accounts");
  const language = useLanguage();
  const until = useWhileAhead(account.slowedUntil);
  if (until === null) return null;
  return (
    <p className="slowed-note digits" role="status">
      {text("slowedUntil", { time: formatTimeToSecond(until, language) })}
    </p>
  );
}

/** A time as long as it lies ahead, then null. */
function useWhileAhead(time: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    if (time === null || time <= Date.now()) return;
    const timer = setTimeout(() => setNow(Date.now()), time - Date.now() + 1);
    return () => clearTimeout(timer);
  }, [time]);
  return time !== null && time > now ? time : null;
}
