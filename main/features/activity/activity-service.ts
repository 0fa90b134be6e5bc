import { AsyncLocalStorage } from "node:async_hooks";
import { type Activity, kindsOnPeople } from "../../../shared/domain/activity.ts";
import type { Emit, ParsedInput } from "../../../shared/ipc/contract.ts";
import type { Database, SqlStatement } from "../../platform/database/database.ts";
import {
  type ActivityFilter,
  createActivityRepository,
  type KeptActivity,
  type RecordedAct,
} from "./activity-repository.ts";
import { writeActivityCsv } from "./activity-table.ts";
import { createIntents, type Intents } from "./intents.ts";
import { withoutOwnActs } from "./own-acts.ts";

export type { RecordedAct } from "./activity-repository.ts";
export { type Attempt, failed, type Intent } from "./intents.ts";

type Optional = "at" | "jobId" | "detail" | "change" | "undoesJob";
/** One thing that was done or seen; the time, the id and what it undoes are given by the journal. */
export type NewActivity = Omit<KeptActivity, Optional | "undoes"> & Partial<Pick<KeptActivity, Optional>>;

export interface ActivityService {
  /**
   * Keeps them in the journal, in order. What cannot be kept is thrown: an act that left no trace must be told.
   * `together` is written in the same transaction, all or nothing.
   */
  record(activities: readonly NewActivity[], together?: readonly SqlStatement[]): Promise<void>;
  /** Write-ahead for what is done at once, see there. */
  readonly attempt: Intents["attempt"];
}

/** What was seen in one group by comparing two states of a list. */
export interface Sighting {
  readonly accountId: string;
  readonly groupId: string;
  /** When the earlier state was fetched: what we did ourselves after it is no news. */
  readonly since: number;
  readonly activities: readonly NewActivity[];
}

export interface ActivityJournal extends ActivityService {
  readonly settle: Intents["settle"];
  /** What others did: of what we did ourselves nothing is recorded again. */
  recordSeen(sighting: Sighting): Promise<void>;
  /**
   * Marks whatever of ours is recorded by this work as taking that act back. An undo goes the way of any other act, which
   * knows nothing of undoing.
   */
  asUndoOf<Value>(id: number, work: () => Promise<Value>): Promise<Value>;
  /** Throws `not_found`. */
  get(id: number): Promise<Activity>;
  window(
    query: ParsedInput<"activity.window">,
  ): Promise<{ revision: number; total: number; rows: Activity[] }>;
  /** Everything the filter matches as CSV into a file of this path, which is replaced only when all is written. */
  exportTo(path: string, filter: ActivityFilter): Promise<void>;
}

export interface ActivityDeps {
  /** The journal's own database, not the cache: it outlives it. */
  readonly journal: Database;
  readonly emit: Emit;
  /** The group's name in the cache, for acts that do not tell it; null where it is not known. */
  readonly groupName?: (accountId: string, groupId: string) => Promise<string | null>;
  /** What people are called in a group; who has no name is not in it. */
  readonly personNames?: (
    accountId: string,
    groupId: string | null,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** What an account is called in an export; null where it was removed. */
  readonly accountName?: (accountId: string) => string | null;
  /** What of ours is under way in a group and in the journal only once it has ended. */
  readonly inHand?: (accountId: string, groupId: string) => Promise<readonly RecordedAct[]>;
  /** An act was done, and what should follow here was not. */
  readonly report?: (cause: unknown) => void;
  readonly now?: () => number;
}

/** Everything done through the app and what others were seen to do, kept without limit. */
export function createActivityService(deps: ActivityDeps): ActivityJournal {
  const { journal, emit, groupName = async () => null, accountName = () => null, now = Date.now } = deps;
  const { inHand = async () => [], personNames = async () => new Map<string, string>() } = deps;
  const repository = createActivityRepository(journal);
  const undoing = new AsyncLocalStorage<number>();
  // Begins at the clock, so that it grows across restarts too.
  let revision = now();

  /** Gives people who have none yet the name they are known by today, asked for once for each group. */
  async function named<
    Act extends Pick<Activity, "kind" | "accountId" | "groupId" | "targetId" | "targetName">,
  >(acts: readonly Act[]): Promise<readonly Act[]> {
    const nameless = acts.filter(
      ({ kind, targetId, targetName }) => targetId !== null && !targetName && kindsOnPeople.has(kind),
    );
    const names = new Map<Act, string>();
    const places = Map.groupBy(nameless, ({ accountId, groupId }) => JSON.stringify([accountId, groupId]));
    for (const here of places.values()) {
      const [{ accountId, groupId } = { accountId: "", groupId: null }] = here;
      const ids = [...new Set(here.map(({ targetId }) => targetId ?? ""))];
      const known = await personNames(accountId, groupId, ids);
      for (const act of here) {
        const name = known.get(act.targetId ?? "");
        if (name !== undefined) names.set(act, name);
      }
    }
    return names.size === 0
      ? acts
      : acts.map((act) => (names.has(act) ? { ...act, targetName: names.get(act) ?? null } : act));
  }

  /** Names are kept as they were at the time; each group is asked for once. */
  async function completed(activities: readonly NewActivity[]): Promise<KeptActivity[]> {
    const names = new Map<string, Promise<string | null>>();
    const nameOf = (accountId: string, groupId: string) => {
      const key = `${accountId} ${groupId}`;
      const name = names.get(key) ?? groupName(accountId, groupId);
      names.set(key, name);
      return name;
    };
    const at = now();
    return Promise.all(
      (await named(activities)).map(async (activity) => {
        const { accountId, groupId } = activity;
        const name = activity.groupName ?? (groupId === null ? null : await nameOf(accountId, groupId));
        const undoes = activity.kind.startsWith("seen_") ? null : (undoing.getStore() ?? null);
        const empty = { detail: null, change: null, jobId: null, undoesJob: null };
        return { at, ...empty, ...activity, groupName: name, undoes };
      }),
    );
  }

  async function record(
    activities: readonly NewActivity[],
    together: readonly SqlStatement[] = [],
  ): Promise<void> {
    if (activities.length + together.length === 0) return;
    await repository.add(await completed(activities), together);
    if (activities.length === 0) return;
    revision += 1;
    emit("activity.changed", {});
  }

  const intents = createIntents({ journal, record, report: deps.report ?? (() => undefined), now });

  return {
    record,
    attempt: intents.attempt,
    settle: intents.settle,
    async recordSeen({ accountId, groupId, since, activities }) {
      if (activities.length === 0) return;
      // First what is under way: it leaves there for the journal.
      const sent = await inHand(accountId, groupId);
      const at = Math.min(since, now() - minutesOfGrace);
      const acts = await repository.since({ accountId, groupId, at });
      await record(withoutOwnActs(activities, [...sent, ...acts]));
    },
    asUndoOf: (id, work) => undoing.run(id, work),
    async get(id) {
      const act = await repository.get(id);
      return (await named([act]))[0] ?? act;
    },
    async window(query) {
      const asOf = revision;
      const { total, rows } = await repository.window(query);
      return { revision: asOf, total, rows: [...(await named(rows))] };
    },
    async exportTo(path, filter) {
      async function* namedParts() {
        for await (const part of repository.everything(filter)) yield await named(part);
      }
      await writeActivityCsv(path, namedParts(), accountName);
    },
  };
}

/** A server may show an act in its lists a while after it answered. */
const minutesOfGrace = 10 * 60_000;
