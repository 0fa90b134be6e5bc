import { lazy, Suspense, useEffect } from "react";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { AlertIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { GroupNameError } from "../administration/group-name-error.tsx";
import { FilesTab } from "../files/files-tab.tsx";
import { UploadDropZone } from "../files/upload-drop-zone.tsx";
import { MembersTab } from "../members/members-tab.tsx";
import { GroupHeader } from "./group-header.tsx";
import { GroupOverview } from "./group-overview.tsx";
import { type GroupTab, useGroupStore } from "./group-store.ts";
import { UnlistedNote } from "./unlisted-note.tsx";

const AnnouncementsTab = lazy(async () => {
  const { AnnouncementsTab } = await import("../announcements/announcements-tab.tsx");
  return { default: AnnouncementsTab };
});
const GroupSettingsTab = lazy(async () => {
  const { GroupSettingsTab } = await import("../administration/settings-tab.tsx");
  return { default: GroupSettingsTab };
});
const ModerationTab = lazy(async () => {
  const { ModerationTab } = await import("../moderation/moderation-tab.tsx");
  return { default: ModerationTab };
});

const tabNames: readonly GroupTab[] = [
  "overview",
  "members",
  "files",
  "announcements",
  "moderation",
  "settings",
];

interface GroupPageProps {
  readonly accountId: string;
  readonly groupId: string;
}

/** One group: header, and its overview, members or files. Files may be dropped anywhere on it. */
export function GroupPage({ accountId, groupId }: GroupPageProps) {
  const text = useText("groups");
  const { group, loadError, tab, open, showTab, load } = useGroupStore();
  useEffect(() => open(accountId, groupId), [open, accountId, groupId]);
  // The store turns to this group in the effect above; until then it still shows the one before.
  const shown = group?.id === groupId && group.accountId === accountId ? group : null;

  if (!shown) {
    return (
      <div className="group-page">
        {loadError ? (
          <>
            <ErrorLine error={loadError} title={text("groupLoadFailed")} onRetry={() => void load()} />
            <EmptyState icon={<AlertIcon size={32} />} title={text("pickTitle")} />
          </>
        ) : (
          <Skeleton rows={1} rowHeight={56} label={text("loading")} />
        )}
      </div>
    );
  }
  return (
    <UploadDropZone accountId={accountId} groupId={groupId}>
      <div className="group-page">
        <GroupHeader group={shown} />
        <GroupNameError group={shown} />
        {shown.isUnlisted && <UnlistedNote />}
        <Tabs
          id="group"
          label={text("groupPages")}
          tabs={tabNames.map((name) => ({ name, label: text(name) }))}
          selected={tab}
          onSelect={showTab}
        />
        <div
          className="group-tab"
          role="tabpanel"
          id={`group-panel-${tab}`}
          aria-labelledby={`group-tab-${tab}`}
        >
          {tab === "overview" && <GroupOverview group={shown} />}
          {tab === "members" && <MembersTab group={shown} />}
          {tab === "files" && <FilesTab accountId={accountId} groupId={groupId} />}
          <Suspense fallback={null}>
            {tab === "announcements" && <AnnouncementsTab group={shown} />}
            {tab === "moderation" && <ModerationTab group={shown} />}
            {tab === "settings" && <GroupSettingsTab group={shown} />}
          </Suspense>
        </div>
      </div>
    </UploadDropZone>
  );
}
