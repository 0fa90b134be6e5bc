export interface GewePerson {
  readonly wxid: string;
  readonly nickName: string;
  readonly alias: string | null;
}

export interface GeweRoomMember extends GewePerson {
  /** The name in this room; null when not set. */
  readonly displayName: string | null;
  /** This person does not let room members add them as a friend. */
  readonly refusesFriends?: boolean;
}

export interface GeweRoom {
  readonly id: string;
  readonly name: string;
  readonly ownerWxid: string;
  readonly adminWxids: readonly string[];
  readonly members: GeweRoomMember[];
  readonly pictureUrlPath: string | null;
  /** Only rooms saved to the address book are in the contacts list. */
  readonly isSaved: boolean;
}

/** What scanning or accepting does. "fail" carries the service's words. */
export type JoinEffect =
  | { readonly kind: "join"; readonly roomId: string }
  | { readonly kind: "pending"; readonly roomName: string }
  | { readonly kind: "fail"; readonly code: string; readonly message: string };

/** One WeChat account on its virtual device, as the gateway sees it. */
export class GeweWorld {
  readonly self: GewePerson;
  readonly friends: readonly GewePerson[];
  readonly rooms = new Map<string, GeweRoom>();
  /** By QR link without query and closing slash, or by invitation link as it is. */
  readonly joinEffects = new Map<string, JoinEffect>();
  readonly friendRequests: string[] = [];
  isOnline = true;
  /** The real service often answers 500 to getChatroomMemberList. */
  memberListFails = false;
  hasFetchedContacts = false;

  constructor(self: GewePerson, friends: readonly GewePerson[]) {
    this.self = self;
    this.friends = friends;
  }

  isIn(room: GeweRoom): boolean {
    return room.members.some((member) => member.wxid === this.self.wxid);
  }
}
