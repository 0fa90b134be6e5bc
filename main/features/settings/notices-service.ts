import { randomUUID } from "node:crypto";
import { Notice } from "../../../shared/ipc/app-calls.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { Database } from "../../platform/database/database.ts";

/** What the person must be told once, kept until they have read it. */
export interface NoticesService {
  list(): Promise<readonly Notice[]>;
  /** The same kind with the same detail is told once only. */
  add(kind: Notice["kind"], detail: string | null): Promise<void>;
  dismiss(id: string): Promise<void>;
  /** Tells of what the cache and the journal found on opening, if anything; answers what that was. */
  addOpeningNotices(journal: Opening): Promise<readonly OpeningNotice[]>;
}

type Opening = Pick<Database, "openingNotice" | "openingLosses">;
export type OpeningNotice = Pick<Notice, "kind" | "detail">;

const ofJournal = {
  database_damaged: "journal_damaged",
  database_newer: "journal_newer",
  database_lost: "journal_lost",
} as const;

/** What was found in both when they were opened, the cache first. */
function foundOnOpening(cache: Opening, journal: Opening): OpeningNotice[] {
  const found: OpeningNotice[] = [];
  const { openingNotice: ofCache } = cache;
  // Of a cache nobody can say that it was lost: what it held is read anew.
  if (ofCache !== null && ofCache.kind !== "database_lost")
    found.push({ kind: ofCache.kind, detail: ofCache.keptAs });
  const { openingNotice: flaw, openingLosses } = journal;
  if (flaw !== null) found.push({ kind: ofJournal[flaw.kind], detail: flaw.keptAs });
  const { damagedRows, lostWrites } = openingLosses;
  if (damagedRows > 0) found.push({ kind: "journal_rows_damaged", detail: String(damagedRows) });
  if (lostWrites > 0) found.push({ kind: "journal_writes_lost", detail: String(lostWrites) });
  return found;
}

export function createNoticesService(deps: {
  database: Database;
  emit: Emit;
  now?: () => number;
}): NoticesService {
  const { database, emit, now = Date.now } = deps;

  async function add(kind: Notice["kind"], detail: string | null): Promise<void> {
    const { changes } = await database.run(
      `INSERT INTO notices (id, kind, detail, created_at)
       SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM notices WHERE kind = ? AND detail IS ?)`,
      [randomUUID(), kind, detail, now(), kind, detail],
    );
    if (changes > 0) emit("notices.changed", {});
  }

  return {
    add,
    async list() {
      const rows = await database.all("SELECT id, kind, detail FROM notices ORDER BY created_at, id");
      return rows.flatMap((row) => {
        const notice = Notice.safeParse(row);
        return notice.success ? [notice.data] : [];
      });
    },
    async dismiss(id) {
      const { changes } = await database.run("DELETE FROM notices WHERE id = ?", [id]);
      if (changes > 0) emit("notices.changed", {});
    },
    async addOpeningNotices(journal) {
      const found = foundOnOpening(database, journal);
      for (const { kind, detail } of found) await add(kind, detail);
      return found;
    },
  };
}
