import { lazy, Suspense, useEffect } from "react";
import { whenIdle } from "../../when-idle.ts";
import { useCurrentAccount } from "../accounts/accounts-store.ts";
import { useGroupsStore } from "../groups/groups-store.ts";
import { useJoinStore } from "../join/join-store.ts";
import { PaletteHost } from "../search/palette-host.tsx";
import { usePanelStore } from "./panel-store.ts";

const SettingsPanel = lazy(async () => {
  const { SettingsPanel } = await import("../settings/settings-panel.tsx");
  return { default: SettingsPanel };
});
const LicencesPanel = lazy(async () => {
  const { LicencesPanel } = await import("../settings/licences-panel.tsx");
  return { default: LicencesPanel };
});
const AddAccountPanel = lazy(async () => {
  const { AddAccountPanel } = await import("../accounts/add-account-panel.tsx");
  return { default: AddAccountPanel };
});
const DevicePanel = lazy(async () => {
  const { DevicePanel } = await import("../accounts/device-panel.tsx");
  return { default: DevicePanel };
});
const MemberPanel = lazy(async () => {
  const { MemberPanel } = await import("../members/member-panel.tsx");
  return { default: MemberPanel };
});
const PlanPanel = lazy(async () => {
  const { PlanPanel } = await import("../jobs/plan-panel.tsx");
  return { default: PlanPanel };
});
const JobsPanel = lazy(async () => {
  const { JobsPanel } = await import("../jobs/jobs-panel.tsx");
  return { default: JobsPanel };
});
const JobPanel = lazy(async () => {
  const { JobPanel } = await import("../jobs/job-panel.tsx");
  return { default: JobPanel };
});
const ActivityPanel = lazy(async () => {
  const { ActivityPanel } = await import("../activity/activity-panel.tsx");
  return { default: ActivityPanel };
});
const GroupFilterPanel = lazy(async () => {
  const { GroupFilterPanel } = await import("../activity/group-filter-panel.tsx");
  return { default: GroupFilterPanel };
});
const PickIdsPanel = lazy(async () => {
  const { PickIdsPanel } = await import("../members/pick-ids-panel.tsx");
  return { default: PickIdsPanel };
});
const ComparePanel = lazy(async () => {
  const { ComparePanel } = await import("../search/compare-panel.tsx");
  return { default: ComparePanel };
});
const GroupCodePanel = lazy(async () => {
  const { GroupCodePanel } = await import("../group-code/group-code-panel.tsx");
  return { default: GroupCodePanel };
});
const NewGroupPanel = lazy(async () => {
  const { NewGroupPanel } = await import("../administration/new-group-panel.tsx");
  return { default: NewGroupPanel };
});
const GroupPicturePanel = lazy(async () => {
  const { GroupPicturePanel } = await import("../administration/group-picture-panel.tsx");
  return { default: GroupPicturePanel };
});
// Not needed for the first paint, but soon after it: a picture may be dropped or pasted at any time.
const JoinFlow = lazy(async () => {
  const { JoinFlow } = await whenIdle(() => import("../join/join-flow.tsx"));
  return { default: JoinFlow };
});

/** What stands at the right: the details panel, and the way to join by a picture. */
export function SidePanels() {
  return (
    <>
      <DetailsPanel />
      <Suspense fallback={null}>
        <JoinFlow />
      </Suspense>
      <PaletteHost />
    </>
  );
}

/** The one details panel that is open; a member's goes when another group comes on screen. */
function DetailsPanel() {
  const panel = usePanelStore((state) => state.panel);
  const close = usePanelStore((state) => state.close);
  const accountId = useCurrentAccount()?.id;
  const groupId = useGroupsStore((state) => (accountId ? state.selected[accountId] : undefined));
  const isElsewhere =
    panel !== null &&
    (("accountId" in panel && panel.accountId !== accountId) ||
      ("groupId" in panel && panel.groupId !== groupId));
  // One panel at a time: what was opened last is the one to see.
  const isJoinOpen = useJoinStore((state) => state.isOpen);
  const isPanelOpen = panel !== null;
  useEffect(() => {
    if (isJoinOpen) usePanelStore.getState().close();
  }, [isJoinOpen]);
  useEffect(() => {
    if (isPanelOpen) useJoinStore.getState().close();
  }, [isPanelOpen]);
  useEffect(() => {
    if (isElsewhere) close();
  }, [isElsewhere, close]);
  if (!panel || isElsewhere) return null;
  return (
    <Suspense fallback={null}>
      {panel.type === "settings" && <SettingsPanel />}
      {panel.type === "licences" && <LicencesPanel />}
      {panel.type === "addAccount" && <AddAccountPanel />}
      {panel.type === "device" && <DevicePanel accountId={panel.accountId} />}
      {panel.type === "plan" && <PlanPanel />}
      {panel.type === "jobs" && <JobsPanel />}
      {panel.type === "job" && <JobPanel key={panel.jobId} jobId={panel.jobId} />}
      {panel.type === "activity" && <ActivityPanel activity={panel.activity} />}
      {panel.type === "activityGroup" && <GroupFilterPanel />}
      {panel.type === "pickIds" && <PickIdsPanel accountId={panel.accountId} groupId={panel.groupId} />}
      {panel.type === "groupCode" && <GroupCodePanel accountId={panel.accountId} groupId={panel.groupId} />}
      {panel.type === "newGroup" && <NewGroupPanel accountId={panel.accountId} />}
      {panel.type === "groupPicture" && (
        <GroupPicturePanel accountId={panel.accountId} groupId={panel.groupId} />
      )}
      {panel.type === "compare" && <ComparePanel accountId={panel.accountId} groupId={panel.groupId} />}
      {panel.type === "member" && (
        <MemberPanel accountId={panel.accountId} groupId={panel.groupId} memberId={panel.memberId} />
      )}
    </Suspense>
  );
}
