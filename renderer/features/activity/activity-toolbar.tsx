import type { RefObject } from "react";
import { useText } from "../../i18n.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { ToolbarChoice } from "../../ui/toolbar-choice.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useActivityStore } from "./activity-store.ts";
import { DateFilter } from "./date-filter.tsx";
import { GroupFilter } from "./group-filter.tsx";
import { KindFilter } from "./kind-filter.tsx";

/** Search, whose acts, which account, group, kind and time. */
export function ActivityToolbar({ page }: { readonly page: RefObject<HTMLElement | null> }) {
  const text = useText("activity");
  const { filter, change } = useActivityStore();
  const accounts = useAccountsStore((state) => state.accounts);
  return (
    <div className="toolbar activity-toolbar">
      <SearchField
        place="page"
        label={text("search")}
        value={filter.query}
        onChange={(query) => change({ query })}
        results={page}
      />
      <ToolbarChoice<typeof filter.who>
        label={text("who")}
        value={filter.who}
        options={[
          { value: "all", label: text("whoAll") },
          { value: "mine", label: text("whoMine") },
          { value: "seen", label: text("whoSeen") },
        ]}
        onChange={(who) => change({ who })}
      />
      <KindFilter />
      {(accounts?.length ?? 0) > 1 && (
        <ToolbarChoice
          label={text("account")}
          value={filter.accountId ?? ""}
          options={[
            { value: "", label: text("allAccounts") },
            ...(accounts ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(accountId) => change({ accountId: accountId || null })}
        />
      )}
      <GroupFilter />
      <DateFilter />
    </div>
  );
}
