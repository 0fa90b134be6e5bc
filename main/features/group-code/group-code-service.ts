import type { GroupQr } from "../../../shared/ipc/administration-calls.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import { administrationOf } from "../moderation/moderation-service.ts";

export interface GroupCodeDeps {
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
}

export interface GroupCodeService {
  /** A fresh code each time; throws "refused" where we may not invite. */
  code(accountId: string, groupId: string): Promise<GroupQr>;
}

/** The text that stands in a group's QR code, as the backend's own apps write and read it. */
export function createGroupCodeService({ backendFor }: GroupCodeDeps): GroupCodeService {
  return {
    async code(accountId, groupId) {
      const administration = await administrationOf(backendFor(accountId));
      const { info, createdAt, expiresAt } = await administration.code(groupId);
      const text = JSON.stringify({ source: "app", action: "group", info: { group_id: groupId, info } });
      return { text, createdAt, expiresAt };
    },
  };
}
