import type { SmartList } from "../../../shared/ipc/search-calls.ts";
import type { SqlValue } from "../../platform/database/database.ts";

export interface Condition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

export interface SmartListPlace {
  readonly accountId: string;
  readonly groupKey: number;
  /** ms since epoch. */
  readonly now: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** What a member `m` must be for a list. "Today" ends with the day on this computer's clock. */
export function smartListCondition(list: SmartList, { accountId, groupKey, now }: SmartListPlace): Condition {
  switch (list) {
    case "joined_today":
      return { sql: "m.joined_at > ?", parameters: [now - dayMs] };
    case "muted":
      return { sql: "(m.muted_until = -1 OR m.muted_until > ?)", parameters: [now] };
    case "muted_until_today":
      return { sql: "m.muted_until > ? AND m.muted_until <= ?", parameters: [now, endOfDay(now)] };
    case "no_card":
      return { sql: "trim(m.card) = ''", parameters: [] };
    case "in_several_groups":
      return {
        sql: `m.member_id IN (
          SELECT o.member_id FROM groups g JOIN members o ON o.group_key = g.key
          WHERE g.account_id = ? AND g.key <> ?)`,
        parameters: [accountId, groupKey],
      };
  }
}

function endOfDay(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}
