import { lazy, Suspense, useEffect } from "react";
import { whenIdle } from "../../when-idle.ts";
import { useCurrentAccount } from "../accounts/accounts-store.ts";
import { useGroupsStore } from "../groups/groups-store.ts";
import { useJoinStore } from "../join/join-store.ts";
import { MemberPanel } from "../members/member-panel.tsx";
import { usePanelStore } from "./panel-store.ts";

const SettingsPanel = lazy(async () => {
  const { SettingsPanel } = await import("../settings/settings-panel.tsx");
  return { default: SettingsPanel };
});
const AddAccountPanel = lazy(async () => {
  const { AddAccountPanel } = await import("../accounts/add-account-panel.tsx");
  return { default: AddAccountPanel };
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
    panel?.type === "member" && (panel.accountId !== accountId || panel.groupId !== groupId);
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
      {panel.type === "addAccount" && <AddAccountPanel />}
      {panel.type === "member" && (
        <MemberPanel accountId={panel.accountId} groupId={panel.groupId} memberId={panel.memberId} />
      )}
    </Suspense>
  );
}
