import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { PeopleService } from "../people/people-service.ts";
import type { ModerationService } from "./moderation-service.ts";

type ModerationCalls = Pick<Handlers, "moderation.muted" | "moderation.blocked" | "moderation.sync">;

/** Whom the page shows is looked at: their names are asked for first. */
export function createModerationCalls(
  service: ModerationService,
  people: Pick<PeopleService, "look">,
): ModerationCalls {
  return {
    "moderation.muted": async ({ accountId, groupId }) => {
      const muted = await service.muted(accountId, groupId);
      people.look(accountId, personIds(muted.rows));
      return muted;
    },
    "moderation.blocked": async ({ accountId, groupId }) => {
      const blocked = await service.blocked(accountId, groupId);
      people.look(accountId, personIds(blocked.rows));
      return blocked;
    },
    "moderation.sync": ({ accountId, groupId, list }) => service.sync(accountId, groupId, list),
  };
}

/** From the end, so that those shown first are looked at last. */
function personIds(rows: readonly { readonly userId: string }[]): string[] {
  return rows.map(({ userId }) => userId).reverse();
}
