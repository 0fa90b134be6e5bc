import type { InboxEntry } from "../../../shared/domain/inbox.ts";
import { saysNo, toAppError } from "../../../shared/errors.ts";
import type { AdministrationBackend } from "../../backends/administration.ts";
import { chunksOf } from "../../backends/chunks.ts";
import { entryKeyOf } from "./inbox-repository.ts";

/** How many groups are asked about at once. */
const groupsAtOnce = 100;

/** What a server answers when one of the groups it was asked about is gone, or no longer ours to run. */
const ofOneGroup: ReadonlySet<string> = new Set(["10010", "20001", "20002", "20011", "20012", "20013"]);
const badParameter = "10002";
/** What it answers where one of the groups may never have been ours to run. */

/** Groups that we run, and those of which nobody has asked yet whether we do. */
export interface GroupsToAsk {
  readonly run: readonly string[];
  readonly unread: readonly string[];
}

/**
 * Everybody who applied to these groups, and of how many groups the server told nothing: one that is no longer ours
 * contributes nothing; any other refusal of those we run is thrown: people who wait must not silently be missing. The
 * vendor's own client asks for all groups at once and gets those that it may decide on; a server that refuses such a
 * list is not asked group by group.
 */
export async function fetchApplications(
  administration: AdministrationBackend,
  { run, unread }: GroupsToAsk,
  signal: AbortSignal,
): Promise<{ readonly entries: readonly InboxEntry[]; readonly untold: number }> {
  const found: InboxEntry[] = [];
  let untold = 0;
  const areRun = new Set(run);
  for (const chunk of chunksOf([...run, ...unread], groupsAtOnce)) {
    const own = chunk.filter((id) => areRun.has(id));
    const together = own.length < chunk.length ? await toldOrNull(administration, chunk, signal) : null;
    if (together !== null) found.push(...together);
    else {
      if (own.length > 0) found.push(...(await applicationsTo(administration, own, signal)));
      untold += chunk.length - own.length;
    }
  }
  return { entries: latestOfEach(found), untold };
}

/** Null where the server refuses, which may be for one group that is not ours to run. */
async function toldOrNull(
  administration: AdministrationBackend,
  groupIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly InboxEntry[] | null> {
  try {
    return await collected(administration.applications(groupIds, signal), signal);
  } catch (cause) {
    if (!saysNo(cause)) throw cause;
    return null;
  }
}

/** One group makes the whole answer a refusal, and so may too many: it is looked for by halves. */
async function applicationsTo(
  administration: AdministrationBackend,
  groupIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly InboxEntry[]> {
  try {
    return await collected(administration.applications(groupIds, signal), signal);
  } catch (cause) {
    const refusal = toAppError(cause).server?.code ?? "";
    const isOfOneGroup = ofOneGroup.has(refusal);
    if (groupIds.length === 1 && isOfOneGroup) return [];
    if (groupIds.length === 1 || !(isOfOneGroup || refusal === badParameter)) throw cause;
    const half = Math.ceil(groupIds.length / 2);
    return [
      ...(await applicationsTo(administration, groupIds.slice(0, half), signal)),
      ...(await applicationsTo(administration, groupIds.slice(half), signal)),
    ];
  }
}

export async function fetchInvitations(
  administration: AdministrationBackend,
  signal: AbortSignal,
): Promise<readonly InboxEntry[]> {
  return latestOfEach(await collected(administration.invitations(signal), signal));
}

async function collected(
  pages: AsyncIterable<readonly InboxEntry[]>,
  signal: AbortSignal,
): Promise<readonly InboxEntry[]> {
  const all: InboxEntry[] = [];
  for await (const page of pages) {
    signal.throwIfAborted();
    all.push(...page);
  }
  return all;
}

/** Who applied several times stands there once: what still waits before what is decided, then the later one. */
function latestOfEach(entries: readonly InboxEntry[]): readonly InboxEntry[] {
  const latest = new Map<string, InboxEntry>();
  for (const entry of entries) {
    const key = entryKeyOf(entry);
    const other = latest.get(key);
    if (other === undefined || isLater(entry, other)) latest.set(key, entry);
  }
  return [...latest.values()];
}

function isLater(one: InboxEntry, other: InboxEntry): boolean {
  if ((one.status === "pending") !== (other.status === "pending")) return one.status === "pending";
  return (one.expiresAt ?? 0) >= (other.expiresAt ?? 0);
}
