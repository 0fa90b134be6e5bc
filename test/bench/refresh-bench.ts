import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GroupBackend, RemoteGroup } from "../../main/backends/backend.ts";
import type { AccountsService } from "../../main/features/accounts/accounts-service.ts";
import { createGroupsRepository } from "../../main/features/groups/groups-repository.ts";
import { createGroupsService } from "../../main/features/groups/groups-service.ts";
import { openDatabase } from "../../main/platform/database/open-database.ts";
import { silentLog } from "../../main/platform/log.ts";
import { createRevisions } from "../../main/platform/revisions.ts";
import { insertAccount } from "../support/insert-account.ts";
import { atMostAbsolute, type Figure } from "./figure.ts";

const groupCount = 5_000;
const accountId = "11111111-1111-4111-8111-111111111111";

/** Every group of an account refreshed by itself, as bulk jobs do: what the database's thread computes for it. */
export async function refreshBench(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "qunzhu-bench-"));
  const database = await openDatabase(join(folder, "cache.sqlite"));
  try {
    await database.run(`${insertAccount} (?, 'lanying', 'n', 'u', 'x', NULL, NULL, 0, 0, 0, 'os', NULL, 0)`, [
      accountId,
    ]);
    const repository = createGroupsRepository(database);
    const groups = createGroupsService({
      repository,
      accounts: accountsOver(Array.from({ length: groupCount }, (_, at) => remoteGroup(String(at)))),
      revisions: createRevisions(),
      emit: () => undefined,
      log: silentLog,
    });
    await groups.sync(accountId);
    const before = otherThreadsMs();
    for (let at = 0; at < groupCount; at += 1) await groups.refresh(accountId, String(at));
    const worked = otherThreadsMs() - before;
    await groups.close();
    return [atMostAbsolute("5,000 groups refreshed, worker time", "ms", worked, 3000)];
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What all threads but this one have computed; the database's is the only one with work here. */
function otherThreadsMs(): number {
  const [all, own] = [process.cpuUsage(), process.threadCpuUsage()];
  return (all.user + all.system - own.user - own.system) / 1000;
}

function accountsOver(groups: readonly RemoteGroup[]): AccountsService {
  const backend: Pick<GroupBackend, "kind" | "groups" | "group" | "adminIds"> = {
    kind: "gewe",
    async *groups() {
      yield groups;
    },
    group: async (id) => ({ ...remoteGroup(id), memberCount: 100, description: `Refreshed ${id}` }),
    adminIds: async () => [],
  };
  const accounts: Pick<AccountsService, "backendFor" | "get" | "onRemove" | "markSynced"> = {
    backendFor: () => backend as GroupBackend,
    get: () => ({ selfId: "1" }) as ReturnType<AccountsService["get"]>,
    onRemove: () => undefined,
    markSynced: async () => undefined,
  };
  return accounts as AccountsService;
}

function remoteGroup(id: string): RemoteGroup {
  return {
    id,
    name: `Group ${id}`,
    description: null,
    avatar: null,
    memberCount: 3,
    capacity: 200,
    type: "private",
    role: null,
    ownerId: "2",
    joinRule: "approval",
    mutedUntil: null,
    createdAt: 1_700_000_000_000,
  };
}
