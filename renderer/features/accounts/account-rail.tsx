import type { KeyboardEvent } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import { useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/button.tsx";
import { PlusIcon, SearchIcon, SettingsIcon } from "../../ui/icons.tsx";
import { nextIndex } from "../../ui/list-keys.ts";
import { ActivityButton } from "../activity/activity-button.tsx";
import { usePageStore } from "../app/page-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { InboxButton } from "../inbox/inbox-button.tsx";
import { JobsButton } from "../jobs/jobs-button.tsx";
import { usePaletteStore } from "../search/use-palette.ts";
import { useAccountsStore } from "./accounts-store.ts";

/** The accounts at the left edge: one tab stop, arrows move, Ctrl+1…9 from anywhere. */
export function AccountRail() {
  const text = useText("accounts");
  const searchText = useText("search");
  const openPalette = usePaletteStore((state) => state.open);
  const { accounts, currentId, select } = useAccountsStore();
  const panel = usePanelStore((state) => state.panel?.type);
  const toggle = usePanelStore((state) => state.toggle);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const buttons: Element[] = [...event.currentTarget.querySelectorAll("button")];
    const at = document.activeElement ? buttons.indexOf(document.activeElement) : -1;
    const next = nextIndex(event.key, at, buttons.length, 1);
    if (next === null || at < 0) return;
    event.preventDefault();
    const button = buttons[next];
    if (button instanceof HTMLElement) button.focus();
  }

  return (
    <nav className="rail" aria-label={text("accounts")}>
      <ul className="rail-accounts" onKeyDown={onKeyDown}>
        {(accounts ?? []).map((account, index) => (
          <li key={account.id}>
            <RailButton
              account={account}
              index={index}
              isCurrent={account.id === currentId}
              onSelect={() => {
                select(account.id);
                usePageStore.getState().open("groups");
              }}
            />
          </li>
        ))}
      </ul>
      <IconButton
        className="rail-button"
        label={text("addAccount")}
        icon={<PlusIcon size={18} />}
        aria-expanded={panel === "addAccount"}
        onClick={() => toggle("addAccount")}
      />
      <IconButton
        className="rail-button"
        label={searchText("findAnything")}
        shortcut="Ctrl+K"
        icon={<SearchIcon size={18} />}
        aria-haspopup="dialog"
        onClick={openPalette}
      />
      <span className="rail-space" />
      {accounts && accounts.length > 0 && <InboxButton />}
      {accounts && accounts.length > 0 && <ActivityButton />}
      {accounts && accounts.length > 0 && <JobsButton />}
      <IconButton
        className="rail-button"
        label={text("settings")}
        icon={<SettingsIcon size={18} />}
        aria-expanded={panel === "settings"}
        onClick={() => toggle("settings")}
      />
    </nav>
  );
}

interface RailButtonProps {
  readonly account: Account;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly onSelect: () => void;
}

function RailButton({ account, index, isCurrent, onSelect }: RailButtonProps) {
  const text = useText("accounts");
  const isWell = account.isSignedIn && !account.isDeviceOffline;
  const state = !account.isSignedIn ? "accountItemSignedOut" : isWell ? "accountItem" : "accountItemOffline";
  const label = text(state, {
    name: account.name,
    kind: text(account.kind),
  });
  return (
    <button
      type="button"
      className="rail-account"
      aria-label={label}
      aria-current={isCurrent || undefined}
      title={index < 9 ? `${label} (Ctrl+${index + 1})` : label}
      tabIndex={isCurrent ? 0 : -1}
      onClick={onSelect}
    >
      <Avatar id={account.id} name={account.name} size={36} shape="square" />
      <span
        className="rail-kind"
        aria-hidden="true"
        data-alert={!isWell || undefined}
        data-mark={isWell ? text(account.kind === "gewe" ? "geweMark" : "lanyingMark") : "!"}
      />
    </button>
  );
}
