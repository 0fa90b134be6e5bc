import type { Account } from "../../../shared/domain/account.ts";
import { joinEnds } from "../../../shared/domain/activity.ts";
import type { Group } from "../../../shared/domain/group.ts";
import type { CodeCard, JoinOutcome } from "../../../shared/domain/join.ts";
import { joiningAccountKind, type ParsedCode, parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError, effectOf, toAppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { Log } from "../../platform/log.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import type { PacingService } from "../friends/pacing-service.ts";
import { createJoinCards } from "./join-cards.ts";
import type { SeenCodes } from "./seen-codes.ts";

export interface JoinDeps {
  readonly accounts: () => Promise<readonly Account[]>;
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
  /** From the cache; null when the account is not known to be in the group. */
  readonly findGroup: (accountId: string, groupId: string) => Promise<Group | null>;
  readonly syncGroups: (accountId: string) => Promise<void>;
  /** A group that the account is in now, whatever its server's list says. */
  readonly joined: (
    accountId: string,
    group: { readonly id: string; readonly name: string | null },
  ) => Promise<void>;
  readonly activity: Pick<ActivityService, "attempt">;
  readonly seen: SeenCodes;
  /** The pace of WeChat accounts: throws "rate_limited" before anything is sent. */
  readonly pacing?: Pick<PacingService, "attempt">;
  /** Told what went wrong beside the main thing; never a code's text, which may hold a ticket. */
  readonly log: Pick<Log, "warn">;
  readonly previewTimeoutMs?: number;
  /** How long an answer waits for the group list to be read again. */
  readonly syncWaitMs?: number;
  readonly now?: () => number;
}

interface AccountAndText {
  readonly accountId: string;
  readonly text: string;
}

export type JoinService = ReturnType<typeof createJoinService>;

/** Says what codes mean and joins by them, once and only when asked. */
export function createJoinService(deps: JoinDeps) {
  const { accounts, backendFor, findGroup, syncGroups, joined, activity, seen, log } = deps;
  const { syncWaitMs = 5000, now = Date.now } = deps;
  const cardOf = createJoinCards(deps);
  const joining = new Map<string, Promise<JoinOutcome>>();

  /** A late or failed sync changes nothing about the outcome. */
  async function syncLoosely(accountId: string): Promise<void> {
    const { promise: waited, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, syncWaitMs);
    const synced = syncGroups(accountId).catch((cause) => {
      log.warn("the groups were not read again after joining", { code: toAppError(cause).code });
    });
    await Promise.race([synced, waited]);
    clearTimeout(timer);
  }

  /** The group comes into the cache: a WeChat one by itself, because the service does not list what was only joined. */
  async function bringIn({ id, kind }: Account, { outcome, groupId, groupName }: JoinOutcome): Promise<void> {
    if (kind !== "gewe") return syncLoosely(id);
    if (groupId === null || (outcome !== "joined" && outcome !== "already_member")) return;
    await joined(id, { id: groupId, name: groupName }).catch((cause: unknown) => {
      log.warn("a joined group was not kept", { code: toAppError(cause).code });
    });
  }

  /** A code that names its group only afterwards: whether we were in it before, the cache still knows. */
  async function joinedOrMember(accountId: string, outcome: JoinOutcome): Promise<JoinOutcome> {
    if (outcome.outcome !== "joined" || outcome.groupId === null) return outcome;
    try {
      const known = await findGroup(accountId, outcome.groupId);
      return known === null ? outcome : { ...outcome, outcome: "already_member" };
    } catch (cause) {
      log.warn("the cache was not asked after joining", { code: toAppError(cause).code });
      return outcome;
    }
  }

  /** A WeChat account joins within its pace, whatever comes of it; the others as they like. */
  async function paced(account: Account, code: ParsedCode, join: () => Promise<JoinOutcome>) {
    if (account.kind !== "gewe" || deps.pacing === undefined) return join();
    return deps.pacing.attempt(
      { accountId: account.id, kind: "join", groupId: code.groupId, personId: null },
      join,
      ({ outcome, message }) => ({
        outcome: outcome === "refused" || outcome === "expired" ? "refused" : "sent",
        message,
      }),
    );
  }

  async function attempt(account: Account, code: ParsedCode): Promise<JoinOutcome> {
    if (account.selfId === null) throw new AppError("signed_out", "the account was never signed in");
    const backend = await backendFor(account.id);
    if (!backend.join.canJoin(code)) {
      throw new AppError("unsupported", "this account cannot join by this code");
    }
    const said = await paced(account, code, () => backend.join.join(code, account.selfId ?? ""));
    const outcome = code.groupId === null ? await joinedOrMember(account.id, said) : said;
    if (outcome.outcome !== "expired" && outcome.outcome !== "refused") await bringIn(account, outcome);
    return outcome;
  }

  /** Only what the code itself names is kept of it: its text may hold a ticket. */
  async function recorded(account: Account, code: ParsedCode): Promise<JoinOutcome> {
    const about = { accountId: account.id, kind: "join_group", groupName: null } as const;
    const act = { ...about, groupId: code.groupId, targetId: null, targetName: null };
    return await activity.attempt([act], async ({ ended }) => {
      const outcome = await attempt(account, code).catch(async (cause: unknown) => {
        if (effectOf(cause) === "refused" && toAppError(cause).server !== undefined) {
          await remember(account, code, { outcome: "refused", groupId: code.groupId, groupName: null });
        }
        throw cause;
      });
      await remember(account, code, outcome);
      const { groupId, groupName, message } = outcome;
      const detail = [outcome.outcome === "joined" ? null : outcome.outcome, message]
        .filter(Boolean)
        .join(": ");
      const end = { outcome: joinEnds[outcome.outcome], detail: detail || null };
      ended([{ ...act, groupId: groupId ?? code.groupId, groupName, ...end }]);
      return outcome;
    });
  }

  /** A code that is not known again is no reason to call an attempt failed that was made. */
  async function remember(account: Account, code: ParsedCode, end: Omit<JoinOutcome, "message">) {
    const { outcome, groupName } = end;
    const groupId = end.groupId ?? code.groupId;
    try {
      await seen.remember(code, { accountId: account.id, at: now(), outcome, groupId, groupName });
    } catch (cause) {
      log.warn("a code was not remembered", { code: toAppError(cause).code });
    }
  }

  /** The text is parsed again here: what the page believes it means does not count. */
  async function suited({ accountId, text }: AccountAndText) {
    const code = parseCode(text);
    const account = (await accounts()).find((known) => known.id === accountId);
    if (account === undefined) throw new AppError("not_found", "no such account");
    const kind = joiningAccountKind(code.kind);
    if (kind === null) throw new AppError("unsupported", "this is not a code of a group");
    if (kind !== account.kind)
      throw new AppError("unsupported", "this code belongs to another kind of account");
    return { account, code };
  }

  return {
    /** Classifies and previews. Offline or refused, the card comes all the same, with what the cache knows. */
    inspect: (text: string): Promise<CodeCard> => cardOf(parseCode(text)),

    /** What became of earlier attempts with this code, newest first. Asks no server. */
    seen: (text: string) => seen.of(parseCode(text)),

    /** One attempt, never repeated; a second call for the same code while the first runs shares its outcome. */
    async join(input: AccountAndText): Promise<JoinOutcome> {
      const { account, code } = await suited(input);
      const key = `${account.id} ${code.dedupeKey}`;
      const running = joining.get(key);
      if (running !== undefined) return running;
      const attempted = recorded(account, code).finally(() => joining.delete(key));
      joining.set(key, attempted);
      return attempted;
    },

    /** Resolves when no attempt is under way: what became of one that was cut would be known to nobody. */
    async idle(): Promise<void> {
      while (joining.size > 0) await Promise.allSettled(joining.values());
    },

    /**
     * Reads the groups again and answers with what became of the last attempt: joined when the group is there, else
     * what it was. Sends nothing that joins. Throws when the groups cannot be read.
     */
    async check(input: AccountAndText): Promise<JoinOutcome> {
      const { account, code } = await suited(input);
      await syncGroups(account.id);
      const last = (await seen.of(code)).find(({ accountId }) => accountId === account.id);
      const groupId = code.groupId ?? last?.groupId ?? null;
      const { join } = await backendFor(account.id);
      if (groupId !== null && (await join.isIn?.(groupId, account.selfId ?? ""))) {
        await joined(account.id, { id: groupId, name: last?.groupName ?? null });
      }
      const group = groupId === null ? null : await findGroup(account.id, groupId);
      const outcome = group === null ? (last?.outcome ?? "unconfirmed") : "joined";
      const checked = { outcome, groupId, groupName: group?.name ?? last?.groupName ?? null };
      if (group !== null) await remember(account, code, checked);
      return { ...checked, message: null };
    },
  };
}
