import { AppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { NamesStatus, Person } from "../../../shared/ipc/people-calls.ts";
import type { Log } from "../../platform/log.ts";
import type { Pace } from "../../platform/pacer.ts";
import type { Revisions } from "../../platform/revisions.ts";
import { createThrottle } from "../../platform/throttle.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import { createPeopleReader, type PeopleReader } from "./people-reader.ts";
import type { PeopleRepository } from "./people-repository.ts";
import type { createPersonNotes } from "./person-notes.ts";

export interface PeopleDeps {
  readonly repository: PeopleRepository;
  /** Of the journal; the cache mirrors them. */
  readonly notes: ReturnType<typeof createPersonNotes>;
  readonly accounts: Pick<AccountsService, "list" | "backendFor" | "onRemove">;
  readonly groups: Pick<GroupsService, "picture">;
  readonly revisions: Revisions;
  readonly emit: Emit;
  readonly log: Pick<Log, "warn">;
  readonly pace?: Pace;
  readonly batchSize?: number;
  /** How long after members came the background begins. */
  readonly quietMs?: number;
  /** Readers are told of new names this often at most. */
  readonly announceEveryMs?: number;
  readonly now?: () => number;
}

export interface PeopleService {
  /** Once: brings the own notes from the journal into the cache. */
  load(): Promise<void>;
  /** From now on members without a name are asked for in the background. */
  start(): void;
  /** Members may have come, or an account has signed in. */
  wake(): void;
  /** These are on screen, in this group where there is one: who is unknown or older than a day is asked for first. */
  look(accountId: string, ids: readonly string[], groupId?: string | null): void;
  /** Resolves when these were asked for, or cannot be now; never throws for that. */
  ready(accountId: string, ids: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Asks for everybody in the account's cached groups who has no name; throws where the server cannot be asked. */
  complete(accountId: string): Promise<void>;
  /** What people are called in this group, or else anywhere; who has no name is not in it. From the cache. */
  names(
    accountId: string,
    groupId: string | null,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** Profiles and notes by id, from the cache. */
  profiles(accountId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  /** From the cache; somebody nobody knows has empty names. */
  get(accountId: string, personId: string): Promise<Person>;
  /** A data URL; null where there is no picture, or none that we show. Offline throws. */
  picture(accountId: string, personId: string): Promise<string | null>;
  /** Throws `not_found` for a group that is not in the cache. */
  status(accountId: string, groupId: string): Promise<NamesStatus>;
  /** Journal first, then the cache, then the event. "" takes it away. */
  setNote(accountId: string, personId: string, note: string): Promise<void>;
  /** Ends what runs; before the database closes. */
  close(): Promise<void>;
}

/** Gentle: 100 people twice a second are 100,000 in eight minutes; a look is answered at once. */
const defaultPace: Pace = { callsPerSecond: 2, burst: 4 };
const dayMs = 24 * 60 * 60 * 1000;

/** Under which name the revision of the names in a group is kept. */
export function namesListName(accountId: string, groupId: string): string {
  return `names ${accountId} ${groupId}`;
}

/** Who people are beside any group: profiles from the server, own notes from the journal, both joined to what is shown. */
export function createPeopleService(deps: PeopleDeps): PeopleService {
  const { repository, notes, accounts, revisions, emit, log, now = Date.now } = deps;
  const readers = new Map<string, PeopleReader>();
  const tellers = new Map<string, ReturnType<typeof createThrottle>>();
  /** Accounts whose members without a name are all asked for. */
  const completing = new Set<string>();
  let isStarted = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | null = null;

  accounts.onRemove(async (accountId) => {
    await readers.get(accountId)?.stop();
    readers.delete(accountId);
    tellers.get(accountId)?.stop();
    tellers.delete(accountId);
    await notes.forget(accountId);
  });

  function told(accountId: string): void {
    const known = tellers.get(accountId);
    const teller =
      known ?? createThrottle(deps.announceEveryMs ?? 1000, () => emit("people.changed", { accountId }));
    tellers.set(accountId, teller);
    teller.ask();
  }

  async function renamed(accountId: string, ids: readonly string[]): Promise<void> {
    for (const groupId of await repository.groupsOf(accountId, ids)) {
      revisions.bump(namesListName(accountId, groupId));
    }
    told(accountId);
  }

  const canAsk = (accountId: string) =>
    accounts.list().some(({ id, isSignedIn, kind }) => id === accountId && isSignedIn && kind === "lanying");

  function readerOf(accountId: string): PeopleReader {
    const known = readers.get(accountId);
    if (known !== undefined) return known;
    if (isClosed) throw new AppError("cancelled", "the app is closing");
    const reader = createPeopleReader({
      accountId,
      repository,
      canAsk: () => canAsk(accountId),
      // Only now that there is somebody to ask for: it may have to be started first.
      backend: () => accounts.backendFor(accountId).people,
      batchSize: deps.batchSize ?? 100,
      pace: deps.pace ?? defaultPace,
      freshForMs: dayMs,
      readsAll: () => isStarted || completing.has(accountId),
      onNews: (ids) => renamed(accountId, ids),
      onState: () => told(accountId),
      report: ({ code }) => log.warn("people could not be asked for", { code }),
      now,
    });
    readers.set(accountId, reader);
    return reader;
  }

  /** Once for all that comes within the time: a sync tells of every page. */
  function wake(): void {
    if (!isStarted || isClosed || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      for (const { id } of accounts.list()) if (canAsk(id)) readerOf(id).wake();
    }, deps.quietMs ?? 1500);
    timer.unref();
  }

  return {
    async load() {
      await repository.mirrorNotes(await notes.all());
    },
    start() {
      isStarted = true;
      wake();
    },
    wake,
    look(accountId, ids, groupId = null) {
      if (!isClosed && ids.length > 0 && canAsk(accountId)) readerOf(accountId).look(ids, groupId);
    },
    async ready(accountId, ids, signal) {
      if (ids.length > 0 && canAsk(accountId)) await readerOf(accountId).ready(ids, signal);
    },
    async complete(accountId) {
      completing.add(accountId);
      try {
        await readerOf(accountId).complete();
      } finally {
        completing.delete(accountId);
      }
    },
    names: (accountId, groupId, ids) => repository.names(accountId, groupId, ids),
    profiles: (accountId, ids) => repository.find(accountId, ids),
    async get(accountId, personId) {
      const known = (await repository.find(accountId, [personId])).get(personId);
      const noNames = { note: "", alias: "", nickName: "", username: "", avatar: "" };
      return known ?? { id: personId, ...noNames, fetchedAt: null, isUnknown: false };
    },
    async picture(accountId, personId) {
      const avatar = (await repository.find(accountId, [personId])).get(personId)?.avatar ?? "";
      return avatar === "" ? null : deps.groups.picture(accountId, avatar);
    },
    async status(accountId, groupId) {
      const order = revisions.of(namesListName(accountId, groupId));
      const counts = await repository.counts(accountId, groupId);
      return { ...counts, state: readers.get(accountId)?.state ?? "idle", order };
    },
    async setNote(accountId, personId, note) {
      const written = { accountId, personId, note: note.trim() };
      await notes.set(written);
      await repository.setNote(written);
      await renamed(accountId, [personId]);
    },
    async close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      await Promise.all([...readers.values()].map((reader) => reader.stop()));
      for (const teller of tellers.values()) teller.stop();
    },
  };
}
