import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import {
  type Account,
  type Credential,
  type NewAccount,
  type SignInWay,
  vendorDirectory,
} from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { GroupBackend, Session } from "../../backends/backend.ts";
import type { BackendDeps, FoundByDirectory } from "../../backends/create-backend.ts";
import { createDirectory, type FindServer, type FoundServer } from "../../backends/lanying/directory.ts";
import type { Log } from "../../platform/log.ts";
import { createRateLimit } from "../../platform/rate-limit.ts";
import { createMemorySecrets } from "../../shell/secrets/memory-secrets.ts";
import type { SecretStore } from "../../shell/shell.ts";
import { type AccountConnection, createAccountConnection, type ProvenSession } from "./account-connection.ts";
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
import { type DevicesRepository, freshDevice, type KeptDevice } from "./devices-repository.ts";
import { atFirstThatAnswers, cleaned, cleanedCredential } from "./gewe-address.ts";

export interface AccountsDeps {
  readonly repository: AccountsRepository;
  readonly devices: DevicesRepository;
  readonly secrets: SecretStore;
  readonly network: BackendDeps["network"];
  readonly createBackend: (deps: BackendDeps) => GroupBackend;
  readonly findServer?: FindServer;
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
  /** What is kept of the device of a WeChat account. Throws "unsupported" for any other. */
  device(accountId: string): KeptDevice;
  keepDevice(accountId: string, changes: Partial<KeptDevice>): Promise<void>;
  /**
   * WeChat is signed in on that device, which becomes the account's. Throws "invalid", and changes nothing, where that is
   * another person than the account's, or one who is here already.
   */
  deviceSignedIn(accountId: string, deviceId: string, selfId: string): Promise<void>;
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
/** So long the end waits for a directory. */
const longestAskMs = 5000;

export function createAccountsService(deps: AccountsDeps): AccountsService {
  const { repository, emit, log, now = Date.now } = deps;
  const findServer = deps.findServer ?? createDirectory({ network: deps.network });
  const entries: AccountEntries = new Map();
  const hooks: RemovalHook[] = [];
  const memory = createMemorySecrets();
  let keeping: Promise<void> = Promise.resolve();
  /** Directories that are being asked again. */
  const asking = new Set<Promise<void>>();
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
      address: { ...row, found: foundBy(row) },
      network: deps.network,
      createBackend: deps.createBackend,
      secrets,
      rateLimit: createRateLimit({ until, onPause: (end) => slowed(row.id, end), now }),
      // A password that was only in memory is gone with the run that held it.
      canRenew: row.canRenew && row.secretPlace === "os",
      secretPlace: row.secretPlace,
      selfId: row.selfId,
      onDevice: (isOnline) => heardOfDevice(row.id, isOnline),
      onChanged: changed,
      log,
    });
  }

  function foundBy({
    id,
    appId,
    directory,
    apiUrl,
    apiUrls,
    apiFailures,
  }: AccountRow): FoundByDirectory | null {
    if (directory === null) return null;
    return {
      known: { apiUrl, apiUrls, failures: apiFailures },
      find: () => tracked(findServer(directory, appId)),
      onChanged: (now) => keepFound(id, now),
    };
  }

  /** A command ends with its last failure, which may be the very one that had a directory asked again. */
  function tracked<Answer>(asked: Promise<Answer>): Promise<Answer> {
    // What waits for the answer itself hears of it first.
    const heard = asked
      .then(
        () => turn(),
        () => turn(),
      )
      .finally(() => asking.delete(heard));
    asking.add(heard);
    return asked;
  }

  /** One after another, so that the latest is what stays. */
  function keepFound(accountId: string, { apiUrl, apiUrls, failures: apiFailures }: FoundServer): void {
    const entry = entries.get(accountId);
    if (entry === undefined || entry.isLeaving) return;
    const hasMoved = entry.row.apiUrl !== apiUrl;
    entry.row = { ...entry.row, apiUrl, apiUrls, apiFailures };
    keeping = keeping
      .then(() => repository.update(accountId, { apiUrl, apiUrls, apiFailures }))
      .catch((cause: unknown) => log.error("an address could not be kept", { cause }));
    if (!hasMoved) return;
    log.info("an account goes on at another address of its server", { host: new URL(apiUrl).host });
    changed();
  }

  /** The address given by hand, or the one that a directory names for the app. */
  async function placed({
    appId,
    apiUrl,
    directory,
    allowsInsecureHttp,
  }: Pick<NewAccount, "appId" | "apiUrl" | "directory" | "allowsInsecureHttp">) {
    if (apiUrl !== undefined) {
      if (directory !== undefined) {
        throw new AppError("invalid", "the address of the server goes without that of a directory");
      }
      return { apiUrl: checkedApiAddress(apiUrl, allowsInsecureHttp), allowsInsecureHttp };
    }
    const asked = directory === undefined ? vendorDirectory : checkedApiAddress(directory, false);
    return { ...(await findServer(asked, appId)), directory: asked, allowsInsecureHttp: false };
  }

  /** What the requests of an account tell by the way. That WeChat is back is believed only of the account's own person. */
  function heardOfDevice(accountId: string, isOnline: boolean): void {
    const entry = entries.get(accountId);
    if (entry === undefined || entry.device === null || entry.isLeaving) return;
    if (isOnline !== entry.device.isOffline) return;
    const kept = (isOnline ? comeBack(entry) : keepDevice(entry, { isOffline: true }))
      .catch((cause: unknown) => log.warn("the state of a device was not kept", { cause }))
      .finally(() => heard.delete(kept));
    heard.add(kept);
  }

  /** What was heard and is not yet kept. */
  const heard = new Set<Promise<void>>();
  const comingBack = new Map<string, Promise<void>>();

  /** Singleflight: every answer of a device that was offline leads here. */
  function comeBack(entry: AccountEntry): Promise<void> {
    const { id, appId } = entry.row;
    const running = comingBack.get(id) ?? whoIsBack(entry, appId).finally(() => comingBack.delete(id));
    comingBack.set(id, running);
    return running;
  }

  async function whoIsBack(entry: AccountEntry, deviceId: string): Promise<void> {
    const selfId = await entry.backend.device?.person(deviceId);
    if (selfId !== undefined) await deviceSignedIn(entry, deviceId, selfId);
  }

  async function keepDevice(entry: AccountEntry, changes: Partial<KeptDevice>): Promise<void> {
    const device = { ...(entry.device ?? freshDevice), ...changes };
    // At once, so that what is heard meanwhile is compared with it.
    entry.device = device;
    await deps.devices.put(entry.row.id, device);
    changed();
  }

  async function deviceSignedIn(entry: AccountEntry, deviceId: string, selfId: string): Promise<void> {
    const { row } = entry;
    if (row.selfId !== null && row.selfId !== selfId) {
      throw new AppError("invalid", "somebody else is signed in on this device");
    }
    refuseSecond(entries, { ...row, appId: deviceId }, selfId);
    if (row.selfId === null || row.appId !== deviceId) {
      await repository.update(row.id, { appId: deviceId, selfId });
      const before = entry.connection;
      entry.row = { ...row, appId: deviceId, selfId };
      entry.connection = connect(entry.row);
      await entry.connection.load();
      entry.backend = entry.connection.backend;
      await before.close();
    }
    await keepDevice(entry, { isOffline: false, newDeviceId: null });
  }

  /** A token is good although WeChat is not signed in behind it; who it is for is then told by the next sign-in. */
  async function proved(
    connection: AccountConnection,
    credential: Credential,
    isKnown: boolean,
  ): Promise<ProvenSession> {
    try {
      return await connection.prove(credential);
    } catch (cause) {
      const isOffline =
        cause instanceof AppError &&
        (cause.code === "device_offline" || (isKnown && cause.code === "not_found"));
      if (!isOffline || connection.backend.device === null || credential.type !== "token") throw cause;
      return { token: credential.token, selfId: null };
    }
  }

  function need(accountId: string): AccountEntry {
    const entry = entries.get(accountId);
    if (entry === undefined || entry.isLeaving) throw new AppError("not_found", "there is no such account");
    return entry;
  }

  /** Signs in first, then keeps the secrets, then the account: each step is undone when the next one fails. */
  async function create(row: AccountRow, credential: Credential): Promise<AccountEntry> {
    const connection = connect(row);
    const session = await proved(connection, credential, false);
    refuseSecond(entries, row, session.selfId);
    await connection.adopt(session, credential);
    const kept = {
      ...row,
      userName: userNameOf(credential),
      signInWay: wayOf(session),
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
    const entry = enter(entries, kept, connection);
    if (session.selfId === null) await keepDevice(entry, { isOffline: true });
    return entry;
  }

  async function change(entry: AccountEntry, changes: Partial<AccountRow>): Promise<void> {
    await repository.update(entry.row.id, changes);
    entry.row = { ...entry.row, ...changes };
    changed();
  }

  return {
    async load() {
      const [rows, devices, pauses] = await Promise.all([
        repository.all(),
        deps.devices.all(),
        repository.pauses(),
      ]);
      const loaded = rows.map((row) => {
        const kept = devices.get(row.id) ?? freshDevice;
        // The demo's own starts anew with each run.
        return enter(entries, row, connect(row, pauses.get(row.id)), row.isDemo ? freshDevice : kept);
      });
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

    async add(input) {
      const { kind, name, appId, credential, allowsInsecureHttp, apiUrl: given, directory } = cleaned(input);
      const entry = await atFirstThatAnswers({ kind, apiUrl: given }, async (apiUrl) => {
        const place = await placed({ appId, apiUrl, directory, allowsInsecureHttp });
        const facts = { kind, name, appId, isDemo: false, ...place };
        return await create(newRow({ ...facts, secretPlace: deps.secrets.place }, now()), credential);
      });
      changed();
      return accountOf(entry);
    },

    addDemo: async () => (await demoAccounts.add()).map(accountOf),

    async signIn(accountId, given) {
      const entry = need(accountId);
      const credential = cleanedCredential(entry.row.kind, given);
      const told = await proved(entry.connection, withWay(credential, entry.row), true);
      const isOffline = told.selfId === null;
      const session = { ...told, selfId: told.selfId ?? entry.row.selfId };
      if (entry.row.selfId !== null && entry.row.selfId !== session.selfId) {
        throw new AppError("invalid", "these are the credentials of another user");
      }
      await entry.connection.adopt(session, credential);
      await change(entry, {
        userName: userNameOf(credential),
        signInWay: wayOf(session),
        selfId: session.selfId,
        canRenew: entry.connection.canRenew(),
        secretPlace: entry.connection.secretPlace(),
      });
      if (entry.device !== null && entry.device.isOffline !== isOffline)
        await keepDevice(entry, { isOffline });
      return accountOf(entry);
    },

    device(accountId) {
      const { device } = need(accountId);
      if (device === null) throw new AppError("unsupported", "this kind of account has no device");
      return device;
    },
    keepDevice: async (accountId, changes) => keepDevice(need(accountId), changes),
    deviceSignedIn: async (accountId, deviceId, selfId) => deviceSignedIn(need(accountId), deviceId, selfId),

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
      await Promise.all(heard);
      await demo.stop();
      await Promise.race([Promise.all(asking), sleep(longestAskMs, undefined, { ref: false })]);
      await keeping;
    },
  };
}

/** The way that the server accepted for this very user is not looked for again. */
function withWay(credential: Credential, { userName, signInWay }: AccountRow): Credential {
  if (credential.type !== "password" || credential.user !== userName || signInWay === null) return credential;
  return { ...credential, way: signInWay };
}

function wayOf({ accepted }: Pick<Session, "accepted">): SignInWay | null {
  return (accepted?.type === "password" && accepted.way) || null;
}

function userNameOf(credential: Credential): string | null {
  return credential.type === "password" ? credential.user : null;
}
