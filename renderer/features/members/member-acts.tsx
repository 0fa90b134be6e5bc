import type { Group } from "../../../shared/domain/group.ts";
import type { PeopleActionType } from "../../../shared/domain/job.ts";
import type { Member } from "../../../shared/domain/member.ts";
import { useAccountsStore } from "../accounts/accounts-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { ActButtons, useActsNote } from "../jobs/act-buttons.tsx";

interface MemberActsProps {
  readonly accountId: string;
  readonly groupId: string;
  readonly member: Member;
}

/** What can be done to one person, from the card; the same plan as for many. */
export function MemberActs({ accountId, groupId, member }: MemberActsProps) {
  const group = useGroupStore((state) => state.group);
  const account = useAccountsStore((state) => state.accounts?.find(({ id }) => id === accountId));
  const isHere = group?.id === groupId && group.accountId === accountId;
  // Nobody acts on themselves, and the gateway to WeChat has no such calls.
  if (!isHere || account?.kind !== "lanying" || account.selfId === member.id) return null;
  return <Acts group={group} member={member} />;
}

function Acts({ group, member }: { readonly group: Group; readonly member: Member }) {
  const acts = actsFor(member);
  const note = useActsNote(group, acts);
  return (
    <div className="member-acts">
      <div className="plan-buttons">
        <ActButtons group={group} acts={acts} userIds={() => [member.id]} />
      </div>
      {note && <p className="quiet">{note}</p>}
    </div>
  );
}

/** What makes sense for this person: the owner and admins are never muted, kicked or blocked from here. */
function actsFor({ role, mutedUntil }: Pick<Member, "role" | "mutedUntil">): readonly PeopleActionType[] {
  if (role === "owner") return ["invite"];
  if (role === "admin") return ["demote", "invite"];
  return [
    ...(mutedUntil === null ? [] : (["unmute"] as const)),
    "mute",
    "kick",
    "block",
    "promote",
    "invite",
  ];
}
