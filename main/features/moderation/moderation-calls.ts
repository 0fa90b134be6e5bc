import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { ModerationService } from "./moderation-service.ts";

type ModerationCalls = Pick<Handlers, "moderation.muted" | "moderation.blocked" | "moderation.sync">;

export function createModerationCalls(service: ModerationService): ModerationCalls {
  return {
    "moderation.muted": ({ accountId, groupId }) => service.muted(accountId, groupId),
    "moderation.blocked": ({ accountId, groupId }) => service.blocked(accountId, groupId),
    "moderation.sync": ({ accountId, groupId, list }) => service.sync(accountId, groupId, list),
  };
}
