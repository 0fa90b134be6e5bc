import { useEffect } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { mayDo } from "../../../shared/domain/permissions.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { SettingsIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { CardRow } from "./card-row.tsx";
import { DangerZone } from "./danger-zone.tsx";
import { ExtensionField } from "./extension-field.tsx";
import { useGroupSettingsStore } from "./group-settings-store.ts";
import { MuteAllRow } from "./mute-all-row.tsx";
import { SegmentsRow, SwitchRow } from "./setting-rows.tsx";
import "./administration.css";

/** All that can be set in a group, as the server has it now; every change is sent at once. */
export function GroupSettingsTab({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const { accountId, id: groupId } = group;
  const account = useAccountsStore((state) => state.accounts?.find((one) => one.id === accountId));
  const { settings, loadError, load, open, listen } = useGroupSettingsStore();
  const shownId = useGroupSettingsStore((state) => state.place?.groupId);
  const isSupported = account?.kind !== "gewe";
  const selfId = account?.selfId ?? null;
  useEffect(listen, [listen]);
  useEffect(() => {
    if (isSupported) open({ accountId, groupId, selfId });
  }, [open, accountId, groupId, selfId, isSupported]);

  if (!isSupported) {
    const icon = <SettingsIcon size={36} />;
    return <EmptyState icon={icon} title={text("unsupportedTitle")} hint={text("unsupportedHint")} />;
  }
  return (
    <div className="group-settings">
      <ErrorLine error={loadError} title={text("loadFailed")} onRetry={() => void load()} />
      {settings === null || shownId !== groupId ? (
        !loadError && <Skeleton rows={8} rowHeight={44} label={text("loading")} />
      ) : (
        <Parts key={`${accountId} ${groupId}`} group={group} />
      )}
    </div>
  );
}

function Parts({ group }: { readonly group: Group }) {
  const text = useText("administration");
  const settings = useGroupSettingsStore((state) => state.settings);
  if (settings === null) return null;
  const isDisabled = !mayDo(group.role, "change_settings").isAllowed;
  const mayEdit = mayDo(group.role, "change_extension", { settings }).isAllowed;
  const note = isDisabled && <p className="quiet">{text("needsAdmin")}</p>;
  return (
    <>
      <section aria-labelledby="settings-joining">
        <h3 id="settings-joining">{text("joining")}</h3>
        {note}
        <SegmentsRow
          name="joinRule"
          label={text("joinRule")}
          isDisabled={isDisabled}
          options={[
            { value: "open", label: text("joinOpen") },
            { value: "approval", label: text("joinApproval") },
            { value: "closed", label: text("joinClosed") },
          ]}
        />
        <SwitchRow
          name="allowsMemberInvites"
          label={text("allowsMemberInvites")}
          hint={text("allowsMemberInvitesHint")}
          isDisabled={isDisabled}
        />
        <SwitchRow
          name="allowsMemberEdits"
          label={text("allowsMemberEdits")}
          hint={text("allowsMemberEditsHint")}
          isDisabled={isDisabled}
        />
        <SwitchRow
          name="hidesMemberInfo"
          label={text("hidesMemberInfo")}
          hint={text(settings.hidesMemberInfo === null ? "hidesMemberInfoUntold" : "hidesMemberInfoHint")}
          isDisabled={isDisabled || settings.hidesMemberInfo === null}
        />
      </section>
      <section aria-labelledby="settings-messages">
        <h3 id="settings-messages">{text("messages")}</h3>
        {note}
        <MuteAllRow isDisabled={!mayDo(group.role, "mute_all").isAllowed} />
        <SwitchRow
          name="hasReadReceipts"
          label={text("hasReadReceipts")}
          hint={text("hasReadReceiptsHint")}
          isDisabled={isDisabled}
        />
        <SwitchRow
          name="showsHistory"
          label={text("showsHistory")}
          hint={text("showsHistoryHint")}
          isDisabled={isDisabled}
        />
        {!mayEdit && !note && <p className="quiet">{text("needsAdmin")}</p>}
        <ExtensionField key={settings.extension} saved={settings.extension} isDisabled={!mayEdit} />
      </section>
      <section aria-labelledby="settings-mine">
        <h3 id="settings-mine">{text("mine")}</h3>
        <CardRow />
        <SegmentsRow
          name="muteMode"
          label={text("muteMode")}
          isDisabled={false}
          options={[
            { value: "none", label: text("muteNone") },
            { value: "silent", label: text("muteSilent") },
            { value: "blocked", label: text("muteBlocked") },
          ]}
        />
        <SegmentsRow
          name="pushMode"
          label={text("pushMode")}
          isDisabled={false}
          options={[
            { value: "all", label: text("pushAll") },
            { value: "admin_or_mention", label: text("pushAdminOrMention") },
            { value: "admin", label: text("pushAdmin") },
            { value: "mention", label: text("pushMention") },
            { value: "none", label: text("pushNone") },
          ]}
        />
      </section>
      <DangerZone group={group} />
    </>
  );
}
