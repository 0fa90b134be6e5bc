import type { SeenCode } from "../../../shared/domain/join.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { formatDateTime } from "../../ui/formatters.ts";
import { HistoryIcon } from "../../ui/icons.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { whenWords } from "./when-words.ts";

/** What became of the code before: when, with whom, and how it ended. */
export function SeenLine({ seen }: { readonly seen: SeenCode }) {
  const text = useText("join");
  const language = useLanguage();
  const account = useAccountsStore(
    ({ accounts }) => accounts?.find(({ id }) => id === seen.accountId)?.name ?? text("removedAccount"),
  );
  const isWarning =
    seen.outcome === "expired" || seen.outcome === "refused" || seen.outcome === "unconfirmed";
  return (
    <p
      className={isWarning ? "join-seen join-seen-warning" : "join-seen"}
      title={formatDateTime(seen.at, language)}
    >
      <HistoryIcon size={14} />
      {text(`seen_${seen.outcome}`, { account, when: whenWords(seen.at, language, text) })}
    </p>
  );
}
