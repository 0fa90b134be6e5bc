import type { GroupBackend } from "../../backends/backend.ts";
import type { MergeOutcome, SnapshotMerge } from "../../platform/database/database.ts";
import { fetchMemberMarks, type MemberMarks, memberValues, type ReadAdmins } from "./member-marks.ts";

/** Pages that may wait for the disk while the next one is fetched; more would only fill the memory. */
const pagesInFlight = 4;

export interface MembersSyncDeps {
  readonly backend: GroupBackend;
  readonly group: { readonly id: string; readonly ownerId: string | null };
  readonly readAdmins: ReadAdmins;
  /** The admins in the cache, for where the server does not tell them. */
  readonly knownAdmins: () => Promise<readonly string[]>;
  readonly beginMerge: (marks: MemberMarks) => Promise<SnapshotMerge>;
  readonly signal: AbortSignal;
  /** After each page: members seen, the server's own count, and rows written so far. */
  readonly onPage: (done: number, total: number | null, written: number) => void;
  /** What the list changed, also where it broke off. */
  readonly onOutcome: (outcome: MergeOutcome, marks: MemberMarks) => void;
}

export interface MembersSynced {
  readonly count: number;
  readonly written: number;
  readonly marks: MemberMarks;
}

/** Brings the cached members to the server's list: fetching and writing overlap, only what differs is written. */
export async function syncMembers(deps: MembersSyncDeps): Promise<MembersSynced> {
  const { backend, group, beginMerge, signal, onPage, onOutcome } = deps;
  const waiting: Promise<void>[] = [];
  let written = 0;
  let count = 0;
  const marksArriving = fetchMemberMarks(backend, group, deps, signal);
  // The first page is fetched meanwhile.
  const merging = marksArriving.then(beginMerge);
  // Told when they are awaited; until then they must not count as unhandled.
  marksArriving.catch(() => undefined);
  merging.catch(() => undefined);
  try {
    for await (const { members, total } of backend.members(group.id, signal)) {
      const [marks, merge] = await Promise.all([marksArriving, merging]);
      const page = merge.page(members.map((member) => memberValues(member, marks)));
      count += members.length;
      const done = count;
      const settled = page.then((rows) => {
        written += rows;
        onPage(done, total, written);
      });
      settled.catch(() => undefined);
      waiting.push(settled);
      if (waiting.length >= pagesInFlight) await waiting.shift();
    }
    const [marks, merge] = await Promise.all([marksArriving, merging]);
    await Promise.all(waiting);
    signal.throwIfAborted();
    const outcome = await merge.finish();
    onOutcome(outcome, marks);
    return { count, written: written + outcome.removed, marks };
  } catch (cause) {
    await Promise.allSettled(waiting);
    // Without marks nothing was begun.
    const merge = await merging.catch(() => null);
    const outcome = await merge?.abandon();
    if (outcome && outcome.inserted + outcome.updated > 0) onOutcome(outcome, await marksArriving);
    throw cause;
  }
}
