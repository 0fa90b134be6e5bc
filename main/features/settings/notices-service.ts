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
  /** Tells of what the cache and the journal found on opening, if anything. */
  addOpeningNotices(journal: Pick<Database, "openingNotice">): Promise<void>;
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
      const found = database.openingNotice;
      if (found !== null) await add(found.kind, found.keptAs);
      const flaw = journal.openingNotice;
      if (flaw !== null) {
        const isDamaged = flaw.kind === "database_damaged";
        await add(isDamaged ? "journal_damaged" : "journal_newer", flaw.keptAs);
      }
    },
  };
}
