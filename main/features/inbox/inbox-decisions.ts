import { setTimeout as wait } from "node:timers/promises";
import type { ActivityKind } from "../../../shared/domain/activity.ts";
import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { AppError, effectOf, isOfAll, serverWords, toAppError } from "../../../shared/errors.ts";
import type { InboxDecision } from "../../../shared/ipc/inbox-calls.ts";
import { wasHandledBefore } from "../../backends/administration.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import type { InboxReader } from "./inbox-reader.ts";
import type { InboxRepository } from "./inbox-repository.ts";

export interface InboxDecisionsDeps {
  readonly repository: InboxRepository;
  readonly reader: Pick<InboxReader, "decided" | "readBack">;
  readonly accounts: Pick<AccountsService, "backendFor">;
  readonly activity: Pick<ActivityService, "attempt">;
  readonly changed: () => void;
  readonly readBack: ReadBack;
  readonly now: () => number;
  /** Between two answers of one account. */
  readonly paceMs: number;
}

type Outcome = Omit<InboxDecision, "key">;

const done: Outcome = { isDone: true, outcome: "done", code: null, reason: null };

/** Approves or refuses the entries of one account, one after the other, each sent once. */
export function createInboxDecisions(deps: InboxDecisionsDeps) {
  const { repository, reader, accounts, activity, changed, readBack: readUntil, now, paceMs } = deps;

  async function send(row: InboxRow, isApproved: boolean): Promise<void> {
    const { administration } = accounts.backendFor(row.accountId);
    if (administration === null) throw new AppError("unsupported", "this kind of account has no inbox");
    if (row.kind === "application") {
      await administration.decideApplication(row.groupId, row.personId, isApproved);
    } else {
      await administration.decideInvitation(row.groupId, row.personId, isApproved);
    }
  }

  async function decide(row: InboxRow, isApproved: boolean): Promise<Outcome> {
    if (row.status !== "pending") return handled(null);
    try {
      await send(row, isApproved);
      return done;
    } catch (cause) {
      const error = toAppError(cause);
      if (wasHandledBefore(error)) return handled(wordsOf(error));
      return effectOf(error) === "unknown" ? readBack(row, isApproved, error) : failed(error);
    }
  }

  /** The answer was lost: the list says what became of it, or that nobody can know. */
  async function readBack(row: InboxRow, isApproved: boolean, error: AppError): Promise<Outcome> {
    const unknown: Outcome = { ...failed(error), outcome: "unknown" };
    const look = async () => {
      await reader.readBack(row.accountId, row.kind);
      return (await repository.find([row.key], now())).get(row.key)?.status;
    };
    let status: InboxRow["status"] | undefined;
    try {
      status = await readUntil(look, (found) => found !== "pending");
    } catch {
      return unknown; // What went wrong first says more than that we could not look.
    }
    if (status === undefined) return unknown;
    if (status === (isApproved ? "accepted" : "declined")) return done;
    return status === "pending" ? failed(error) : handled(null);
  }

  /** Never throws: whatever goes wrong is this entry's own outcome. */
  async function decideRecorded(row: InboxRow, isApproved: boolean): Promise<Outcome> {
    const { accountId, groupId, groupName, personId: targetId, personName: targetName } = row;
    const kind = kindOf(row.kind, isApproved);
    const act = { accountId, kind, groupId, groupName, targetId, targetName };
    try {
      return await activity.attempt([act], async ({ ended, afterwards }) => {
        const made = await decide(row, isApproved);
        const { outcome, reason } = made;
        const isSent = made.code === null || !isOfAll(made.code);
        const end = outcome === "done" || outcome === "unknown" ? outcome : "refused";
        ended(isSent ? [{ ...act, outcome: end, detail: reason }] : []);
        if (outcome === "done") {
          await afterwards(() => reader.decided(accountId, row, isApproved ? "accepted" : "declined"));
        }
        return made;
      });
    } catch (cause) {
      return failed(toAppError(cause));
    }
  }

  /** One result each. */
  return async function decideAll(
    rows: readonly InboxRow[],
    isApproved: boolean,
    told: (row: InboxRow, outcome: Outcome) => void,
  ): Promise<void> {
    let gaveUp: Outcome | null = null;
    try {
      for (const [at, row] of rows.entries()) {
        if (gaveUp !== null) {
          told(row, gaveUp);
          continue;
        }
        if (at > 0) await wait(paceMs);
        const outcome = await decideRecorded(row, isApproved);
        told(row, outcome);
        // The next one would fare no better, and asking on would only add to the trouble.
        if (outcome.code !== null && isOfAll(outcome.code)) gaveUp = { ...outcome, outcome: "failed" };
      }
    } finally {
      changed();
    }
  };
}

function handled(reason: string | null): Outcome {
  return { isDone: false, outcome: "already_handled", code: "refused", reason };
}

function failed(error: AppError): Outcome {
  return { isDone: false, outcome: "failed", code: error.code, reason: wordsOf(error) };
}

function wordsOf({ server }: AppError): string | null {
  return server === undefined ? null : serverWords(server);
}

function kindOf(kind: InboxRow["kind"], isApproved: boolean): ActivityKind {
  if (kind === "application") return isApproved ? "approve_application" : "refuse_application";
  return isApproved ? "accept_invitation" : "refuse_invitation";
}
