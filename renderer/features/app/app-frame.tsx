import { lazy, Suspense, useEffect } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { InfoIcon, PeopleIcon } from "../../ui/icons.tsx";
import { whenIdle } from "../../when-idle.ts";
import { AccountRail } from "../accounts/account-rail.tsx";
import { SignInBanner } from "../accounts/sign-in-banner.tsx";
import { GroupPage } from "../groups/group-page.tsx";
import { GroupsPane } from "../groups/groups-pane.tsx";
import { useGroupsStore } from "../groups/groups-store.ts";
import { NoticesBar } from "./notices-bar.tsx";
import { SidePanels } from "./side-panels.tsx";
import { useSync } from "./use-sync.ts";

// Not needed for the first paint.
const TransfersPanel = lazy(async () => {
  const { TransfersPanel } = await whenIdle(() => import("../transfers/transfers-panel.tsx"));
  return { default: TransfersPanel };
});

/** Accounts, groups, the group: three panes, and a side panel for details. */
export function AppFrame({ account }: { readonly account: Account }) {
  const text = useText("app");
  const groupsText = useText("groups");
  const openAccount = useGroupsStore((state) => state.open);
  const groupId = useGroupsStore((state) => state.selected[account.id]);
  useEffect(() => openAccount(account.id), [openAccount, account.id]);
  useSync();

  return (
    <div className="frame">
      <AccountRail />
      <GroupsPane account={account} />
      <div className="frame-middle">
        <main className="frame-main">
          {account.isDemo && (
            <div className="bar">
              <InfoIcon />
              <p>{text("demoBanner")}</p>
            </div>
          )}
          <NoticesBar />
          {!account.isSignedIn && <SignInBanner key={account.id} account={account} />}
          {groupId ? (
            <GroupPage accountId={account.id} groupId={groupId} />
          ) : (
            <EmptyState
              icon={<PeopleIcon size={40} />}
              title={groupsText("pickTitle")}
              hint={groupsText("pickHint")}
            />
          )}
        </main>
        <Suspense fallback={null}>
          <TransfersPanel />
        </Suspense>
      </div>
      <SidePanels />
    </div>
  );
}
