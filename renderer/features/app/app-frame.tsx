import { lazy, Suspense, useEffect } from "react";
import type { Account } from "../../../shared/domain/account.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { InfoIcon, PeopleIcon } from "../../ui/icons.tsx";
import { whenIdle } from "../../when-idle.ts";
import { AccountRail } from "../accounts/account-rail.tsx";
import { DeviceBanner } from "../accounts/device-banner.tsx";
import { SignInBanner } from "../accounts/sign-in-banner.tsx";
import { GroupsPane } from "../groups/groups-pane.tsx";
import { useGroupsStore } from "../groups/groups-store.ts";
import { NoticesBar } from "./notices-bar.tsx";
import { usePageStore } from "./page-store.ts";
import { SidePanels } from "./side-panels.tsx";
import { useSync } from "./use-sync.ts";

// Not needed for the first paint, which shows the list of groups; there before anyone can have chosen one.
const loadGroupPage = () => import("../groups/group-page.tsx");
const GroupPage = lazy(async () => {
  const { GroupPage } = await loadGroupPage();
  return { default: GroupPage };
});

const TransfersPanel = lazy(async () => {
  const { TransfersPanel } = await whenIdle(() => import("../transfers/transfers-panel.tsx"));
  return { default: TransfersPanel };
});

const ActivityPage = lazy(async () => {
  const { ActivityPage } = await import("../activity/activity-page.tsx");
  return { default: ActivityPage };
});

const InboxPage = lazy(async () => {
  const { InboxPage } = await import("../inbox/inbox-page.tsx");
  return { default: InboxPage };
});

const JobsBar = lazy(async () => {
  const { JobsBar } = await whenIdle(() => import("../jobs/jobs-bar.tsx"));
  return { default: JobsBar };
});

const JoinBar = lazy(async () => {
  const { JoinBar } = await whenIdle(() => import("../join/join-bar.tsx"));
  return { default: JoinBar };
});

/** Accounts, groups, the group: three panes, and a side panel for details. */
export function AppFrame({ account }: { readonly account: Account }) {
  const text = useText("app");
  const groupsText = useText("groups");
  const openAccount = useGroupsStore((state) => state.open);
  const groupId = useGroupsStore((state) => state.selected[account.id]);
  const page = usePageStore((state) => state.page);
  useEffect(() => openAccount(account.id), [openAccount, account.id]);
  useEffect(() => void whenIdle(loadGroupPage), []);
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
          {account.isSignedIn && account.isDeviceOffline && <DeviceBanner account={account} />}
          {!account.isSignedIn && <SignInBanner key={account.id} account={account} />}
          {page === "inbox" ? (
            <Suspense fallback={null}>
              <InboxPage />
            </Suspense>
          ) : page === "activity" ? (
            <Suspense fallback={null}>
              <ActivityPage />
            </Suspense>
          ) : groupId ? (
            <Suspense fallback={null}>
              <GroupPage accountId={account.id} groupId={groupId} />
            </Suspense>
          ) : (
            <EmptyState
              icon={<PeopleIcon size={40} />}
              title={groupsText("pickTitle")}
              hint={groupsText("pickHint")}
            />
          )}
        </main>
        <Suspense fallback={null}>
          <JobsBar />
        </Suspense>
        <Suspense fallback={null}>
          <JoinBar />
        </Suspense>
        <Suspense fallback={null}>
          <TransfersPanel />
        </Suspense>
      </div>
      <SidePanels />
    </div>
  );
}
