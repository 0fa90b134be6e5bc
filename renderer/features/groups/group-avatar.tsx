import { useEffect } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { useAvatarStore } from "./avatar-store.ts";

/** The group's picture where it has one, else its initials. */
export function GroupAvatar({ group, size = 28 }: { readonly group: Group; readonly size?: number }) {
  const { accountId, id, avatar } = group;
  const key = `${accountId} ${id} ${avatar ?? ""}`;
  const picture = useAvatarStore((state) => state.pictures.get(key));
  const want = useAvatarStore((state) => state.want);
  useEffect(() => {
    if (avatar) want(key, accountId, id);
  }, [want, key, avatar, accountId, id]);
  return <Avatar id={id} name={group.name} size={size} picture={picture ?? null} />;
}
