import { useMemo } from "react";
import { useTargetGroupsStore } from "./target-groups-store.ts";

/** The name of a group of the account at hand; its id where the name is not known. */
export function useGroupName(): (groupId: string) => string {
  const groups = useTargetGroupsStore((state) => state.groups);
  return useMemo(() => {
    const names = new Map((groups ?? []).map(({ id, name }) => [id, name]));
    return (groupId) => names.get(groupId) || groupId;
  }, [groups]);
}
