import { onTestFinished } from "vitest";
import type { GroupBackend } from "../../../../main/backends/backend.ts";
import type { BackendDeps } from "../../../../main/backends/create-backend.ts";
import { createAccountsRepository } from "../../../../main/features/accounts/accounts-repository.ts";
import { createAccountsService } from "../../../../main/features/accounts/accounts-service.ts";
import type { DemoFacts } from "../../../../main/features/accounts/demo-host.ts";
import { createDevicesRepository } from "../../../../main/features/accounts/devices-repository.ts";
import type { Database } from "../../../../main/platform/database/database.ts";
import { type Log, silentLog } from "../../../../main/platform/log.ts";
import { createMemorySecrets } from "../../../../main/shell/secrets/memory-secrets.ts";
import type { SecretStore } from "../../../../main/shell/shell.ts";
import type { NewAccount } from "../../../../shared/domain/account.ts";
import type { Emit, EventName } from "../../../../shared/ipc/contract.ts";
import { testNetwork } from "../../../support/test-network.ts";
import { openedDatabase, tempDatabase } from "../../platform/database/temp-database.ts";
import { createFakeServer, type FakeServer, fakeBackend } from "./fake-backend.ts";

/** A store that lasts longer than one run of the app, as the system's does. */
export function osSecrets(): SecretStore & {
  readonly values: Map<string, string>;
  isBroken: boolean;
  beforeWrite: () => Promise<void> | void;
} {
  const values = new Map<string, string>();
  const store = {
    ...createMemorySecrets(),
    place: "os" as const,
    values,
    isBroken: false,
    beforeWrite: (): Promise<void> | void => undefined,
    read: async (name: string) => check(() => values.get(name) ?? null),
    async write(name: string, value: string) {
      await store.beforeWrite();
      check(() => void values.set(name, value));
    },
    remove: async (name: string) => check(() => void values.delete(name)),
  };
  function check<Value>(act: () => Value): Value {
    if (store.isBroken) throw new Error("the keyring is locked");
    return act();
  }
  return store;
}

export interface AccountsWorldOptions {
  readonly server?: FakeServer;
  readonly secrets?: SecretStore;
  readonly database?: Database;
  readonly startDemo?: () => Promise<DemoFacts>;
  readonly createBackend?: (deps: BackendDeps) => GroupBackend;
  readonly log?: Log;
}

export const withPassword = {
  kind: "lanying",
  name: "Work",
  apiUrl: "https://api.example.com/",
  appId: "app",
  credential: { type: "password", user: "ann", password: "correct horse" },
  allowsInsecureHttp: false,
} as const satisfies NewAccount;

export const withToken = {
  ...withPassword,
  name: "Side",
  credential: { type: "token", token: "token-of-bob" },
} as const satisfies NewAccount;

/** The accounts service over a real database, a fake server and a store of secrets that tests can look into. */
export async function accountsWorld(options: AccountsWorldOptions = {}) {
  const temp = options.database === undefined ? await tempDatabase() : null;
  const database = options.database ?? temp?.database;
  if (database === undefined) throw new Error("no database");
  const server = options.server ?? createFakeServer();
  const secrets = options.secrets ?? osSecrets();
  const emitted: { name: EventName; payload: unknown }[] = [];
  const emit: Emit = (name, payload) => void emitted.push({ name, payload });
  let memoryNotices = 0;
  const service = createAccountsService({
    repository: createAccountsRepository(database),
    devices: createDevicesRepository(database),
    secrets,
    network: testNetwork,
    createBackend: options.createBackend ?? ((deps) => fakeBackend(server, deps)),
    startDemo: options.startDemo ?? (() => Promise.reject(new Error("no demo in this test"))),
    emit,
    log: options.log ?? silentLog,
    onMemoryOnly: async () => {
      memoryNotices += 1;
    },
  });
  onTestFinished(() => service.close());
  await service.load();
  return {
    service,
    server,
    secrets,
    database,
    emitted,
    emit,
    file: temp?.file ?? "",
    folder: temp?.folder ?? "",
    memoryNotices: () => memoryNotices,
    /** The app ends and starts again: same file, same system store, nothing in memory. */
    async restarted(changes: AccountsWorldOptions = {}) {
      await service.close();
      await database.close();
      const again = await openedDatabase(temp?.file ?? "");
      return accountsWorld({ ...options, server, secrets, ...changes, database: again });
    },
  };
}
