import type { Role } from "../../../shared/domain/group.ts";
import type { Member, MemberDetails } from "../../../shared/domain/member.ts";
import { shownNameOf } from "../../../shared/domain/person-name.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { Revisions } from "../../platform/revisions.ts";
import { createSharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityJournal } from "../activity/activity-service.ts";
import type { CachedGroup, GroupsService } from "../groups/groups-service.ts";
import { namesListName, type PeopleService } from "../people/people-service.ts";
import type { MemberMarks } from "./member-marks.ts";
import type { MembersRepository } from "./members-repository.ts";
import { syncMembers } from "./members-sync.ts";
import type { ListState, OrderedKeys } from "./ordered-keys.ts";
import { type MemberSighting, mostSightings, seenMembers } from "./seen-members.ts";

/** While a long list arrives, its readers are told this often. */
const announceEveryMs = 1000;
const progressEveryMs = 100;

export interface MembersDeps {
  readonly repository: MembersRepository;
  readonly groups: Pick<GroupsService, "cached" | "lookAtAdmins" | "membersSynced">;
  readonly accounts: Pick<AccountsService, "backendFor" | "get" | "onRemove">;
  readonly activity: Pick<ActivityJournal, "recordSeen">;
  readonly people: Pick<PeopleService, "profiles">;
  readonly revisions: Revisions;
  readonly emit: Emit;
  readonly now?: () => number;
}

export interface MembersWindowQuery {
  readonly accountId: string;
  readonly groupId: string;
  readonly query: string;
  readonly offset: number;
  readonly limit: number;
  /** Of an earlier answer: the reader keeps that order. */
  readonly order?: number | undefined;
}

/** One list of a group, in one order. */
export interface MembersPlace {
  readonly accountId: string;
  readonly groupId: string;
  readonly order?: number | undefined;
}

export interface MembersService {
  window(
    query: MembersWindowQuery,
  ): Promise<{ revision: number; order: number; total: number; rows: Member[] }>;
  /** Members that were found otherwise, by key, in the order of the list. */
  sorted(place: MembersPlace, found: Float64Array): Promise<OrderedKeys>;
  /** Grows with all that a search in this group may find. */
  textsRevision(accountId: string, groupId: string): number;
  /** Throws `not_found`. */
  get(accountId: string, groupId: string, memberId: string): Promise<MemberDetails>;
  /** Server first, then cache, then event. Who asks while one runs shares it. What arrived before a failure stays. */
  sync(accountId: string, groupId: string): Promise<void>;
  /** A card the server has just taken on. */
  cardChanged(accountId: string, groupId: string, memberId: string, card: string): Promise<void>;
  /** The group has just got this owner. */
  handedOver(accountId: string, groupId: string, ownerId: string): Promise<void>;
  /** Names can now be found by their sound: searches are answered anew, in the order they had. */
  heard(accountId: string, groupId: string): void;
  /** Ends what runs; before the database closes. */
  close(): Promise<void>;
}

/** Under which name the revision of a group's members is kept. */
export function membersListName(accountId: string, groupId: string): string {
  return `members ${accountId} ${groupId}`;
}

function soundsListName(accountId: string, groupId: string): string {
  return `sounds ${accountId} ${groupId}`;
}

