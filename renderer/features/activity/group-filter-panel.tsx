import { useState } from "react";
import { useText } from "../../i18n.ts";
import { SidePanel } from "../../ui/side-panel.tsx";
import { useAccountsStore, useCurrentAccount } from "../accounts/accounts-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { GroupPicker } from "../search/group-picker.tsx";
import "../search/search.css";
import { useActivityStore } from "./activity-store.ts";

/** Any group of any account, for the filter of the activity list. */
export function GroupFilterPanel() {
  const text = useText("activity");
  const appText = useText("app");
  const close = usePanelStore((state) => state.close);
  const { filter, change } = useActivityStore();
  const accounts = useAccountsStore((state) => state.accounts) ?? [];
  const current = useCurrentAccount()?.id ?? accounts[0]?.id ?? null;
  const [accountId, setAccountId] = useState(filter.accountId ?? filter.group?.accountId ?? current);
  return (
    <SidePanel
      title={text("chooseGroupTitle")}
      closeLabel={appText("close")}
      onClose={close}
      className="compare-panel"
    >
      {accounts.length > 1 && filter.accountId === null && (
        <select
          className="text-input"
          aria-label={text("account")}
          value={accountId ?? ""}
          onChange={({ target }) => setAccountId(target.value)}
        >
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {accountId !== null && (
        <GroupPicker
          key={accountId}
          accountId={accountId}
          exceptId={null}
          searchLabel={text("searchGroups")}
          listLabel={text("groups")}
          onPick={({ id, name }) => {
            change({ group: { accountId, id, name } });
            close();
          }}
        />
      )}
    </SidePanel>
  );
}
