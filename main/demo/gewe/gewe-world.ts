import { demoGeweAppId } from "../demo-credentials.ts";
import type { DemoGeweControl } from "../demo-interface.ts";
import { GeweDevice } from "./gewe-device.ts";

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
  isSaved: boolean;
}

/** What scanning or accepting does. "fail" carries the service's words. */
export type JoinEffect =
  | { readonly kind: "join"; readonly roomId: string }
  /** A page instead of a group. */
  | { readonly kind: "page"; readonly roomName: string; readonly words: string }
  | { readonly kind: "fail"; readonly code: string; readonly message: string };

/** One WeChat account and its virtual devices, as the gateway sees them. */
export class GeweWorld {
  readonly self: GewePerson;
  readonly friends: readonly GewePerson[];
  readonly now: () => number;
  readonly rooms = new Map<string, GeweRoom>();
  /** By QR link without query and closing slash, or by invitation link as it is. */
  readonly joinEffects = new Map<string, JoinEffect>();
  readonly friendRequests: string[] = [];
  readonly devices = new Map<string, GeweDevice>();
  /** Codes to sign in by that were given out. */
  codes = 0;
  canReconnect = false;
  /** The real service often answers 500 to getChatroomMemberList. */
  memberListFails = false;
  /** On some accounts getChatroomInfo holds no members. */
  infoListsNobody = false;
  /** How many more times collecting the contacts takes longer than the service waits for itself. */
  contactsTimeouts = 0;
  /** How many more looks into the cache find nothing, once collecting has begun. */
  emptyLooks = 0;
  hasFetchedContacts = false;

  constructor(self: GewePerson, friends: readonly GewePerson[], now: () => number) {
    this.self = self;
    this.friends = friends;
    this.now = now;
    this.devices.set(demoGeweAppId, new GeweDevice(demoGeweAppId, self));
  }

  isIn(room: GeweRoom): boolean {
    return room.members.some((member) => member.wxid === this.self.wxid);
  }

  obey(control: DemoGeweControl): void {
    const { isOnline, drops, phone } = control;
    for (const device of this.devices.values()) {
      if (isOnline !== undefined) device.person = isOnline ? this.self : null;
      if (drops !== undefined) device.person = null;
      if (isOnline !== undefined || drops !== undefined) device.isStuck = drops === "unnoticed";
    }
    this.canReconnect = control.canReconnect ?? this.canReconnect;
    this.memberListFails = control.memberListFails ?? this.memberListFails;
    this.infoListsNobody = control.infoListsNobody ?? this.infoListsNobody;
    this.contactsTimeouts = control.contactsTimeouts ?? this.contactsTimeouts;
    this.emptyLooks = control.emptyLooks ?? this.emptyLooks;
    if (control.forgetsContacts) this.hasFetchedContacts = false;
    if (phone === undefined) return;
    const last = [...this.devices.values()].findLast(({ code }) => code !== null)?.code;
    if (!last) throw new Error("no code was asked for");
    last.act = phone;
  }
}