export function createMembersService(deps: MembersDeps): MembersService {
  const { repository, groups, accounts, activity, people, revisions, emit, now = Date.now } = deps;
  const runs = createSharedRuns();
  accounts.onRemove((accountId) => runs.stop(accountId));

  function changed(accountId: string, groupId: string): void {
    revisions.bump(membersListName(accountId, groupId));
    emit("members.changed", { accountId, groupId });
  }

  async function run(accountId: string, groupId: string, signal: AbortSignal): Promise<void> {
    const readAdmins = groups.lookAtAdmins(accountId, groupId);
    const group = await groups.cached(accountId, groupId);
    const { selfId } = accounts.get(accountId);
    const backend = accounts.backendFor(accountId);
    // Without an earlier complete list there is nothing to compare with.
    const reportsUpTo = group.membersSyncedAt === null ? undefined : mostSightings;
    let sightings: readonly MemberSighting[] = [];
    let announced = 0;
    let unannounced = 0;
    let lastAnnouncement = 0;
    let lastProgress = 0;

    function announce(): void {
      announced += unannounced;
      unannounced = 0;
      lastAnnouncement = now();
      changed(accountId, groupId);
    }
    function progress(done: number, total: number | null, isFinished: boolean): void {
      lastProgress = now();
      emit("sync.progress", { accountId, groupId, what: "members", done, total, isFinished });
    }
    let seen = 0;
    progress(0, null, false);
    try {
      const { count, written, marks } = await syncMembers({
        backend,
        group,
        readAdmins,
        knownAdmins: () => repository.adminIds(group.key),
        beginMerge: ({ areMutesTold }) => repository.beginMerge(group.key, areMutesTold, reportsUpTo),
        signal,
        onPage(done, total, writtenSoFar) {
          seen = done;
          unannounced = writtenSoFar - announced;
          if (unannounced > 0 && now() - lastAnnouncement >= announceEveryMs) announce();
          if (now() - lastProgress >= progressEveryMs) progress(done, total, false);
        },
        onOutcome(outcome, marks) {
          sightings = seenMembers(outcome, { marks, selfId, now: now() });
        },
      });
      unannounced = written - announced;
      await groups.membersSynced(group, now(), count, ownRole(accountId, marks));
    } finally {
      if (unannounced > 0) announce();
      progress(seen, null, true);
      await tellSeen(group, sightings);
    }
  }

  async function tellSeen(group: CachedGroup, sightings: readonly MemberSighting[]): Promise<void> {
    if (sightings.length === 0) return;
    const { accountId, id: groupId, name: groupName, membersSyncedAt } = group;
    const ids = sightings.flatMap(({ targetId }) => (targetId === null ? [] : [targetId]));
    const profiles = await people.profiles(accountId, ids);
    const nameOf = ({ kind, targetId, targetName: card }: MemberSighting) =>
      kind === "seen_renamed" || targetId === null
        ? card
        : shownNameOf({ ...profiles.get(targetId), card }) || null;
    await activity.recordSeen({
      ...{ accountId, groupId, since: membersSyncedAt ?? 0 },
      activities: sightings.map((seen) => ({
        ...{ ...seen, targetName: nameOf(seen) },
        ...{ accountId, groupId, groupName, outcome: "done" },
      })),
    });
  }

  function textsRevision(accountId: string, groupId: string): number {
    const names = revisions.of(namesListName(accountId, groupId));
    return names + revisions.of(soundsListName(accountId, groupId));
  }

  /** Revisions are read before the cache: what changes in between makes the answer old, never too new. */
  async function stateOf(accountId: string, groupId: string): Promise<ListState> {
    const revision = revisions.of(membersListName(accountId, groupId));
    const names = revisions.of(namesListName(accountId, groupId));
    const texts = textsRevision(accountId, groupId);
    const { key: groupKey } = await groups.cached(accountId, groupId);
    return { groupKey, revision, names, texts };
  }

  function ownRole(accountId: string, { ownerId, adminIds, areAdminsTold }: MemberMarks): Role | null {
    const { selfId } = accounts.get(accountId);
    if (selfId === null) return null;
    if (selfId === ownerId) return "owner";
    if (!areAdminsTold) return null;
    return adminIds.has(selfId) ? "admin" : "member";
  }

  return {
    async window({ accountId, groupId, ...query }) {
      const state = await stateOf(accountId, groupId);
      return { revision: state.revision, ...(await repository.window({ ...state, ...query })) };
    },
    async sorted({ accountId, groupId, order }, found) {
      return repository.sorted({ ...(await stateOf(accountId, groupId)), order }, found);
    },
    textsRevision,
    async get(accountId, groupId, memberId) {
      const { key } = await groups.cached(accountId, groupId);
      return repository.get(key, memberId);
    },
    sync: (accountId, groupId) => runs.share(accountId, groupId, (signal) => run(accountId, groupId, signal)),
    async cardChanged(accountId, groupId, memberId, card) {
      await runs.ended(accountId, groupId);
      const { key } = await groups.cached(accountId, groupId);
      await repository.setCard(key, memberId, card);
      changed(accountId, groupId);
    },
    async handedOver(accountId, groupId, ownerId) {
      await runs.ended(accountId, groupId);
      const { key } = await groups.cached(accountId, groupId);
      await repository.handOver(key, ownerId);
      changed(accountId, groupId);
    },
    heard(accountId, groupId) {
      revisions.bump(soundsListName(accountId, groupId));
      emit("members.changed", { accountId, groupId });
    },
    close: () => runs.stopAll(),
  };
}
