/**
 * A number per list that grows with every change, also across restarts (it begins at the clock), so that a page can
 * drop a late, older answer.
 */
export interface Revisions {
  of(list: string): number;
  bump(list: string): void;
}

export function createRevisions(startedAt = Date.now()): Revisions {
  const bumps = new Map<string, number>();
  return {
    of: (list) => startedAt + (bumps.get(list) ?? 0),
    bump: (list) => void bumps.set(list, (bumps.get(list) ?? 0) + 1),
  };
}
