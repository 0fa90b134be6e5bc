import type { RefObject } from "react";
import { useText } from "../../i18n.ts";
import { focusList } from "../../ui/focus-list.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useActivityStore } from "./activity-store.ts";
import { DateFilter } from "./date-filter.tsx";
import { GroupFilter } from "./group-filter.tsx";
import { KindFilter } from "./kind-filter.tsx";

/** Search, whose acts, which account, group, kind and time. */
export function ActivityToolbar({ page }: { readonly page: RefObject<HTMLElement | null> }) {
  const text = useText("activity");
  const appText = useText("app");
  const { filter, change } = useActivityStore();
  const accounts = useAccountsStore((state) => state.accounts);
  return (
    <div className="toolbar activity-toolbar">
      <SearchField
        place="page"
        label={text("search")}
        clearLabel={appText("clear")}
        value={filter.query}
        onChange={(query) => change({ query })}
        onLeave={() => focusList(page.current)}
      />
      <select
        className="toolbar-choice"
        aria-label={text("who")}
        value={filter.who}
        onChange={(event) => change({ who: event.target.value as typeof filter.who })}
      >
        <option value="all">{text("whoAll")}</option>
        <option value="mine">{text("whoMine")}</option>
        <option value="seen">{text("whoSeen")}</option>
      </select>
      <KindFilter />
      {(accounts?.length ?? 0) > 1 && (
        <select
          className="toolbar-choice"
          aria-label={text("account")}
          value={filter.accountId ?? ""}
          onChange={(event) => change({ accountId: event.target.value || null })}
        >
          <option value="">{text("allAccounts")}</option>
          {accounts?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <GroupFilter />
      <DateFilter />
    </div>
  );
}
