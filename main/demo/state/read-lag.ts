import { copyOfGroup, type DemoGroup } from "./demo-group.ts";
import type { DemoRequest } from "./demo-request.ts";

/** What writes change and reads tell. */
export interface WorldState {
  readonly groups: ReadonlyMap<string, DemoGroup>;
  readonly applications: readonly DemoRequest[];
  readonly invitations: readonly DemoRequest[];
}

/** What reads still answer with while writes have not come through to them, as where copies of a database serve them. */
export class ReadLag {
  #kept: { readonly until: number; readonly state: WorldState & { groups: Map<string, DemoGroup> } }[] = [];

  /** To be called before a write to this group (null: to none that exists). */
  keep({ groups, applications, invitations }: WorldState, groupId: string | null, until: number): void {
    const state = {
      groups: new Map(groups),
      applications: applications.map((request) => ({ ...request })),
      invitations: invitations.map((request) => ({ ...request })),
    };
    this.#kept.push({ until, state });
    const touched = groupId === null ? undefined : groups.get(groupId);
    if (touched === undefined) return;
    // Earlier states share the groups that no write has touched since.
    const copy = copyOfGroup(touched);
    for (const { state: earlier } of this.#kept) {
      if (earlier.groups.get(touched.id) === touched) earlier.groups.set(touched.id, copy);
    }
  }

  /** What was before the oldest write that has not come through; null where all have. */
  stateAt(now: number): WorldState | null {
    this.#kept = this.#kept.filter(({ until }) => until > now);
    return this.#kept[0]?.state ?? null;
  }
}
