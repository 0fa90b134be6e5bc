import type { Role } from "../../../shared/domain/group.ts";
import { rankOf } from "../../../shared/domain/role-rank.ts";
import { toAppError } from "../../../shared/errors.ts";
import type { GroupBackend, RemoteGroup } from "../../backends/backend.ts";
import { ifTold } from "../../platform/if-told.ts";
import type { Log } from "../../platform/log.ts";
import type { SharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { GroupRow } from "./group-rows.ts";
import type { GroupsRepository } from "./groups-repository.ts";

const trustedForMs = 60 * 60 * 1000;
const atOnce = 3;

export interface GroupRolesDeps {
  readonly repository: GroupsRepository;
  readonly accounts: AccountsService;
  readonly runs: SharedRuns;
  readonly changed: (accountId: string) => void;
  readonly log: Log;
  readonly now: () => number;
}

/** Finds out where we are admins: group lists name the owner only. */
export function createGroupRoles({ repository, accounts, runs, changed, log, now }: GroupRolesDeps) {
  async function checkAll(accountId: string, signal: AbortSignal): Promise<void> {
    const backend = accounts.backendFor(accountId);
    const { selfId } = accounts.get(accountId);
    // WeChat watches for bulk requests; there a group is asked only when it is opened.
    if (selfId === null || backend.kind === "gewe") return;
    const oldest = now() - trustedForMs;
    const due = [...(await repository.all(accountId)).values()].filter(
      ({ role, roleCheckedAt }) => role !== rankOf("owner") && (roleCheckedAt ?? 0) < oldest,
    );
    let differing = 0;
    const worker = async () => {
      for (let group = due.pop(); group !== undefined; group = due.pop()) {
        if (await checkOne(backend, group, selfId, signal)) differing += 1;
      }
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, worker));
    } finally {
      if (differing > 0) changed(accountId);
    }
  }

  async function checkOne(
    backend: GroupBackend,
    { key, id }: GroupRow,
    selfId: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    signal.throwIfAborted();
    const ids = await ifTold(backend.adminIds(id, signal), []);
    return repository.setRole(key, ids.includes(selfId) ? "admin" : "member", now());
  }

  return {
    /** In the background; its failures are logged and tried again at the next sync. */
    check(accountId: string): void {
      runs
        .share(accountId, "roles", (signal) => checkAll(accountId, signal))
        .catch((cause: unknown) => log.warn("roles were not checked", { code: toAppError(cause).code }));
    },
    /** Our role by the group's own answer, or else by its list of admins. */
    async ownRole(
      backend: GroupBackend,
      remote: RemoteGroup,
      selfId: string | null,
      signal: AbortSignal,
    ): Promise<Role | null> {
      if (remote.role !== null || selfId === null) return remote.role;
      if (remote.ownerId === selfId) return "owner";
      return (await ifTold(backend.adminIds(remote.id, signal), [])).includes(selfId) ? "admin" : "member";
    },
  };
}
