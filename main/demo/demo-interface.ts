import type { DemoPosition } from "./demo-position.ts";
import type { DemoSnapshot } from "./demo-snapshot.ts";

export interface DemoOptions {
  /** Seeds one more group of this many members, owned by the demo user: `groups.extra`. */
  readonly memberCount?: number;
  /** What the demo takes for the present, ms since epoch; it runs on from there. */
  readonly now?: number;
  /** 0 or absent: any free port. */
  readonly apiPort?: number;
  /** The origins in every address the demo gives out, where something stands in front of it; absent: where it listens. */
  readonly publicOrigins?: { readonly api: string; readonly storage: string };
  /** Absent: as the API document says. */
  readonly position?: Partial<DemoPosition>;
}

/** Ids of seeded groups, by what they are good for. */
export interface DemoGroups {
  readonly owned: string;
  readonly admin: string;
  readonly member: string;
  /** 20,000 members, owned by the demo user. */
  readonly big: string;
  readonly awkward: string;
  /** Its id is past 2^53. */
  readonly beyondSafeInteger: string;
  readonly mutedForAll: string;
  readonly joinOpen: string;
  readonly joinApproval: string;
  readonly joinClosed: string;
  readonly joinFull: string;
  readonly extra: string | null;
}

/** Texts as they stand in QR codes, by what happens to the demo user who joins with them. */
export interface DemoCodes {
  readonly openGroup: string;
  readonly approvalGroup: string;
  readonly closedGroup: string;
  readonly fullGroup: string;
  readonly expiredGroup: string;
  readonly invalidGroup: string;
  readonly alreadyMember: string;
  readonly wechatGroup: string;
  readonly wechatAlready: string;
  readonly wechatPending: string;
  readonly wechatExpired: string;
  readonly wechatFull: string;
  /** Answered with a page instead of a refusal. */
  readonly wechatPageExpired: string;
  readonly wechatPageFull: string;
  readonly wechatInvite: string;
  readonly wechatInviteExpired: string;
  readonly wechatPerson: string;
}

/** Where the demo listens and how to sign in to it. Nothing here is a real secret. */
export interface DemoFacts {
  /** Origin of the group API, e.g. `http://127.0.0.1:41234`. */
  readonly apiUrl: string;
  /** Asked for the app id it names `apiUrl`. */
  readonly directoryUrl: string;
  /** Prefix of the WeChat API: `<apiUrl>/gewe/v2/api`. */
  readonly geweUrl: string;
  /** Origin of the bytes; it refuses every request that carries a token. */
  readonly storageUrl: string;
  readonly appId: string;
  readonly user: string;
  readonly password: string;
  readonly mobile: string;
  readonly userId: string;
  /** Acts for whom a request names in its `user_id` header. */
  readonly adminToken: string;
  readonly geweToken: string;
  readonly geweAppId: string;
  readonly geweWxid: string;
  readonly groups: DemoGroups;
  readonly codes: DemoCodes;
  /** Holds uploaded bytes; gone after `stop`. */
  readonly folder: string;
}

/** What goes wrong, and where. Each given field applies; the rule ends after `failTimes` requests. */
export interface DemoFault {
  /** Source of a RegExp tested against the path of a request (without query); absent: every request. */
  readonly path?: string;
  /** Which origin; absent: the APIs. */
  readonly origin?: "api" | "storage";
  /** How many requests this happens to; absent: all until cleared. */
  readonly failTimes?: number;
  readonly delayMs?: number;
  /** HTTP status to answer with. */
  readonly status?: number;
  /** Business code (`ret` for WeChat) to answer with inside HTTP 200. */
  readonly code?: number;
  readonly message?: string;
  readonly retryAfterSeconds?: number;
  readonly malformedJson?: boolean;
  readonly dropConnection?: boolean;
  /** Storage: breaks the connection after so many bytes of the file, in either direction. */
  readonly dropAfterBytes?: number;
  /** Storage: slows the bytes of a file down, in either direction. */
  readonly bytesPerSecond?: number;
  /** Does the work, then loses the answer: the connection drops after the handler ran. */
  readonly loseAnswer?: boolean;
}

/** Everything a test may do to the demo from outside. */
export type DemoControl =
  | { readonly fault: DemoFault }
  | { readonly clearFaults: true }
  | { readonly advanceMs: number }
  /** Every session answers 402 from now on, until a new sign-in. */
  | { readonly expireSessions: true }
  | { readonly position: Partial<DemoPosition> }
  | { readonly gewe: DemoGeweControl };

/** What happens to the WeChat account of the demo and to its gateway; what is left out stays as it is. */
export interface DemoGeweControl {
  /** Whether WeChat is signed in on the gateway's device. */
  readonly isOnline?: boolean;
  /** WeChat signs the device out, as it does in a new one's first night; the gateway notices, or still believes in it. */
  readonly drops?: "noticed" | "unnoticed";
  /** What the person with the phone does with the last code. */
  readonly phone?: "scan" | "confirm" | "cancel" | "expire" | "other_person" | "nobody" | "check";
  readonly canReconnect?: boolean;
  readonly memberListFails?: boolean;
  readonly infoListsNobody?: boolean;
  readonly contactsTimeouts?: number;
  readonly emptyLooks?: number;
  /** What was collected is too old: the cache is empty until it is collected again. */
  readonly forgetsContacts?: true;
}

export interface Demo extends DemoFacts {
  control(command: DemoControl): Promise<void>;
  /** What the demo holds and which requests it saw; never a token's value. */
  inspect(): Promise<DemoSnapshot>;
  /** Closes both servers and removes the bytes. Safe to call twice. */
  stop(): Promise<void>;
}
