import type { Account, Credential, NewAccount } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { BackendDeps } from "../../backends/create-backend.ts";
import type { Log } from "../../platform/log.ts";
import { createRateLimit } from "../../platform/rate-limit.ts";
import { createMemorySecrets } from "../../shell/secrets/memory-secrets.ts";
import type { SecretStore } from "../../shell/shell.ts";
import { type AccountConnection, createAccountConnection } from "./account-connection.ts";
import {
  type AccountEntries,
  type AccountEntry,
  accountOf,
  enter,
  newRow,
  refuseSecond,
} from "./account-entry.ts";
import { createAccountSecrets } from "./account-secrets.ts";
import type { AccountRow, AccountsRepository } from "./accounts-repository.ts";
import { checkedApiAddress } from "./api-address.ts";
import { createDemoAccounts } from "./demo-accounts.ts";
import { createDemoHost, type DemoFacts, type DemoNames } from "./demo-host.ts";

export interface AccountsDeps {
  readonly repository: AccountsRepository;
  readonly secrets: SecretStore;
  readonly network: BackendDeps["network"];
  readonly createBackend: (deps: BackendDeps) => GroupBackend;
  readonly startDemo: () => Promise<DemoFacts>;
  readonly demoNames?: DemoNames;
  readonly emit: Emit;
  readonly log: Log;
  /** Secrets could only be kept in memory, for the person to be told. */
  readonly onMemoryOnly: () => Promise<void>;
  readonly now?: () => number;
}

/** Called before an account goes: whatever works for it must have ended when this resolves. */
export type RemovalHook = (accountId: string) => Promise<void>;

export interface AccountsService {
  /** Once, before anything else: accounts and tokens. The demo starts when a demo account is first used. */
  load(): Promise<void>;
  /** Oldest first. */
  list(): readonly Account[];
  /** Throws `not_found`. */
  get(accountId: string): Account;
  /** Ask anew for every use: the demo's moves. Throws `not_found`, also while the account is being removed. */
  backendFor(accountId: string): GroupBackend;
  add(input: NewAccount): Promise<Account>;
  addDemo(): Promise<readonly Account[]>;
  /** Refused for another user of the server: the cache belongs to the first one. */
  signIn(accountId: string, credential: Credential): Promise<Account>;
  remove(accountId: string): Promise<void>;
  onRemove(hook: RemovalHook): void;
  /** How long work in the background has to wait because the server asked for fewer calls, ms. */
  heldMs(accountId: string): number;
  /** Moves the "as of" mark of the group list. */
  markSynced(accountId: string, at: number): Promise<void>;
  /** The demo ended by itself: its accounts move to a new one when they are next used. */
  demoDied(): void;
  /** Stops the demo. Kept tokens stay. */
  close(): Promise<void>;
}

/** Shorter pauses are over before another run could begin. */
const shortestKeptMs = 3000;

