import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../platform/database/database.ts";
import { createPinyinThread } from "./pinyin-thread.ts";
import { type SoundTable, soundTables, type UnheardRow } from "./sound-tables.ts";

export interface HeardNames {
  readonly what: SoundTable["what"];
  readonly accountId: string;
  readonly groupId: string;
}

export interface SearchIndexDeps {
  readonly database: Database;
  /** Names of this group (or this account's groups) can now be found by their sound. */
  readonly onHeard: (heard: HeardNames) => void;
  readonly report: (cause: unknown) => void;
  /** How long nothing may have changed before the work begins. */
  readonly quietMs?: number;
  /** How long it waits for that at most: names of people may arrive for minutes. */
  readonly longestWaitMs?: number;
}

export interface SearchIndex {
  /** Something may have changed: looks for new names once it is quiet. */
  wake(): void;
  /** Resolves when every name known now has been heard. */
  catchUp(): Promise<void>;
  /** Ends what runs; before the database closes. */
  close(): Promise<void>;
}

/** Small enough that a search in between waits a few milliseconds only. */
const rowsAtOnce = 500;

/** Learns in the background how new names sound: after a sync, in small batches, so that nothing waits for it. */
export function createSearchIndex({
  database,
  onHeard,
  report,
  quietMs = 1500,
  longestWaitMs = 10_000,
}: SearchIndexDeps): SearchIndex {
  const tables = soundTables(database);
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  /** When it was woken first since it last began. */
  let wokenAt: number | null = null;
  let running: Promise<void> = Promise.resolve();

  async function hear(table: SoundTable, thread: ReturnType<typeof createPinyinThread>): Promise<void> {
    const touched = new Map<string, HeardNames>();
    let rows: readonly UnheardRow[] = [];
    let after = table.start;
    do {
      if (isClosed) return;
      const began = performance.now();
      rows = await table.unheard(after, rowsAtOnce);
      const sounds = await thread.sounds(rows.map(({ name }) => name));
      if (rows.length > 0) await table.write(rows, sounds);
      for (const [at, { accountId, groupId }] of rows.entries()) {
        if (sounds[at] !== "")
          touched.set(`${accountId} ${groupId}`, { what: table.what, accountId, groupId });
      }
      after = rows.at(-1)?.place ?? after;
      // As long at rest as at work: whoever is typing meanwhile comes first.
      if (rows.length === rowsAtOnce) await pause(performance.now() - began);
    } while (rows.length === rowsAtOnce);
    if (!isClosed) touched.forEach(onHeard);
  }

  async function hearAll(): Promise<void> {
    const thread = createPinyinThread();
    try {
      for (const table of tables) await hear(table, thread);
    } finally {
      await thread.close();
    }
  }

  function start(): Promise<void> {
    const next = running.then(() => (isClosed ? undefined : hearAll()));
    running = next.catch(report);
    return next;
  }

  function calm(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function begin(): Promise<void> {
    calm();
    wokenAt = null;
    return start();
  }

  return {
    wake() {
      calm();
      if (isClosed) return;
      wokenAt ??= performance.now();
      const left = Math.max(0, wokenAt + longestWaitMs - performance.now());
      timer = setTimeout(
        () => {
          begin().catch(() => undefined); // Told by `report` already.
        },
        Math.min(quietMs, left),
      );
      timer.unref();
    },
    catchUp: begin,
    async close() {
      calm();
      isClosed = true;
      await running;
    },
  };
}
