import { setTimeout as wait } from "node:timers/promises";
import { saysNo, toAppError } from "../../../shared/errors.ts";
import type { Log } from "../../platform/log.ts";
import { inBackground } from "../../platform/rate-limit.ts";
import { createSharedRuns } from "../../platform/shared-runs.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { AnnouncementsRepository } from "./announcements-repository.ts";
import type { AnnouncementsService } from "./announcements-service.ts";

export interface AnnouncementsPassDeps {
  readonly repository: Pick<AnnouncementsRepository, "due">;
  readonly announcements: Pick<AnnouncementsService, "sync">;
  readonly accounts: Pick<AccountsService, "list" | "onRemove">;
  readonly log: Pick<Log, "warn">;
  readonly now?: () => number;
  /** How long nothing may have changed before it begins. */
  readonly quietMs?: number;
  /** Between two groups of one account. */
  readonly paceMs?: number;
}

export interface AnnouncementsPass {
  /** From now on it may ask servers. */
  start(): void;
  /** Groups or accounts may have changed: looks for what is due once it is quiet. */
  wake(): void;
  /** Resolves when what is due now was read, or could not be. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

const hourMs = 3_600_000;
/** Announcements read less than this ago are not asked for again; an open tab reads them anyway. */
const freshForMs = 12 * hourMs;
/** A group that nobody opened for so long is not kept fresh any more, and one that nobody ever opened never is. */
const lookedAtForMs = 30 * 24 * hourMs;
/** After a server said that it is too much. */
const restMs = hourMs;

/**
 * Reads announcements of the groups that people open, slowly and one after another, so that a search finds what is
 * new there. It goes on where it ended: each group's time is kept. Anything that more than one group would fail with
 * ends it.
 */
export function createAnnouncementsPass(deps: AnnouncementsPassDeps): AnnouncementsPass {
  const { repository, announcements, accounts, log, now = Date.now, quietMs = 20_000, paceMs = 2000 } = deps;
  const runs = createSharedRuns();
  const restsUntil = new Map<string, number>();
  /** Those that would not tell, until the next start. */
  const silent = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let isStarted = false;
  let isClosed = false;
  accounts.onRemove((accountId) => runs.stop(accountId));

  const isAble = (accountId: string) =>
    accounts.list().some(({ id, isSignedIn, kind }) => id === accountId && isSignedIn && kind === "lanying");

  async function pass(accountId: string, signal: AbortSignal): Promise<void> {
    for (const groupId of await repository.due(accountId, now() - freshForMs, now() - lookedAtForMs)) {
      const key = `${accountId} ${groupId}`;
      if (silent.has(key)) continue;
      if (signal.aborted || !isAble(accountId)) return;
      try {
        await announcements.sync(accountId, groupId, signal);
      } catch (cause) {
        const { code } = toAppError(cause);
        if (!saysNo(cause) && code !== "bad_answer") throw cause;
        silent.add(key);
      }
      await wait(paceMs, undefined, { signal, ref: false }).catch(() => signal.throwIfAborted());
    }
  }

  async function catchUp(): Promise<void> {
    const able = accounts.list().filter(({ id }) => isAble(id) && (restsUntil.get(id) ?? 0) <= now());
    await Promise.all(
      able.map(async ({ id }) => {
        try {
          await runs.share(id, "announcements", (signal) => inBackground(() => pass(id, signal)));
        } catch (cause) {
          const { code } = toAppError(cause);
          if (code === "rate_limited") restsUntil.set(id, now() + restMs);
          if (code !== "cancelled") log.warn("announcements were not read in the background", { code });
        }
      }),
    );
  }

  function calm(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  return {
    start() {
      isStarted = true;
      this.wake();
    },
    wake() {
      calm();
      if (isClosed || !isStarted) return;
      timer = setTimeout(() => {
        timer = null;
        catchUp().catch((cause: unknown) =>
          log.warn("announcements were not read in the background", { code: toAppError(cause).code }),
        );
      }, quietMs);
      timer.unref();
    },
    catchUp,
    async close() {
      calm();
      isClosed = true;
      await runs.stopAll();
    },
  };
}