export function createAccountsService(deps: AccountsDeps): AccountsService {
  const { repository, emit, log, now = Date.now } = deps;
  const entries: AccountEntries = new Map();
  const hooks: RemovalHook[] = [];
  const memory = createMemorySecrets();
  const demo = createDemoHost(deps.startDemo, deps.demoNames ?? { lanying: "Demo", gewe: "Demo WeChat" });
  const changed = () => emit("accounts.changed", {});
  const demoAccounts = createDemoAccounts({ demo, entries, repository, connect, create, changed, log, now });

  function tellMemoryOnly(): void {
    deps.onMemoryOnly().catch((cause: unknown) => log.error("a notice could not be kept", { cause }));
  }

  /** The server asked for fewer calls: told, and kept for the next run, which must not ask sooner either. */
  function slowed(accountId: string, until: number): void {
    log.warn("a server asked for fewer calls", { accountId, until: new Date(until).toISOString() });
    changed();
    if (until - now() < shortestKeptMs) return;
    repository
      .keepPause(accountId, until)
      .catch((cause: unknown) => log.warn("a pause was not kept", { cause }));
  }

  function connect(row: AccountRow, until: number | null = null): AccountConnection {
    const secrets = createAccountSecrets({
      accountId: row.id,
      store: row.isDemo ? memory : deps.secrets,
      memory,
      onFallback: tellMemoryOnly,
      log,
    });
    return createAccountConnection({
      address: row,
      network: deps.network,
      createBackend: deps.createBackend,
      secrets,
      rateLimit: createRateLimit({ until, onPause: (end) => slowed(row.id, end), now }),
      // A password that was only in memory is gone with the run that held it.
      canRenew: row.canRenew && row.secretPlace === "os",
      secretPlace: row.secretPlace,
      selfId: row.selfId,
      onChanged: changed,
      log,
    });
  }

  function need(accountId: string): AccountEntry {
    const entry = entries.get(accountId);
    if (entry === undefined || entry.isLeaving) throw new AppError("not_found", "there is no such account");
    return entry;
  }

  /** Signs in first, then keeps the secrets, then the account: each step is undone when the next one fails. */
  async function create(row: AccountRow, credential: Credential): Promise<AccountEntry> {
    const connection = connect(row);
    const session = await connection.prove(credential);
    refuseSecond(entries, row, session.selfId);
    await connection.adopt(session, credential);
    const kept = {
      ...row,
      userName: userNameOf(credential),
      selfId: session.selfId,
      canRenew: connection.canRenew(),
      secretPlace: connection.secretPlace(),
    };
    try {
      await repository.insert(kept);
    } catch (cause) {
      await connection.forget();
      throw cause;
    }
    if (kept.secretPlace === "memory" && !kept.isDemo) tellMemoryOnly();
    return enter(entries, kept, connection);
  }

  async function change(entry: AccountEntry, changes: Partial<AccountRow>): Promise<void> {
    await repository.update(entry.row.id, changes);
    entry.row = { ...entry.row, ...changes };
    changed();
  }

  return {
    async load() {
      const [rows, pauses] = await Promise.all([repository.all(), repository.pauses()]);
      const loaded = rows.map((row) => enter(entries, row, connect(row, pauses.get(row.id))));
      await Promise.all(loaded.filter(({ row }) => !row.isDemo).map(({ connection }) => connection.load()));
      for (const entry of loaded) entry.isAsleep = entry.row.isDemo;
    },
    list: () => [...entries.values()].filter(({ isLeaving }) => !isLeaving).map(accountOf),
    get: (accountId) => accountOf(need(accountId)),
    backendFor(accountId) {
      const entry = need(accountId);
      if (entry.isAsleep) demoAccounts.wake(entry);
      return entry.backend;
    },

    async add({ kind, name, appId, credential, allowsInsecureHttp, ...input }) {
      const apiUrl = checkedApiAddress(input.apiUrl, allowsInsecureHttp);
      const facts = { kind, name, apiUrl, appId, isDemo: false, allowsInsecureHttp };
      const entry = await create(newRow({ ...facts, secretPlace: deps.secrets.place }, now()), credential);
      changed();
      return accountOf(entry);
    },

    addDemo: async () => (await demoAccounts.add()).map(accountOf),

    async signIn(accountId, credential) {
      const entry = need(accountId);
      const session = await entry.connection.prove(credential);
      if (entry.row.selfId !== null && entry.row.selfId !== session.selfId) {
        throw new AppError("invalid", "these are the credentials of another user");
      }
      await entry.connection.adopt(session, credential);
      await change(entry, {
        userName: userNameOf(credential),
        selfId: session.selfId,
        canRenew: entry.connection.canRenew(),
        secretPlace: entry.connection.secretPlace(),
      });
      return accountOf(entry);
    },

    async remove(accountId) {
      const entry = need(accountId);
      entry.isLeaving = true;
      try {
        await entry.starting;
        for (const hook of hooks) await hook(accountId);
        await entry.connection.close();
        await entry.connection.forget();
        await repository.remove(accountId);
      } catch (cause) {
        entry.isLeaving = false;
        throw cause;
      }
      entries.delete(accountId);
      if (entry.row.isDemo && !demoAccounts.isNeeded()) await demo.stop();
      changed();
    },

    demoDied() {
      demo.forget();
      for (const entry of entries.values()) if (entry.row.isDemo) entry.isAsleep = true;
      changed();
    },

    onRemove: (hook) => void hooks.push(hook),

    heldMs: (accountId) => entries.get(accountId)?.connection.rateLimit.backgroundWaitMs() ?? 0,

    markSynced: (accountId, at) => change(need(accountId), { syncedAt: at }),

    async close() {
      for (const { connection, starting } of entries.values()) {
        await starting;
        await connection.close();
      }
      await demo.stop();
    },
  };
}

function userNameOf(credential: Credential): string | null {
  return credential.type === "password" ? credential.user : null;
}
