import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { type AppError, nullWhenNotFound, toAppError } from "../../../shared/errors.ts";
import type { CallOutput, Emit } from "../../../shared/ipc/contract.ts";
import type { InboxDecision, UnreadInbox } from "../../../shared/ipc/inbox-calls.ts";
import type { Log } from "../../platform/log.ts";
import { type ReadBack, readOnce } from "../../platform/read-back.ts";
import type { Revisions } from "../../platform/revisions.ts";
import { createSharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import type { MembersService } from "../members/members-service.ts";
import { createInboxDecisions } from "./inbox-decisions.ts";
import { createInboxReader, UnreadLists } from "./inbox-reader.ts";
import { type InboxRepository, rowKeyOf } from "./inbox-repository.ts";

export interface InboxDeps {
  readonly repository: InboxRepository;
  readonly accounts: Pick<AccountsService, "list" | "backendFor" | "onRemove">;
  readonly groups: Pick<GroupsService, "get" | "idsByRole" | "sync">;
  readonly members: Pick<MembersService, "get" | "sync">;
  readonly activity: Pick<ActivityService, "attempt">;
  readonly revisions: Revisions;
  readonly emit: Emit;
  readonly log: Pick<Log, "warn">;
  /** Absent: reads follow writes at once. */
  readonly readBack?: ReadBack;
  readonly now?: () => number;
  /** Between two answers of one account. */
  readonly paceMs?: number;
}

const listName = "inbox";

export type InboxService = ReturnType<typeof createInboxService>;

/** Who waits for an answer, over all accounts: server first, then cache, then event. */
export function createInboxService(deps: InboxDeps) {
  const { repository, accounts, groups, members, activity, revisions, emit, log } = deps;
  const { readBack = readOnce, now = Date.now, paceMs = 300 } = deps;
  const aftercare = createSharedRuns();
  accounts.onRemove((accountId) => aftercare.stop(accountId));

  function changed(): void {
    revisions.bump(listName);
    emit("inbox.changed", {});
  }

  const reader = createInboxReader({ repository, accounts, groups, changed, now });
  const decideAll = createInboxDecisions({
    ...{ repository, reader, accounts, activity, changed, readBack, now, paceMs },
  });

  /** In the background; what fails here is seen at the next sync. */
  function after(accountId: string, name: string, work: () => Promise<void>): void {
    aftercare.share(accountId, name, work).catch((cause: unknown) => {
      log.warn("not read again after a decision", { what: name, code: toAppError(cause).code });
    });
  }

  /** Who was let in is seen among the members, a group that we entered among the groups, the rest in the inbox. */
  function readAround(accountId: string, decided: readonly InboxRow[]): void {
    after(accountId, "inbox", () => reader.readBack(accountId));
    const entered = decided.findLast(({ kind }) => kind === "invitation");
    if (entered !== undefined) {
      after(accountId, "groups", () =>
        untilThere(async () => {
          await groups.sync(accountId);
          return await groups.get(accountId, entered.groupId);
        }),
      );
    }
    const letIn = Map.groupBy(
      decided.filter(({ kind }) => kind === "application"),
      ({ groupId }) => groupId,
    );
    for (const [groupId, people] of letIn) {
      after(accountId, `members ${groupId}`, () =>
        untilThere(async () => {
          await members.sync(accountId, groupId);
          return await members.get(accountId, groupId, people.at(-1)?.personId ?? "");
        }),
      );
    }
  }

  /** Where reads lag, the last of what was decided is not in the list at once; it may never be. */
  async function untilThere(look: () => Promise<unknown>): Promise<void> {
    await readBack(() => look().catch(nullWhenNotFound), Boolean, { isCostly: true });
  }

  async function decideFor(
    accountId: string,
    rows: readonly InboxRow[],
    isApproved: boolean,
    results: Map<string, InboxDecision>,
  ): Promise<void> {
    const done: InboxRow[] = [];
    try {
      await decideAll(rows, isApproved, (row, outcome) => {
        results.set(row.key, { key: row.key, ...outcome });
        if (outcome.isDone) done.push(row);
      });
    } finally {
      if (isApproved) readAround(accountId, done);
      else after(accountId, "inbox", () => reader.readBack(accountId));
    }
  }

  return {
    async list({ showsDecided }: { showsDecided: boolean }): Promise<CallOutput<"inbox.list">> {
      const revision = revisions.of(listName);
      const rows = await repository.rows({ now: now(), showsDecided });
      const shown = showsDecided ? rows : rows.filter(({ status }) => status === "pending");
      const pending = rows.filter(({ status }) => status === "pending").length;
      return { revision, pending, untoldGroups: reader.untold(), rows: shown };
    },

    /** Every account that has an inbox and is signed in; one that fails does not keep the others back. */
    async sync(): Promise<CallOutput<"inbox.sync">> {
      const able = accounts.list().filter(({ isSignedIn, kind }) => isSignedIn && kind === "lanying");
      const failures = await Promise.all(
        able.map(async ({ id: accountId }) => {
          try {
            await reader.read(accountId);
            return [];
          } catch (cause) {
            return unreadOf(cause).map((unread) => ({ accountId, ...unread }));
          }
        }),
      );
      return failures.flat();
    },

    /** Accounts at the same time, the entries of each one after the other. */
    async decide(keys: readonly string[], isApproved: boolean): Promise<InboxDecision[]> {
      const wanted = [...new Set(keys)];
      const rows = await repository.find(wanted, now());
      const results = new Map<string, InboxDecision>();
      const byAccount = Map.groupBy(rows.values(), ({ accountId }) => accountId);
      await Promise.all(
        [...byAccount].map(([accountId, own]) =>
          decideFor(accountId, inOrder(own, wanted), isApproved, results),
        ),
      );
      return wanted.map((key) => results.get(key) ?? gone(key));
    },

    /** The applications among these as the server says now; undefined for one that it does not list. */
    async applications(
      accountId: string,
      wanted: readonly { readonly groupId: string; readonly targetId: string }[],
    ): Promise<(groupId: string, personId: string) => InboxRow | undefined> {
      await reader.readBack(accountId, "application");
      const keyOf = (groupId: string, personId: string) =>
        rowKeyOf(accountId, { kind: "application", groupId, personId });
      const rows = await repository.find(
        wanted.map(({ groupId, targetId }) => keyOf(groupId, targetId)),
        now(),
      );
      return (groupId, personId) => rows.get(keyOf(groupId, personId));
    },

    /** Reads an account's inbox anew, not sharing a read that was begun before now. Throws where that list (absent: one of them) was not read. */
    readBack: (accountId: string, kind?: InboxRow["kind"]): Promise<void> => reader.readBack(accountId, kind),

    /** The server took a decision that was sent by somebody else than `decide`. */
    decided: reader.decided,

    /** Resolves when nothing is left in the background. */
    settled: () => aftercare.settled(),

    /** Ends what runs; before the database closes. */
    async close(): Promise<void> {
      await Promise.all([reader.close(), aftercare.stopAll()]);
    },
  };
}

/** Which lists of an account could not be read, and why; told once where both fail alike. */
function unreadOf(cause: unknown): Omit<UnreadInbox, "accountId">[] {
  const error = toAppError(cause);
  if (error.code === "cancelled") return [];
  const told = (list: UnreadInbox["list"], { code, message, server }: AppError) => ({
    ...{ list, code, message, server: server ?? null },
  });
  const lists = cause instanceof UnreadLists ? [...cause.lists] : [];
  const reasons = new Set(lists.map(([, { code, server }]) => `${code} ${server?.code}`));
  if (reasons.size < lists.length || lists.length === 0) return [told(null, error)];
  return lists.map(([list, reason]) => told(list, reason));
}

/** As the person had them before them. */
function inOrder(rows: readonly InboxRow[], keys: readonly string[]): readonly InboxRow[] {
  const place = new Map(keys.map((key, at) => [key, at]));
  return rows.toSorted((one, other) => (place.get(one.key) ?? 0) - (place.get(other.key) ?? 0));
}

/** No longer in the list at all. */
function gone(key: string): InboxDecision {
  return { key, isDone: false, outcome: "already_handled", code: "not_found", reason: null };
}
