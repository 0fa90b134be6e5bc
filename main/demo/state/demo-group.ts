import { MemberTable } from "./member-table.ts";

export interface DemoAnnouncement {
  readonly id: string;
  readonly author: string;
  readonly title: string;
  readonly content: string;
  readonly createdAt: number;
}

export interface DemoFile {
  readonly id: string;
  name: string;
  readonly size: number;
  readonly type: string;
  readonly uploader: string;
  readonly url: string;
  readonly createdAt: number;
  updatedAt: number;
}

/** What one member chose for oneself: how loud the group is. */
export interface MessageModes {
  mute: number;
  push: number;
}

export interface DemoGroup {
  readonly id: string;
  name: string;
  description: string | null;
  /** An object name for `/file/download/avatar`. */
  avatar: string | null;
  ext: string | null;
  readonly type: number;
  /** 0 normal, 1 disbanded. */
  status: 0 | 1;
  ownerId: string;
  readonly createdAt: number;
  updatedAt: number;
  capacity: number;
  /** 0 open, 1 an admin decides, 2 nobody. */
  applyApproval: number;
  memberInvite: boolean;
  memberModify: boolean;
  hideMemberInfo: boolean;
  readAck: boolean;
  historyVisible: boolean;
  /** Seconds since epoch; 0 not muted, -1 for ever. */
  banExpireTime: number;
  readonly members: MemberTable;
  readonly admins: Set<string>;
  /** End of each mute, ms since epoch; -1 for ever. */
  readonly bans: Map<string, number>;
  /** Since when, ms since epoch. */
  readonly blocked: Map<string, number>;
  readonly kicks: Map<string, number>;
  /** Oldest first. */
  readonly announcements: DemoAnnouncement[];
  readonly files: DemoFile[];
  readonly modes: Map<string, MessageModes>;
}

export interface NewGroupSeed {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly createdAt: number;
  readonly description?: string | null;
  readonly avatar?: string | null;
  readonly type?: number;
  readonly capacity?: number;
  readonly applyApproval?: number;
}

/** Shares nothing that changes with the group it was made of. */
export function copyOfGroup(group: DemoGroup): DemoGroup {
  return {
    ...group,
    members: group.members.copy(),
    admins: new Set(group.admins),
    bans: new Map(group.bans),
    blocked: new Map(group.blocked),
    kicks: new Map(group.kicks),
    announcements: [...group.announcements],
    files: group.files.map((file) => ({ ...file })),
    modes: new Map([...group.modes].map(([userId, modes]) => [userId, { ...modes }])),
  };
}

/** A group with the settings that a new one has on the real server. The owner is not yet a member. */
export function newGroup(seed: NewGroupSeed): DemoGroup {
  return {
    id: seed.id,
    name: seed.name,
    description: seed.description ?? null,
    avatar: seed.avatar ?? null,
    ext: null,
    type: seed.type ?? 0,
    status: 0,
    ownerId: seed.ownerId,
    createdAt: seed.createdAt,
    updatedAt: seed.createdAt,
    capacity: seed.capacity ?? 500,
    applyApproval: seed.applyApproval ?? 1,
    memberInvite: true,
    memberModify: false,
    hideMemberInfo: false,
    readAck: false,
    historyVisible: false,
    banExpireTime: 0,
    members: new MemberTable(),
    admins: new Set(),
    bans: new Map(),
    blocked: new Map(),
    kicks: new Map(),
    announcements: [],
    files: [],
    modes: new Map(),
  };
}
