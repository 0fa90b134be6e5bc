import type { Group } from "../../../shared/domain/group.ts";
import { isRoleKnown } from "../../../shared/domain/role-rank.ts";
import { useText } from "../../i18n.ts";
import { GroupName } from "../administration/group-name.tsx";
import { GroupPictureButton } from "../administration/group-picture-button.tsx";
import { CopyId } from "../app/copy-id.tsx";
import { GroupCodeButton } from "../group-code/group-code-button.tsx";
import { GroupAvatar } from "./group-avatar.tsx";
import { TypeTag } from "./type-tag.tsx";

export function GroupHeader({ group }: { readonly group: Group }) {
  const text = useText("groups");
  return (
    <header className="group-head">
      <GroupPictureButton group={group}>
        <GroupAvatar group={group} size={36} />
      </GroupPictureButton>
      <div className="group-head-words">
        <GroupName group={group} />
        <div className="group-head-facts">
          {group.memberCount !== null && (
            <span className="digits">{text("memberCount", { count: group.memberCount })}</span>
          )}
          <CopyId id={group.id} />
        </div>
      </div>
      <GroupCodeButton group={group} />
      <TypeTag type={group.type} />
      {isRoleKnown(group) && (
        <span className={`tag ${group.role === "owner" ? "tag-strong" : ""}`}>{text(group.role)}</span>
      )}
    </header>
  );
}
