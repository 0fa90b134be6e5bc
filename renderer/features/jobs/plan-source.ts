import type { GroupAction, ItemAction, PeopleAction } from "../../../shared/domain/job.ts";

/** What a person asked for: these people in these groups. No group yet: it is still to be chosen. */
export interface PeopleRequest {
  readonly accountId: string;
  readonly groupIds: readonly string[];
  readonly userIds: readonly string[];
  readonly action: PeopleAction;
}

export interface GroupsRequest {
  readonly accountId: string;
  readonly groupIds: readonly string[];
  readonly type: GroupAction["type"];
  /** Null while its words or settings are still being written. */
  readonly action: GroupAction | null;
}

export interface ItemsRequest {
  readonly accountId: string;
  readonly items: readonly { readonly groupId: string; readonly targetId: string }[];
  readonly action: ItemAction;
}

interface Started {
  /** The job has begun: what was selected for it can be let go of. */
  readonly onStarted?: (() => void) | undefined;
}

/** Where a plan comes from, so that it can be made again when something about it changes. */
export type PlanSource =
  | ({ readonly type: "people"; readonly request: PeopleRequest } & Started)
  | ({ readonly type: "groups"; readonly request: GroupsRequest } & Started)
  | ({ readonly type: "items"; readonly request: ItemsRequest } & Started)
  | { readonly type: "again"; readonly jobId: string }
  | { readonly type: "undo"; readonly jobId: string };
