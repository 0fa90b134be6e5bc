import type { Activity } from "../../../shared/domain/activity.ts";
import type { Announcement } from "../../../shared/domain/announcement.ts";
import { toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import { type ActivityService, failed, type NewActivity } from "../activity/activity-service.ts";
import { isUnknown } from "../files/files-service.ts";
import { administrationOf } from "../moderation/moderation-service.ts";
import type { Draft, DraftsRepository } from "./drafts-repository.ts";

export interface AnnouncementsDeps {
  readonly drafts: DraftsRepository;
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
  readonly activity: ActivityService;
  readonly emit: Emit;
}

export interface AnnouncementsService {
  /** Newest first. Asked of the server each time: announcements are not cached. */
  list(accountId: string, groupId: string): Promise<Announcement[]>;
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

/** The announcements of a group, and what the person is writing: server first, then event, then the journal. */
export function createAnnouncementsService(deps: AnnouncementsDeps): AnnouncementsService {
  const { drafts, backendFor, activity, emit } = deps;
  /** Titles as last listed, so that the journal can name what was removed. */
  const titles = new Map<string, string>();

  async function read(accountId: string, groupId: string): Promise<readonly Announcement[]> {
    const list = await (await administrationOf(backendFor(accountId))).announcements(groupId);
    for (const { id, title } of list) titles.set(`${accountId} ${groupId} ${id}`, title);
    return list;
  }

  /** The journal fills in the group's name. */
  const record = (kind: Kind, act: Subject) => activity.record([{ kind, groupName: null, ...act }]);

  /** What failed is recorded too, unless it never left: a person looks there for what became of it. */
  async function recordFailure(kind: Kind, subject: Target, cause: unknown): Promise<void> {
    const { code } = toAppError(cause);
    if (code === "offline" || code === "signed_out" || code === "unsupported") return;
    await record(kind, { ...subject, ...failed(cause, isUnknown(cause)) });
  }

  return {
    async list(accountId, groupId) {
      return [...(await read(accountId, groupId))].sort(byAge);
    },

    async add(accountId, groupId, { title, content }) {
      const administration = await administrationOf(backendFor(accountId));
      // So that, should the answer get lost, an older one with the same words is not taken for this one.
      const before = new Set((await read(accountId, groupId)).map(({ id }) => id));
      const subject = { accountId, groupId, targetName: title };
      let added: Announcement;
      try {
        added = await administration.announce(groupId, title, content);
      } catch (cause) {
        const found = isUnknown(cause)
          ? (await read(accountId, groupId).catch(() => [])).find(
              (one) => !before.has(one.id) && one.title === title && one.content === content,
            )
          : undefined;
        if (found === undefined) {
          await recordFailure("announce", { ...subject, targetId: null }, cause);
          throw cause;
        }
        added = found;
      }
      emit("administration.changed", { accountId, groupId });
      await drafts.remove(accountId, groupId);
      await record("announce", { ...subject, targetId: added.id, outcome: "done" });
      return added;
    },

    async remove(accountId, groupId, announcementId) {
      const administration = await administrationOf(backendFor(accountId));
      const targetName = titles.get(`${accountId} ${groupId} ${announcementId}`) ?? null;
      const subject = { accountId, groupId, targetId: announcementId, targetName };
      let outcome: Activity["outcome"] = "done";
      try {
        await administration.removeAnnouncement(groupId, announcementId);
      } catch (cause) {
        outcome = await settledRemoval(cause, subject);
      }
      emit("administration.changed", { accountId, groupId });
      await record("remove_announcement", { ...subject, outcome });
    },

    draft: (accountId, groupId) => drafts.get(accountId, groupId),

    async keepDraft(accountId, groupId, draft) {
      const isEmpty = draft.title === "" && draft.content === "";
      await (isEmpty ? drafts.remove(accountId, groupId) : drafts.keep(accountId, groupId, draft));
    },
  };

  /** "done" or "already_so" where the announcement is gone all the same; throws the cause where it is not. */
  async function settledRemoval(cause: unknown, subject: Target): Promise<"done" | "already_so"> {
    const { accountId, groupId, targetId } = subject;
    const wasLost = isUnknown(cause);
    if (wasLost || toAppError(cause).code === "not_found") {
      const left = await read(accountId, groupId).catch(() => null);
      if (left?.every(({ id }) => id !== targetId)) return wasLost ? "done" : "already_so";
    }
    await recordFailure("remove_announcement", subject, cause);
    throw cause;
  }
}

type Kind = "announce" | "remove_announcement";
type Target = Pick<Activity, "accountId" | "groupId" | "targetId" | "targetName"> & {
  readonly groupId: string;
};
type Subject = Target & Pick<NewActivity, "outcome" | "detail">;

/** Newest first; ids grow with time, and say the order where no time is told. */
function byAge(a: Announcement, b: Announcement): number {
  if (a.createdAt !== b.createdAt) return (b.createdAt ?? -1) - (a.createdAt ?? -1);
  const [older, newer] = [BigInt(a.id), BigInt(b.id)];
  return older < newer ? 1 : older > newer ? -1 : 0;
}
