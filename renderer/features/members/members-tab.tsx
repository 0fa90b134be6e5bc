import { useEffect, useRef } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useLanguage, useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDate, formatNumber } from "../../ui/formatters.ts";
import { RefreshIcon } from "../../ui/icons.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { isStale } from "../app/sync-rules.ts";
import { SmartListField } from "../search/smart-list-field.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { MemberList } from "./member-list.tsx";
import { useMemberSelectionStore } from "./member-selection-store.ts";
import { useMembersStore } from "./members-store.ts";

/** How a gateway to WeChat says that it lists nobody in a group. */
const notListed: ReadonlySet<string> = new Set(["refused", "bad_answer"]);

/** The members of a group: search, how many, how old, and the list. */
export function MembersTab({ group }: { readonly group: Group }) {
  const text = useText("members");
  const appText = useText("app");
  const language = useLanguage();
  const tab = useRef<HTMLDivElement>(null);
  const { list, query, smartList, isSyncing, progress, syncError, open, search, showList, sync } =
    useMembersStore();
  const { accountId, id: groupId, membersSyncedAt } = group;
  const openSelection = useMemberSelectionStore((state) => state.openAt);
  const kind = useAccountsStore(
    ({ accounts }) => accounts?.find((one) => one.id === group.accountId)?.kind ?? null,
  );
  // The gateway to WeChat acts on nobody, so there is nothing to select for.
  const canSelect = kind === "lanying";
  const wasStale = useRef(membersSyncedAt);
  wasStale.current = membersSyncedAt;
  useEffect(() => {
    open(accountId, groupId);
    openSelection({ accountId, groupId });
    if (isStale(wasStale.current)) void sync();
  }, [open, openSelection, sync, accountId, groupId]);

  function state(): string {
    if (isSyncing) {
      if (!progress) return text("syncing");
      const done = formatNumber(progress.done, language);
      if (progress.total === null) return text("syncingSome", { done });
      return text("syncingOf", { done, total: formatNumber(progress.total, language) });
    }
    return membersSyncedAt === null ? "" : appText("asOf", { time: formatDate(membersSyncedAt, language) });
  }

  return (
    <div className="tab-with-list" ref={tab}>
      <div className="toolbar">
        <SearchField place="page" label={text("search")} value={query} onChange={search} results={tab} />
        <SmartListField value={smartList} onChange={showList} />
        <span className="toolbar-words digits" role="status">
          {list.total !== null &&
            !(list.total === 0 && (isSyncing || membersSyncedAt === null)) &&
            text(query || smartList ? "found" : "count", { count: list.total })}
        </span>
        <span className="toolbar-words digits">{state()}</span>
        <IconButton
          label={text("refresh")}
          shortcut="F5"
          icon={<RefreshIcon />}
          isBusy={isSyncing}
          onClick={() => void sync()}
        />
      </div>
      <ErrorLine
        error={syncError}
        title={text("syncFailed")}
        words={kind === "gewe" && notListed.has(syncError?.code ?? "") ? text("notListed") : null}
        onRetry={() => void sync()}
      />
      {canSelect && <BulkBar group={group} />}
      <MemberList group={group} canSelect={canSelect} />
    </div>
  );
}
