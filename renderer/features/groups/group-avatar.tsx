import type { Group } from "../../../shared/domain/group.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { type Pictured, useGroupPicture } from "./use-group-picture.ts";

interface GroupAvatarProps {
  readonly group: Pictured & Pick<Group, "name">;
  readonly size?: number;
}

/** The group's picture where it has one, else its initials. */
export function GroupAvatar({ group, size = 28 }: GroupAvatarProps) {
  return <Avatar id={group.id} name={group.name} size={size} picture={useGroupPicture(group)} />;
}
