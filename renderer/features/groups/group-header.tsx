import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";
import { CopyId } from "../app/copy-id.tsx";
import { GroupAvatar } from "./group-avatar.tsx";

export function GroupHeader({ group }: { readonly group: Group }) {
  const text = useText("groups");
  return (
    <header className="group-head">
      <GroupAvatar group={group} size={36} />
      <div className="group-head-words">
        <h2 className="ellipsis" dir="auto" title={group.name}>
          {group.name || group.id}
        </h2>
        <div className="group-head-facts">
          {group.memberCount !== null && (
            <span className="digits">{text("memberCount", { count: group.memberCount })}</span>
          )}
          <CopyId id={group.id} />
        </div>
      </div>
      <span className={`tag ${group.role === "owner" ? "tag-strong" : ""}`}>{text(group.role)}</span>
    </header>
  );
}
