import type { Group } from "../../../shared/domain/group.ts";
import { toAppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import { administrationOf } from "./place.ts";

const atOnce = 4;

export type PublicGroup = Pick<Group, "id" | "name" | "memberCount">;

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
  try {
    const { id, name, memberCount } = await backend.group(groupId);
    return { id, name, memberCount };
  } catch (cause) {
    if (toAppError(cause).code === "not_found") return null;
    throw cause;
  }
}
