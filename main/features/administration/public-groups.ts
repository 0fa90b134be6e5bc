import type { Group } from "../../../shared/domain/group.ts";
import { nullWhenNotFound } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import { administrationOf } from "./place.ts";

const atOnce = 4;

export type PublicGroup = Pick<Group, "id" | "name" | "memberCount" | "joinRule">;

/** Groups that anybody may find, in the server's order. The server gives ids only; each is then asked for its name. */
export async function publicGroups(backend: GroupBackend): Promise<PublicGroup[]> {
  const ids = await administrationOf(backend).publicGroupIds();
  const found = new Map<string, PublicGroup>();
  const due = [...ids].reverse();
  const worker = async () => {
    for (let id = due.pop(); id !== undefined; id = due.pop()) {
      const group = await groupOrNull(backend, id);
      if (group !== null) found.set(id, group);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Null for one that was destroyed meanwhile. */
async function groupOrNull(backend: GroupBackend, groupId: string): Promise<PublicGroup | null> {
  const group = await backend.group(groupId).catch(nullWhenNotFound);
  if (group === null) return null;
  const { id, name, memberCount, joinRule } = group;
  return { id, name, memberCount, joinRule };
}
