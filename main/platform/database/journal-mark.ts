import { closeSync, constants, openSync, readFileSync, statSync, writeSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import { rowChecksum } from "./row-checksums.ts";

/**
 * Which journal lay here and how often it had been written, in a small file beside it. A database cannot tell that it
 * was emptied, or that the end of its write-ahead log is gone: what is left looks like an earlier state.
 */
export interface JournalMark {
  /** "" where the mark itself cannot be read: then there was a journal, and no more is known. */
  readonly id: string;
  readonly writes: number;
}

const markFileOf = (file: string) => `${file}-mark`;

/** To be read before the journal is opened: another process may write both meanwhile. Null where there never was one. */
export function readMark(file: string): JournalMark | null {
  let text: string;
  try {
    text = readFileSync(markFileOf(file), "utf8");
  } catch (cause) {
    const isNone = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    return isNone ? null : { id: "", writes: 0 };
  }
  const [id = "", writes = "", checksum = ""] = text.trim().split(/\s+/);
  const isWhole = Number(checksum) === rowChecksum([id, Number(writes)]) && id !== "";
  return isWhole ? { id, writes: Number(writes) } : { id: "", writes: 0 };
}

/** Nothing a database fits into. */
export function isEmptied(file: string): boolean {
  try {
    return statSync(file).size < 512;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return true;
    throw cause;
  }
}

/** The mark as the open journal says it should be. */
export function markOf(sqlite: Sqlite.Database): JournalMark {
  return sqlite.prepare("SELECT id, writes FROM journal_state").get() as JournalMark;
}

export interface MarkWriter {
  /** Best effort: a mark that stays behind only hides a loss. */
  write(mark: JournalMark): void;
  close(): void;
}

export function openMark(file: string): MarkWriter {
  let handle: number | null = null;
  try {
    handle = openSync(markFileOf(file), constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch {
    // As on a full disk.
  }
  return {
    write({ id, writes }) {
      // One write of always the same length, in place: it is whole or it is the one before.
      const line = `${id} ${String(writes).padStart(16)} ${String(rowChecksum([id, writes])).padStart(10)}\n`;
      try {
        if (handle !== null) writeSync(handle, line, 0, "latin1");
      } catch {
        // The journal itself was written.
      }
    },
    close() {
      if (handle !== null) closeSync(handle);
      handle = null;
    },
  };
}

/** Writes to the journal and counts it, in one transaction; the mark follows. */
export function countedWrites(sqlite: Sqlite.Database, mark: MarkWriter) {
  const count = sqlite.prepare("UPDATE journal_state SET writes = writes + 1 RETURNING id, writes");
  const run = sqlite.transaction((write: () => readonly number[]) => {
    const changes = write();
    const kept = changes.some((changed) => changed > 0) ? (count.get() as JournalMark) : null;
    return { changes, kept };
  });
  return (write: () => readonly number[]): readonly number[] => {
    const { changes, kept } = run.immediate(write);
    if (kept !== null) mark.write(kept);
    return changes;
  };
}
