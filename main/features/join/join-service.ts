import type { Account, AccountKind } from "../../../shared/domain/account.ts";
import type { Group } from "../../../shared/domain/group.ts";
import type { CodeCard, JoinOutcome } from "../../../shared/domain/join.ts";
import { joiningAccountKind, type ParsedCode, parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../../backends/backend.ts";
import type { Log } from "../../platform/log.ts";
import { type ActivityService, failed, type NewActivity } from "../activity/activity-service.ts";
import type { PacingService } from "../friends/pacing-service.ts";

export interface JoinDeps {
  readonly accounts: () => Promise<readonly Account[]>;
  readonly backendFor: (accountId: string) => GroupBackend | Promise<GroupBackend>;
  /** From the cache; null when the account is not known to be in the group. */
  readonly findGroup: (accountId: string, groupId: string) => Promise<Group | null>;
  readonly syncGroups: (accountId: string) => Promise<void>;
  readonly activity: Pick<ActivityService, "record">;
  /** The pace of WeChat accounts: throws "rate_limited" before anything is sent. */
  readonly pacing?: Pick<PacingService, "attempt">;
  /** Told what went wrong beside the main thing; never a code's text, which may hold a ticket. */
  readonly log: Pick<Log, "warn">;
  readonly previewTimeoutMs?: number;
  /** How long an answer waits for the group list to be read again. */
  readonly syncWaitMs?: number;
}

export type JoinService = ReturnType<typeof createJoinService>;

interface Candidate {
  readonly account: Account;
  readonly canJoin: boolean;
  /** The group as the cache knows it; null when the account is not known to be in it. */
  readonly group: Group | null;
}

/** Nothing was refused, but we do not know whether the server acted. */
const unclear: ReadonlySet<string> = new Set(["outcome_unknown", "timeout"]);

/** How the journal calls what became of joining; the outcome itself is the detail. */
const ends: Readonly<Record<JoinOutcome["outcome"], NewActivity["outcome"]>> = {
  joined: "done",
  already_member: "already_so",
  pending_approval: "done",
  expired: "refused",
  refused: "refused",
  unconfirmed: "unknown",
};

/** Says what codes mean and joins by them, once and only when asked. */
export function createJoinService(deps: JoinDeps) {
  const { accounts, backendFor, findGroup, syncGroups, activity, log } = deps;
  const { previewTimeoutMs = 8000, syncWaitMs = 5000 } = deps;
  const joining = new Map<string, Promise<JoinOutcome>>();

  /** Accounts of the right kind, those not yet in the group first. */
  async function candidatesFor(code: ParsedCode, kind: AccountKind | null): Promise<readonly Candidate[]> {
    const suitable = (await accounts()).filter((account) => account.kind === kind && account.isSignedIn);
    const candidates = await Promise.all(
      suitable.map(async (account) => ({
        account,
        canJoin: await canJoin(account, code),
        group: await cachedGroup(account.id, code),
      })),
    );
    return candidates.sort((one, two) => Number(one.group !== null) - Number(two.group !== null));
  }

  async function cachedGroup(accountId: string, code: ParsedCode): Promise<Group | null> {
    return code.groupId === null ? null : findGroup(accountId, code.groupId);
  }

  async function canJoin(account: Account, code: ParsedCode): Promise<boolean> {
    try {
      return (await backendFor(account.id)).join.canJoin(code);
    } catch (cause) {
      log.warn("an account was left out for joining", { code: toAppError(cause).code });
      return false;
    }
  }

  /** What the server tells of the group; null where it tells nothing or cannot be asked. */
  async function preview({ account }: Candidate, code: ParsedCode) {
    try {
      const backend = await backendFor(account.id);
      return await backend.join.preview(code, AbortSignal.timeout(previewTimeoutMs));
    } catch (cause) {
      log.warn("no preview of a group", { code: toAppError(cause).code });
      return null;
    }
  }

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
    const before = await cachedGroup(account.id, code);
    try {
      const said = await paced(account, code, () => backend.join.join(code, account.selfId ?? ""));
      const outcome = code.groupId === null ? await joinedOrMember(account.id, said) : said;
      if (outcome.outcome !== "expired" && outcome.outcome !== "refused") await syncLoosely(account.id);
      return outcome;
    } catch (cause) {
      const error = toAppError(cause);
      if (!unclear.has(error.code)) throw error;
      await syncLoosely(account.id);
      const after = await cachedGroup(account.id, code);
      return {
        outcome: after === null ? "unconfirmed" : before === null ? "joined" : "already_member",
        groupId: code.groupId,
        groupName: after?.name ?? null,
        message: error.server?.message ?? null,
      };
    }
  }

  /** Only what the code itself names is kept of it: its text may hold a ticket. */
  async function recorded(account: Account, code: ParsedCode): Promise<JoinOutcome> {
    const keep = (end: Pick<NewActivity, "groupId" | "groupName" | "outcome" | "detail">) =>
      activity.record([
        { accountId: account.id, kind: "join_group", targetId: null, targetName: null, ...end },
      ]);
    let outcome: JoinOutcome;
    try {
      outcome = await attempt(account, code);
    } catch (cause) {
      await keep({ groupId: code.groupId, groupName: null, ...failed(cause, false) });
      throw cause;
    }
    const { groupId, groupName, message } = outcome;
    const end = ends[outcome.outcome];
    const detail = [outcome.outcome === "joined" ? null : outcome.outcome, message]
      .filter(Boolean)
      .join(": ");
    await keep({ groupId: groupId ?? code.groupId, groupName, outcome: end, detail: detail || null });
    return outcome;
  }

  return {
    /** Classifies and previews. Offline or refused, the card comes all the same, with what the cache knows. */
    async inspect(text: string): Promise<CodeCard> {
      const code = parseCode(text);
      const accountKind = joiningAccountKind(code.kind);
      const candidates = await candidatesFor(code, accountKind);
      const able = candidates.filter((candidate) => candidate.canJoin);
      const [best = candidates[0]] = able;
      const told = best === undefined ? null : await preview(best, code);
      const cached = candidates.find((candidate) => candidate.group !== null)?.group ?? null;
      return {
        text,
        kind: code.kind,
        host: code.host,
        groupId: told?.groupId ?? code.groupId,
        groupName: told?.groupName ?? cached?.name ?? null,
        memberCount: told?.memberCount ?? cached?.memberCount ?? null,
        canJoin: able.length > 0,
        accountKind,
        accountIds: able.map((candidate) => candidate.account.id),
        memberAccountIds: candidates.flatMap(({ account, group }) => (group === null ? [] : [account.id])),
      };
    },

    /**
     * One attempt, never repeated; a second call for the same code while the first runs shares its outcome.
     * The text is parsed again here: what the page believes it means does not count.
     */
    async join({ accountId, text }: { accountId: string; text: string }): Promise<JoinOutcome> {
      const code = parseCode(text);
      const account = (await accounts()).find((known) => known.id === accountId);
      if (account === undefined) throw new AppError("not_found", "no such account");
      const kind = joiningAccountKind(code.kind);
      if (kind === null) throw new AppError("unsupported", "this is not a code of a group");
      if (kind !== account.kind)
        throw new AppError("unsupported", "this code belongs to another kind of account");
      const key = `${accountId} ${code.dedupeKey}`;
      const running = joining.get(key);
      if (running !== undefined) return running;
      const attempted = recorded(account, code).finally(() => joining.delete(key));
      joining.set(key, attempted);
      return attempted;
    },
  };
}
