import { joinEnds } from "../../../shared/domain/activity.ts";
import type { JoinOutcome } from "../../../shared/domain/join.ts";
import { AppError, effectOf, nullWhenNotFound, saysNo, toAppError } from "../../../shared/errors.ts";
import type { CallOutput } from "../../../shared/ipc/contract.ts";
import { saveChatroom } from "../../backends/gewe/gewe-contacts.ts";
import { ifTold } from "../../platform/if-told.ts";
import type { Log } from "../../platform/log.ts";
import { type ReadBack, readOnce } from "../../platform/read-back.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import { isJoined } from "./departures.ts";
import { administrationOf } from "./place.ts";
import { publicGroups } from "./public-groups.ts";
import { createActRecorder } from "./recorded-act.ts";

export interface GroupEntryDeps {
  readonly accounts: Pick<AccountsService, "backendFor">;
  readonly groups: Pick<GroupsService, "get" | "added" | "listed">;
  readonly activity: Pick<ActivityService, "attempt">;
  readonly log: Pick<Log, "warn">;
  readonly readBack?: ReadBack;
  readonly now?: () => number;
}

export type GroupEntry = ReturnType<typeof createGroupEntry>;

/** So long an application counts as sent; who was refused meanwhile may then try again. */
const rememberedForMs = 10 * 60_000;
const alreadyMember = "20017";

/** The way into groups we only know the number of. */
export function createGroupEntry(deps: GroupEntryDeps) {
  const { accounts, groups, activity, log, readBack = readOnce, now = Date.now } = deps;
  const sent = new Map<string, { readonly outcome: Promise<JoinOutcome>; readonly at: number }>();

  const cached = (accountId: string, groupId: string) =>
    groups.get(accountId, groupId).catch(nullWhenNotFound);

  /** What failed beside the main thing is no failure of it. */
  function loosely(what: string) {
    return (cause: unknown) => {
      log.warn(what, { code: toAppError(cause).code });
      return null;
    };
  }

  async function send(accountId: string, groupId: string, reason: string): Promise<JoinOutcome> {
    const backend = accounts.backendFor(accountId);
    const administration = administrationOf(backend);
    // Who is not in a group may not be told of it; that is no answer to the wish yet.
    const told = await ifTold(backend.group(groupId), null);
    const said = { groupId, groupName: told?.name || null, message: null };
    try {
      return { ...said, outcome: await administration.apply(groupId, reason) };
    } catch (cause) {
      const error = toAppError(cause);
      if (effectOf(error) !== "unknown") return { ...said, ...refusedOr(error) };
      const isIn = () => isJoined(backend, groupId);
      const joined = await readBack(isIn, Boolean, { isCostly: true }).catch(
        loosely("a lost answer was not read back"),
      );
      return { ...said, outcome: joined === true ? "joined" : "unconfirmed" };
    }
  }

  async function enter(accountId: string, groupId: string, reason: string): Promise<JoinOutcome> {
    const known = await cached(accountId, groupId);
    if (known !== null) {
      return { outcome: "already_member", groupId, groupName: known.name || null, message: null };
    }
    const act = { accountId, groupId, kind: "join_group", groupName: null } as const;
    const aim = { ...act, targetId: null, targetName: null };
    return await activity.attempt([aim], async ({ ended, afterwards }) => {
      const outcome = await send(accountId, groupId, reason);
      const { groupName, message } = outcome;
      const words = [outcome.outcome === "joined" ? null : outcome.outcome, message].filter(Boolean);
      ended([{ ...aim, groupName, outcome: joinEnds[outcome.outcome], detail: words.join(": ") || null }]);
      if (outcome.outcome === "joined" || outcome.outcome === "already_member") {
        await afterwards(async () => {
          await groups.added(accountId, await accounts.backendFor(accountId).group(groupId));
        });
      }
      return outcome;
    });
  }

  return {
    /** The server's public groups, with those we are in marked as far as the cache knows. */
    async publicGroups(accountId: string): Promise<CallOutput<"groups.public">> {
      const found = await publicGroups(accounts.backendFor(accountId));
      return Promise.all(
        found.map(async (group) => ({ ...group, isMember: (await cached(accountId, group.id)) !== null })),
      );
    },

    /**
     * Saves a WeChat group to the contacts; in the journal. Doing it twice changes nothing, and what came of it is not
     * read back: the service collects its list for minutes.
     */
    async save(accountId: string, groupId: string): Promise<void> {
      const backend = accounts.backendFor(accountId);
      if (backend.kind !== "gewe")
        throw new AppError("unsupported", "only WeChat groups are saved to contacts");
      const { name } = await groups.get(accountId, groupId);
      await createActRecorder(activity, readOnce).perform(
        { kind: "save_group", accountId, groupId, groupName: name },
        {
          send: () => saveChatroom(backend, groupId),
          isDone: async () => false,
          afterwards: () => groups.listed(accountId, groupId),
        },
      );
    },

    /**
     * Joins, or applies where admins decide; in the journal. Sent once: the same wish, while it runs or shortly after
     * it got an answer that may still stand, is answered with that. A lost answer is settled by our list of groups.
     */
    async apply(accountId: string, groupId: string, reason: string): Promise<JoinOutcome> {
      const key = `${accountId} ${groupId}`;
      const before = sent.get(key);
      if (before !== undefined && now() - before.at < rememberedForMs) return before.outcome;
      const outcome = enter(accountId, groupId, reason);
      sent.set(key, { outcome, at: now() });
      const mayWait = await outcome.then(
        (ended) => ended.outcome === "pending_approval" || ended.outcome === "unconfirmed",
        () => false,
      );
      if (!mayWait) sent.delete(key);
      return outcome;
    },
  };
}

/** A refusal in the server's words; every other failure is thrown on. */
function refusedOr(cause: unknown): Pick<JoinOutcome, "outcome" | "message"> {
  const error: AppError = toAppError(cause);
  if (!saysNo(error) || error.server === undefined) throw error;
  const { code, message } = error.server;
  const words = message === "" ? code : `${message} (${code})`;
  return { outcome: code === alreadyMember ? "already_member" : "refused", message: words };
}
