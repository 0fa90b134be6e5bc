import type { Group } from "../../../shared/domain/group.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { useGroupPicture } from "./use-group-picture.ts";

/** The group's picture where it has one, else its initials. */
export function GroupAvatar({ group, size = 28 }: { readonly group: Group; readonly size?: number }) {
  return <Avatar id={group.id} name={group.name} size={size} picture={useGroupPicture(group)} />;
}
