import type { Announcement } from "../../../shared/domain/announcement.ts";
import { AppError, effectOf, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import { createTurns } from "../../platform/in-turn.ts";
import { type ReadBack, readOnce } from "../../platform/read-back.ts";
import type { ActivityService, Intent } from "../activity/activity-service.ts";
import { administrationOf } from "../moderation/moderation-service.ts";
import type { AnnouncementsRepository } from "./announcements-repository.ts";
import type { Draft, DraftsRepository } from "./drafts-repository.ts";

export interface AnnouncementsDeps {
  readonly repository: AnnouncementsRepository;
  readonly drafts: DraftsRepository;
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
  readonly activity: Pick<ActivityService, "attempt">;
  readonly emit: Emit;
  /** Absent: reads follow writes at once. */
  readonly readBack?: ReadBack;
  readonly now?: () => number;
}

export interface AnnouncementsService {
  /** As last read, newest first, and when that was; works offline. */
  list(accountId: string, groupId: string): Promise<{ readAt: number | null; rows: Announcement[] }>;
  /** One of them, or the newest, as the server has it now; not kept. Throws `not_found` where there is none. */
  one(accountId: string, groupId: string, announcementId: string | null): Promise<Announcement>;
  /** Reads them from the server into the cache. Offline throws and the cache stays. */
  sync(accountId: string, groupId: string, signal?: AbortSignal): Promise<void>;
  /**
   * Adds one; the server cannot change an old one. An answer that never came is settled by reading the list: what
   * stands there is answered, else AppError("outcome_unknown") stays one. The draft goes once it is sent.
   */
  add(accountId: string, groupId: string, draft: Draft): Promise<Announcement>;
  /** What is gone already counts as removed. A lost answer is settled as in `add`. */
  remove(accountId: string, groupId: string, announcementId: string): Promise<void>;
  draft(accountId: string, groupId: string): Promise<{ title: string; content: string }>;
  /** An empty one is forgotten. */
  keepDraft(accountId: string, groupId: string, draft: Draft): Promise<void>;
}

/** The announcements of a group, and what the person is writing: server first, then cache, event, journal. */
export function createAnnouncementsService(deps: AnnouncementsDeps): AnnouncementsService {
  const { repository, drafts, backendFor, activity, emit, readBack = readOnce, now = Date.now } = deps;
  const inTurn = createTurns();
  /** One thing at a time per group: a list asked for before a write would undo it in the cache. */
  const inGroup = <Value>(
    accountId: string,
    groupId: string,
    work: () => Promise<Value>,
    signal?: AbortSignal,
  ) => inTurn(`${accountId} ${groupId}`, work, signal);

  /** Server first, then the cache, then the event. */
  async function read(
    accountId: string,
    groupId: string,
    signal?: AbortSignal,
  ): Promise<readonly Announcement[]> {
    const administration = await administrationOf(backendFor(accountId));
    const list = await administration.announcements(groupId, signal);
    await repository.replace(accountId, groupId, list, now());
    emit("announcements.changed", { accountId, groupId });
    return list;
  }

  async function add(accountId: string, groupId: string, { title, content }: Draft): Promise<Announcement> {
    const administration = await administrationOf(backendFor(accountId));
    // So that, should the answer get lost, an older one with the same words is not taken for this one.
    const before = await read(accountId, groupId);
    const known = new Set(before.map(({ id }) => id));
    const act = actOf("announce", { accountId, groupId, targetId: null, targetName: title });
    return await activity.attempt([act], async ({ ended, afterwards }) => {
      const added = await send();
      ended([{ ...act, targetId: added.id, outcome: "done" }]);
      await afterwards(async () => {
        const others = before.filter(({ id }) => id !== added.id);
        await repository.replace(accountId, groupId, [...others, added], now());
        emit("announcements.changed", { accountId, groupId });
        await drafts.remove(accountId, groupId);
      });
      return added;
    });

    async function send(): Promise<Announcement> {
      try {
        return await administration.announce(groupId, title, content);
      } catch (cause) {
        const isIt = (one: Announcement) =>
          !known.has(one.id) && one.title === title && one.content === content;
        const look = () =>
          readBack(
            () => read(accountId, groupId),
            (list) => list.some(isIt),
          );
        const found = effectOf(cause) === "unknown" ? (await look().catch(() => [])).find(isIt) : undefined;
        if (found === undefined) throw cause;
        return found;
      }
    }
  }

  async function remove(accountId: string, groupId: string, announcementId: string): Promise<void> {
    const administration = await administrationOf(backendFor(accountId));
    const known = (await repository.list(accountId, groupId)).find(({ id }) => id === announcementId);
    const target = { accountId, groupId, targetId: announcementId, targetName: known?.title ?? null };
    const act = actOf("remove_announcement", target);
    await activity.attempt([act], async ({ ended, afterwards }) => {
      const outcome = await administration.removeAnnouncement(groupId, announcementId).then(
        () => "done" as const,
        (cause: unknown) => settledRemoval(cause, accountId, groupId, announcementId),
      );
      ended([{ ...act, outcome }]);
      await afterwards(async () => {
        await repository.remove(accountId, groupId, announcementId);
        emit("announcements.changed", { accountId, groupId });
      });
    });
  }

  return {
    async list(accountId, groupId) {
      const [readAt, rows] = await Promise.all([
        repository.readAt(accountId, groupId),
        repository.list(accountId, groupId),
      ]);
      return { readAt, rows: rows.sort(byAge) };
    },

    async one(accountId, groupId, announcementId) {
      const administration = await administrationOf(backendFor(accountId));
      if (announcementId !== null) return administration.announcement(groupId, announcementId);
      const last = await administration.lastAnnouncement(groupId);
      if (last === null) throw new AppError("not_found", "nothing was announced in this group");
      return last;
    },

    sync: (accountId, groupId, signal) =>
      inGroup(accountId, groupId, async () => void (await read(accountId, groupId, signal)), signal),
    add: (accountId, groupId, draft) => inGroup(accountId, groupId, () => add(accountId, groupId, draft)),
    remove: (accountId, groupId, id) => inGroup(accountId, groupId, () => remove(accountId, groupId, id)),

    draft: (accountId, groupId) => drafts.get(accountId, groupId),

    async keepDraft(accountId, groupId, draft) {
      const isEmpty = draft.title === "" && draft.content === "";
      await (isEmpty ? drafts.remove(accountId, groupId) : drafts.keep(accountId, groupId, draft));
    },
  };

  /** "done" or "already_so" where the announcement is gone all the same; throws the cause where it is not. */
  async function settledRemoval(
    cause: unknown,
    accountId: string,
    groupId: string,
    announcementId: string,
  ): Promise<"done" | "already_so"> {
    const wasLost = effectOf(cause) === "unknown";
    if (!wasLost && toAppError(cause).code !== "not_found") throw cause;
    const isGone = (list: readonly Announcement[]) => list.every(({ id }) => id !== announcementId);
    const left = await readBack(() => read(accountId, groupId), isGone).catch(() => null);
    if (left === null || !isGone(left)) throw cause;
    return wasLost ? "done" : "already_so";
  }
}

/** The journal fills in the group's name. */
function actOf(kind: Intent["kind"], target: Omit<Intent, "kind" | "groupName" | "detail">) {
  return { kind, groupName: null, ...target };
}

/** Newest first; ids grow with time, and say the order where no time is told. */
function byAge(a: Announcement, b: Announcement): number {
  if (a.createdAt !== b.createdAt) return (b.createdAt ?? -1) - (a.createdAt ?? -1);
  const [older, newer] = [BigInt(a.id), BigInt(b.id)];
  return older < newer ? 1 : older > newer ? -1 : 0;
}
