import { useEffect } from "react";
import type { Group } from "../../../shared/domain/group.ts";
import { useAvatarStore } from "./avatar-store.ts";

/** What of a group says which picture it has. */
export type Pictured = Pick<Group, "accountId" | "id" | "avatar">;

/** The group's picture as a data URL, asked for when first wanted; null while there is none. */
export function useGroupPicture(group: Pictured | null): string | null {
  const key = group === null ? "" : `${group.accountId} ${group.id} ${group.avatar ?? ""}`;
  const picture = useAvatarStore((state) => state.pictures.get(key));
  const want = useAvatarStore((state) => state.want);
  useEffect(() => {
    if (group?.avatar) want(key, group.accountId, group.id);
  }, [want, key, group?.avatar, group?.accountId, group?.id]);
  return picture ?? null;
}
