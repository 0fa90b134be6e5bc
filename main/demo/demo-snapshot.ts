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
  readonly ownerId: string;
  readonly memberCount: number;
  readonly adminIds: readonly string[];
  readonly mutedIds: readonly string[];
  readonly blockedIds: readonly string[];
  readonly announcementCount: number;
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[];
  readonly isDestroyed: boolean;
  readonly isDemoUserIn: boolean;
}

export interface DemoSnapshot {
  readonly groups: readonly DemoGroupSnapshot[];
  readonly pendingApplications: number;
  readonly pendingInvitations: number;
  /** Objects whose bytes storage holds, seeded ones included. */
  readonly storedObjects: number;
  /** The latest 5,000, oldest first. */
  readonly requests: readonly SeenRequest[];
  readonly geweRooms: readonly { readonly id: string; readonly name: string; readonly isJoined: boolean }[];
  /** `memberWxid` of every friend request sent. */
  readonly geweFriendRequests: readonly string[];
}
