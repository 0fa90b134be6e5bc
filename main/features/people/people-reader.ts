import { setTimeout as sleep } from "node:timers/promises";
import { type AppError, type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { NamesStatus } from "../../../shared/ipc/people-calls.ts";
import type { PeopleBackend } from "../../backends/backend.ts";
import { createPacer, type Pace } from "../../platform/pacer.ts";
import { forSomebody, inBackground, longestWaitMs } from "../../platform/rate-limit.ts";
import type { PeopleRepository } from "./people-repository.ts";

export interface PeopleReaderDeps {
  readonly accountId: string;
  readonly repository: Pick<PeopleRepository, "due" | "keep" | "nameless" | "groupsWithNameless">;
  /** Not while signed out, and never of a service that names everybody in its lists. */
  readonly canAsk: () => boolean;
  readonly backend: () => PeopleBackend | null;
  /** People in one request. */
  readonly batchSize: number;
  readonly pace: Pace;
  /** A profile older than this is asked for again when somebody looks at it. */
  readonly freshForMs: number;
  /** Whether members without a name are asked for although nobody looks at them. */
  readonly readsAll: () => boolean;
  /** These have other names or another picture now. */
  readonly onNews: (ids: readonly string[]) => Promise<void>;
  /** Its state is another one. */
  readonly onState: () => void;
  readonly report: (cause: AppError) => void;
  readonly now: () => number;
}

export type ReaderState = NamesStatus["state"];

/** Looked at and scrolled past: beyond so many, the oldest look is forgotten. */
const mostLookedAt = 500;
/** How many members without a name are listed at a time. */
const listedAtOnce = 1000;
const firstPauseMs = 5000;
const longestPauseMs = 5 * 60_000;
/** What was refused once is left alone for so long; a server that refuses everything twice as long each time. */
const refusedForMs = 30 * 60_000;
/** So many people in a row, each asked for alone: then it is not about them. */
const refusedPeople = 3;
const longestRefusalMs = 6 * 60 * 60_000;

/** The server could not be asked, or not now: the same question may well be answered later. */
const passing: ReadonlySet<ErrorCode> = new Set([
  "offline",
  "timeout",
  "server_error",
  "rate_limited",
  "storage",
  "disk_full",
]);
/** Of these a server may fail over one of the people as well. */
const overload: ReadonlySet<ErrorCode> = new Set(["timeout", "server_error"]);

/** One way through the members without a name. */
interface Pass {
  /** Still to be looked through; null before it has begun. */
  groups: readonly string[] | null;
  /** The last id that was listed of the first of them. */
  cursor: string;
  /** Listed and not asked for yet. */
  listed: readonly string[];
}

interface Batch {
  readonly ids: readonly string[];
  /** Somebody waits for it or sees one of its people. */
  readonly isLookedAt: boolean;
}

const newPass = (): Pass => ({ groups: null, cursor: "", listed: [] });

/**
 * Asks one account's server for profiles, one batch at a time (singleflight) and at a bounded pace: those somebody looks
 * at first, newest look first, then members without a name, those of the group on screen first. The cache is the queue,
 * so it goes on after a restart where it was. What fails is asked again later, and later each time.
 */
export function createPeopleReader(deps: PeopleReaderDeps) {
  const { accountId, repository, now } = deps;
  const pacer = createPacer({ pace: deps.pace });
  /** In the order of the looks, the newest last. */
  const lookedAt = new Set<string>();
  /** Somebody waits for these. */
  const awaited = new Set<string>();
  const setAside = new Map<string, number>();
  /** Halves of batches that failed for one of their people, perhaps. */
  let halves: readonly Batch[] = [];
  let inFlight: readonly string[] = [];
  let pass = newPass();
  let shownGroup: string | null = null;

  let state: ReaderState = "idle";
  let pausedUntil = 0;
  /** Cuts a pause short once the server can be reached again. */
  let endPause: AbortController | null = null;
  let failures = 0;
  /** Of those, people who were asked for alone. */
  let failedAlone = 0;
  let refusals = 0;
  /** How often in a row everything was refused. */
  let blocked = 0;
  let hasAnswered = false;
  let lastFailure: AppError | null = null;

  const stopped = new AbortController();
  let running: Promise<void> | null = null;
  let looking: Promise<void> = Promise.resolve();
  /** Somebody asked while it ran, perhaps after it had looked for the last time. */
  let isWanted = false;
  let step = Promise.withResolvers<void>();

  function stepped(): void {
    step.resolve();
    step = Promise.withResolvers<void>();
  }

  function become(next: ReaderState): void {
    if (state === next) return;
    state = next;
    deps.onState();
  }

  const isSetAside = (id: string) => (setAside.get(id) ?? 0) > now();
  const isInHalves = (id: string) => halves.some(({ ids }) => ids.includes(id));

  /** Lists more members without a name, of the group on screen first, where none is listed; until there are no more. */
  async function list(mine: Pass): Promise<void> {
    while (deps.readsAll() && mine.listed.length === 0) {
      if (mine.groups === null) {
        const all = await repository.groupsWithNameless(accountId);
        const isShown = (groupId: string) => groupId === shownGroup;
        mine.groups = [...all.filter(isShown), ...all.filter((groupId) => !isShown(groupId))];
      }
      const [groupId] = mine.groups;
      if (groupId === undefined) return;
      const listed = await repository.nameless({ accountId, groupId }, mine.cursor, listedAtOnce);
      const isLast = listed.length < listedAtOnce;
      if (isLast) mine.groups = mine.groups.slice(1);
      mine.cursor = isLast ? "" : (listed.at(-1) ?? "");
      mine.listed = listed.filter((id) => !isSetAside(id));
    }
  }

  /** Whom to ask for next, who are in flight from then on; empty when there is nobody. */
  async function nextBatch(): Promise<Batch> {
    for (;;) {
      await looking;
      const size = deps.batchSize;
      const looks = new Set([...awaited, ...[...lookedAt].reverse()].slice(0, size));
      const [half, ...otherHalves] = looks.size > 0 ? [] : halves;
      const isLookedAt = half?.isLookedAt ?? looks.size > 0;
      if (half !== undefined) {
        halves = otherHalves;
        for (const id of half.ids) looks.add(id);
      } else if (looks.size < size) {
        // A new pass may begin meanwhile: this batch is still of the one it was begun with.
        const mine = pass;
        await list(mine);
        for (const id of mine.listed) if (looks.size < size && !isInHalves(id)) looks.add(id);
        mine.listed = mine.listed.filter((id) => !looks.has(id) && !isInHalves(id));
      }
      if (looks.size === 0) return { ids: [], isLookedAt };
      inFlight = [...looks].filter((id) => !isSetAside(id));
      for (const id of looks) {
        awaited.delete(id);
        lookedAt.delete(id);
      }
      inFlight = await repository.due(accountId, inFlight, now() - deps.freshForMs);
      if (inFlight.length > 0) return { ids: inFlight, isLookedAt };
      stepped();
    }
  }

  /** What did not work is asked for again, after what has been looked at since. */
  function putBack(batch: readonly string[]): void {
    const since = [...lookedAt];
    lookedAt.clear();
    for (const id of [...batch, ...since].slice(-mostLookedAt)) lookedAt.add(id);
  }

  /** Asked for again in halves: whom it fails for is found, and the others get their names. False for one alone. */
  function halve({ ids, isLookedAt }: Batch): boolean {
    if (ids.length < 2) return false;
    const middle = Math.ceil(ids.length / 2);
    const both = [ids.slice(0, middle), ids.slice(middle)];
    halves = [...both.map((half) => ({ ids: half, isLookedAt })), ...halves];
    return true;
  }

  function failed(batch: Batch, cause: unknown): "again" | "stop" {
    const error = toAppError(cause);
    lastFailure = error;
    if (error.code === "cancelled" || error.code === "signed_out") return "stop";
    deps.report(error);
    const leaveAlone = () => setAside.set(batch.ids[0] ?? "", now() + 2 * refusedForMs);
    if (passing.has(error.code)) {
      const isOverload = overload.has(error.code);
      if (!isOverload || failures === 0) putBack(batch.ids);
      else if (!halve(batch)) {
        leaveAlone();
        failedAlone += 1;
      }
      failures += 1;
      // As long as batches become smaller, it may be about one of their people, and the next one go well.
      const times = isOverload ? failedAlone : failures - 1;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** times);
      // Where the server asks for fewer calls, the account's rate limit holds the next one back.
      pausedUntil = now() + (error.code === "rate_limited" ? (error.retryAfterMs ?? 0) : pauseMs);
      endPause = error.code === "offline" ? new AbortController() : null;
      become("waiting");
      return "again";
    }
    const hasNoProfiles = error.code === "not_found" && !hasAnswered;
    if (!hasNoProfiles) {
      if (halve(batch)) return "again";
      leaveAlone();
      refusals += 1;
      if (refusals < refusedPeople) {
        if (hasAnswered) lastFailure = null;
        return "again";
      }
    }
    // This server tells of nobody.
    halves = [];
    blocked += 1;
    pausedUntil = now() + Math.min(longestRefusalMs, refusedForMs * 2 ** (blocked - 1));
    become("unavailable");
    return "stop";
  }

  async function pause(): Promise<void> {
    const ms = pausedUntil - now();
    if (ms <= 0) return;
    const signals = endPause === null ? [stopped.signal] : [stopped.signal, endPause.signal];
    await sleep(ms, undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined);
  }

  async function run(): Promise<void> {
    for (;;) {
      await pause();
      if (stopped.signal.aborted) return;
      if (!deps.canAsk()) break;
      await pacer.take(stopped.signal).catch(() => undefined);
      if (stopped.signal.aborted) return;
      const next = await nextBatch();
      const { ids: batch, isLookedAt } = next;
      if (batch.length === 0) break;
      if (state === "idle") become("reading");
      try {
        const ask = async () => (await deps.backend()?.profiles(batch, stopped.signal)) ?? [];
        const profiles = await (isLookedAt ? forSomebody(ask) : inBackground(ask));
        const news = await repository.keep(accountId, batch, profiles, now());
        failures = 0;
        failedAlone = 0;
        refusals = 0;
        blocked = 0;
        lastFailure = null;
        hasAnswered = true;
        become("reading");
        if (news.length > 0) await deps.onNews(news);
      } catch (cause) {
        if (stopped.signal.aborted || failed(next, cause) === "stop") break;
      } finally {
        inFlight = [];
        stepped();
      }
    }
    if (state !== "unavailable") become("idle");
  }

  async function keepLook(ids: readonly string[]): Promise<void> {
    if (stopped.signal.aborted) return;
    for (const id of await repository.due(accountId, ids, now() - deps.freshForMs)) {
      lookedAt.delete(id);
      if (!inFlight.includes(id) && !isInHalves(id) && !isSetAside(id)) lookedAt.add(id);
    }
    for (const oldest of lookedAt) {
      if (lookedAt.size <= mostLookedAt) break;
      lookedAt.delete(oldest);
    }
    if (lookedAt.size > 0 || halves.length > 0) start();
  }

  function start(): void {
    if (stopped.signal.aborted || (state === "unavailable" && pausedUntil > now())) return;
    if (running !== null) {
      isWanted = true;
      return;
    }
    isWanted = false;
    running = run()
      .catch((cause: unknown) => {
        lastFailure = toAppError(cause);
        deps.report(lastFailure);
        become("idle");
      })
      .finally(() => {
        running = null;
        if (isWanted) start();
        stepped();
      });
  }

  /** Whether the pause is one that whoever waits for the end waits for as well. */
  const mayGoOn = ({ code, retryAfterMs = 0 }: AppError) =>
    code === "rate_limited" ? retryAfterMs <= longestWaitMs : overload.has(code) && failedAlone < 2;

  const isOpen = (id: string) =>
    awaited.has(id) || lookedAt.has(id) || inFlight.includes(id) || isInHalves(id);

  return {
    get state(): ReaderState {
      return state;
    },

    /** Somebody sees these people, in this group where there is one. */
    look(ids: readonly string[], groupId: string | null): void {
      if (groupId !== null && groupId !== shownGroup) {
        shownGroup = groupId;
        pass = newPass();
      }
      looking = looking.then(() => keepLook(ids)).catch((cause: unknown) => deps.report(toAppError(cause)));
    },

    /** Members may have come, so the server can be reached: looks for those without a name. */
    wake(): void {
      pass = newPass();
      endPause?.abort();
      start();
    },

    /** Resolves when these were asked for, or it has turned out that they cannot be now. */
    async ready(ids: readonly string[], signal?: AbortSignal): Promise<void> {
      const due = await repository.due(accountId, ids, now() - deps.freshForMs);
      for (const id of due) if (!inFlight.includes(id) && !isInHalves(id) && !isSetAside(id)) awaited.add(id);
      const aborted = Promise.withResolvers<void>();
      signal?.addEventListener("abort", () => aborted.resolve(), { once: true });
      start();
      while (running !== null && state !== "waiting" && !signal?.aborted && due.some(isOpen)) {
        await Promise.race([step.promise, aborted.promise]);
      }
      for (const id of due) awaited.delete(id);
    },

    /** Resolves when there is nobody left to ask for. Throws why, where they cannot be asked for, or not soon. */
    async complete(): Promise<void> {
      if (state !== "unavailable") lastFailure = null;
      this.wake();
      while (running !== null) {
        if (state === "waiting" && lastFailure !== null && !mayGoOn(lastFailure)) break;
        await step.promise;
      }
      if (lastFailure !== null) throw lastFailure;
    },

    async stop(): Promise<void> {
      stopped.abort();
      await Promise.all([running, looking]);
    },
  };
}

export type PeopleReader = ReturnType<typeof createPeopleReader>;
