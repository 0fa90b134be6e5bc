/** One request as the demo saw it. Headers that hold secrets read "<set>". */
export interface SeenRequest {
  readonly origin: "api" | "storage";
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface DemoGroupSnapshot {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** An object name for `/file/download/avatar`. */
  readonly avatar: string | null;
  readonly extension: string | null;
  /** As the API numbers it. */
  readonly type: number;
  readonly ownerId: string;
  readonly memberCount: number;
  /** In the order of joining; null where there are more than a thousand. */
  readonly memberIds: readonly string[] | null;
  readonly adminIds: readonly string[];
  readonly mutedIds: readonly string[];
  /** What is left of each mute, in begun minutes, -1 for ever; in the order of `mutedIds`. */
  readonly mutedMinutes: readonly number[];
  readonly blockedIds: readonly string[];
  /** How often each person was really kicked; who was not in the group then does not count. */
  readonly kickCounts: Readonly<Record<string, number>>;
  /** 0 open, 1 an admin decides, 2 nobody. */
  readonly applyApproval: number;
  readonly memberInvite: boolean;
  readonly memberModify: boolean;
  readonly hideMemberInfo: boolean;
  readonly readAck: boolean;
  readonly historyVisible: boolean;
  /** How long everybody still is muted, in begun minutes; 0 not muted, -1 for ever. */
  readonly allMutedMinutes: number;
  /** What the demo user chose there: card, and how loud the group is. */
  readonly own: { readonly card: string | null; readonly muteMode: number; readonly pushMode: number };
  readonly announcementCount: number;
  /** Oldest first. */
  readonly announcements: readonly {
    readonly id: string;
    readonly title: string;
    readonly content: string;
  }[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[];
  readonly isDestroyed: boolean;
  readonly isDemoUserIn: boolean;
}

export interface DemoRequestSnapshot {
  readonly groupId: string;
  readonly userId: string;
  /** Null for an application. */
  readonly inviterId: string | null;
  readonly reason: string;
  /** 0 pending, 1 accepted, 2 declined; one that ran out stays pending. */
  readonly status: 0 | 1 | 2;
}

export interface DemoSnapshot {
  readonly groups: readonly DemoGroupSnapshot[];
  readonly applications: readonly DemoRequestSnapshot[];
  readonly invitations: readonly DemoRequestSnapshot[];
  readonly pendingApplications: number;
  readonly pendingInvitations: number;
  /** Objects whose bytes storage holds, seeded ones included. */
  readonly storedObjects: number;
  /** The latest 5,000, oldest first. */
  readonly requests: readonly SeenRequest[];
  readonly geweRooms: readonly {
    readonly id: string;
    readonly name: string;
    readonly isJoined: boolean;
    readonly isSaved: boolean;
  }[];
  /** Who is signed in to WeChat on each device, oldest first. */
  readonly geweDevices: readonly { readonly appId: string; readonly wxid: string | null }[];
  /** `memberWxid` of every friend request sent. */
  readonly geweFriendRequests: readonly string[];
}
