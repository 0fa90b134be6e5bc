import type { Credential } from "../../../shared/domain/account.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { Log } from "../../platform/log.ts";
import type { AccountConnection } from "./account-connection.ts";
import { type AccountEntries, type AccountEntry, newRow } from "./account-entry.ts";
import type { AccountRow, AccountsRepository } from "./accounts-repository.ts";
import type { DemoHost, DemoSeat } from "./demo-host.ts";
import { lateBackend } from "./late-backend.ts";

interface DemoAccountsDeps {
  readonly demo: DemoHost;
  readonly entries: AccountEntries;
  readonly repository: Pick<AccountsRepository, "update">;
  readonly connect: (row: AccountRow) => AccountConnection;
  readonly create: (row: AccountRow, credential: Credential) => Promise<AccountEntry>;
  readonly changed: () => void;
  readonly log: Log;
  readonly now: () => number;
}

/** The accounts of the demo, which has a new address in every run and remembers no session. */
export function createDemoAccounts(deps: DemoAccountsDeps) {
  const { demo, entries, repository, connect, create, changed, log, now } = deps;

  async function moveTo(entry: AccountEntry, { apiUrl, appId, credential }: DemoSeat): Promise<GroupBackend> {
    const connection = connect({ ...entry.row, apiUrl, appId });
    const session = await connection.prove(credential);
    await connection.adopt(session, credential);
    await repository.update(entry.row.id, { apiUrl, selfId: session.selfId });
    entry.row = { ...entry.row, apiUrl, appId, selfId: session.selfId };
    entry.connection = connection;
    if (entry.device?.isOffline) entry.device = { ...entry.device, isOffline: false };
    if (entry.isLeaving) await connection.close();
    return connection.backend;
  }

  /** Moves an account to the demo of this run and signs it in there; its backend waits for that. */
  function wake(entry: AccountEntry): void {
    entry.isAsleep = false;
    const early = entry.connection.backend;
    const arrival = (async () => {
      const seat = (await demo.seats()).find(({ kind }) => kind === entry.row.kind);
      if (seat === undefined) throw new AppError("unsupported", "the demo has no such account");
      return moveTo(entry, seat);
    })();
    entry.backend = lateBackend(early, arrival);
    entry.starting = arrival
      .then(
        () => undefined,
        (cause: unknown) => log.error("the demo could not be started", { cause: toAppError(cause) }),
      )
      .finally(() => {
        entry.starting = null;
        changed();
      });
  }

  async function seated(seat: DemoSeat): Promise<AccountEntry> {
    for (const entry of entries.values()) {
      if (!entry.row.isDemo || entry.row.kind !== seat.kind || entry.isLeaving) continue;
      if (entry.starting === null && !entry.connection.isSignedIn()) wake(entry);
      await entry.starting;
      return entry;
    }
    const { kind, name, apiUrl, appId, credential } = seat;
    const facts = { kind, name, apiUrl, appId, isDemo: true, allowsInsecureHttp: false };
    return create(newRow({ ...facts, secretPlace: "memory" }, now()), credential);
  }

  async function addAll(): Promise<readonly AccountEntry[]> {
    const added: AccountEntry[] = [];
    for (const seat of await demo.seats()) added.push(await seated(seat));
    changed();
    return added;
  }

  let adding: Promise<readonly AccountEntry[]> | null = null;

  return {
    wake,

    /** One account of each kind, signed in; asked for twice, both get the same. */
    add(): Promise<readonly AccountEntry[]> {
      adding ??= addAll().finally(() => {
        adding = null;
      });
      return adding;
    },

    /** Whether the demo has to run on. */
    isNeeded: (): boolean => adding !== null || [...entries.values()].some(({ row }) => row.isDemo),
  };
}
