import { useEffect } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { formatDateTime } from "../../ui/formatters.ts";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CopyId } from "../app/copy-id.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { FriendSection } from "../friends/friend-section.tsx";
import { MemberGroups } from "../search/member-groups.tsx";
import { MemberActs } from "./member-acts.tsx";
import { useMemberCardStore } from "./member-card-store.ts";
import { OwnNote } from "./own-note.tsx";

interface MemberPanelProps {
  readonly accountId: string;
  readonly groupId: string;
  readonly memberId: string;
}

/** The card of one member, beside the list. */
export function MemberPanel({ accountId, groupId, memberId }: MemberPanelProps) {
  const text = useText("members");
  const appText = useText("app");
  const language = useLanguage();
  const close = usePanelStore((state) => state.close);
  const { member, person, picture, loadError, open, load, listen } = useMemberCardStore();
  useEffect(listen, [listen]);
  useEffect(() => open({ accountId, groupId, memberId }), [open, accountId, groupId, memberId]);

  function mutedWords(mutedUntil: number): string {
    if (mutedUntil < 0) return text("mutedForever");
    return text("mutedUntil", { time: formatDateTime(mutedUntil, language) });
  }

  return (
    <SidePanel title={text("cardTitle")} closeLabel={appText("close")} onClose={close}>
      <ErrorLine error={loadError} title={text("cardLoadFailed")} onRetry={() => void load()} />
      {!member && !loadError && <Skeleton rows={1} label={text("loading")} />}
      {member && (
        <>
          <div className="member-card-head">
            <Avatar id={member.id} name={member.name} size={56} picture={picture} />
            <h3 dir="auto">{member.name || <span className="quiet digits">{member.id}</span>}</h3>
          </div>
          <dl className="facts">
            <div className="fact">
              <dt>{text("id")}</dt>
              <dd>
                <CopyId id={member.id} />
              </dd>
            </div>
            {person && (
              <div className="fact">
                <dt>{text("note")}</dt>
                <dd>
                  <OwnNote note={person.note} />
                </dd>
              </div>
            )}
            <Named label={text("alias")} name={person?.alias} />
            <Named label={text("card")} name={member.card} />
            <Named label={text("nickName")} name={person?.nickName} />
            <Named label={text("username")} name={person?.username} />
            <div className="fact">
              <dt>{text("role")}</dt>
              <dd>{text(member.role)}</dd>
            </div>
            <div className="fact">
              <dt>{text("joined")}</dt>
              <dd>
                {member.joinedAt === null ? text("unknown") : formatDateTime(member.joinedAt, language)}
              </dd>
            </div>
            {/* Many servers tell nobody, or only admins, who is muted: that somebody is not, is never certain. */}
            {member.mutedUntil !== null && (
              <div className="fact">
                <dt>{text("mutedLabel")}</dt>
                <dd>{mutedWords(member.mutedUntil)}</dd>
              </div>
            )}
          </dl>
          {person?.isUnknown === true && <p className="quiet">{text("unknownPerson")}</p>}
          <MemberActs accountId={accountId} groupId={groupId} member={member} />
          <FriendSection accountId={accountId} groupId={groupId} memberId={memberId} />
          <MemberGroups accountId={accountId} groupId={groupId} memberId={memberId} />
        </>
      )}
    </SidePanel>
  );
}

/** One of the names, where there is one. */
function Named({ label, name }: { readonly label: string; readonly name: string | undefined }) {
  if (!name) return null;
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd dir="auto">{name}</dd>
    </div>
  );
}
