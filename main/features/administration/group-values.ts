import type { ChangedValue } from "../../../shared/domain/activity.ts";
import { isSettingName } from "../../../shared/domain/setting-names.ts";
import type { Place } from "./place.ts";

/**
 * What a group is set to. Name and picture are the cache's; all else is asked of the server, as no list tells it. Null
 * where the server does not say, and for "mutedUntil" where nobody is muted.
 */
export async function valueIn(place: Place, field: string, selfId: string | null): Promise<ChangedValue> {
  const { administration, groupId, group } = place;
  if (field === "name") return group.name;
  if (field === "avatar") return group.avatar;
  if (field === "card") {
    return selfId === null ? null : ((await administration.cards(groupId, [selfId])).get(selfId) ?? "");
  }
  const settings = await administration.settings(groupId);
  if (field === "description" || field === "extension") return settings[field];
  if (field === "mutedUntil") return endWords(settings.mutedUntil);
  return isSettingName(field) ? settings[field] : null;
}

/** The end of a mute as the journal keeps it. */
export function endWords(mutedUntil: number | null): string | null {
  return mutedUntil === null ? null : String(mutedUntil);
}
