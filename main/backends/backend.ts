import type { AccountKind, Credential } from "../../shared/domain/account.ts";
import type { DeviceSettings } from "../../shared/domain/device-sign-in.ts";
import type { Group, Role } from "../../shared/domain/group.ts";
import type { CodeCard, JoinOutcome } from "../../shared/domain/join.ts";
import type { ParsedCode } from "../../shared/domain/qr-payload.ts";
import type { AppError } from "../../shared/errors.ts";
import type { AdministrationBackend } from "./administration.ts";

/** What a backend knows of a group; what the cache adds is left out. */
export type RemoteGroup = Omit<
  Group,
  "accountId" | "membersSyncedAt" | "filesSyncedAt" | "role" | "roleCheckedAt" | "description" | "mutedUntil"
> & {
  /** Null: it has none; undefined: this answer does not tell. */
  readonly description: string | null | undefined;
  readonly mutedUntil: number | null | undefined;
  /** Our role as far as this answer tells; null when it does not. */
  readonly role: Role | null;
  /** False: this answer names the members, and we are not among them. */
  readonly isMember?: boolean;
};

export interface RemoteMember {
  readonly id: string;
  /** The card in this group, or what the list says instead; "" where it says nothing. */
  readonly name: string;
  readonly joinedAt: number | null;
}

/** What the server tells of a person beside any group; "" where it tells nothing. */
export interface RemoteProfile {
  readonly id: string;
  readonly username: string;
  readonly nickName: string;
  /** Set for this account. */
  readonly alias: string;
  /** As `GroupBackend.avatar` takes it. */
  readonly avatar: string;
}

export interface RemoteFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly uploaderId: string | null;
  readonly createdAt: number | null;
  /** Where its bytes are; stays in main. */
  readonly url: string;
}

export interface MemberPage {
  readonly members: readonly RemoteMember[];
  /** The server's own count, where it gives one. Never a loop condition. */
  readonly total: number | null;
}

export interface Session {
  readonly token: string;
  readonly selfId: string;
  /** What the server accepted, where that is not what was typed: to be kept in its place. */
  readonly accepted?: Credential;
}

/** Where the bytes of an upload go, and what to say afterwards. Short-lived: fetch a new one for each try. */
export interface UploadTicket {
  readonly uploadUrl: string;
  readonly method: "POST" | "PUT";
  /** Form fields to send before the file, in this order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What to register once the bytes have arrived. */
  readonly downloadUrl: string;
  /** What the account's own origin wants to see, the token among it; empty for every other origin. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface NewFile {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly url: string;
}

/** The service one account is signed in to. Every method may throw AppError; ids are strings. */
export interface GroupBackend {
  readonly kind: AccountKind;
  signIn(credential: Credential, options?: { signal?: AbortSignal }): Promise<Session>;
  /** All groups, in pages as they arrive; never truncated. */
  groups(signal?: AbortSignal): AsyncIterable<readonly RemoteGroup[]>;
  group(groupId: string, signal?: AbortSignal): Promise<RemoteGroup>;
  /** All members, in pages; never truncated, never a page twice. */
  members(groupId: string, signal?: AbortSignal): AsyncIterable<MemberPage>;
  /** Ids of admins; whether the owner is among them is up to the server. */
  adminIds(groupId: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Muted members with the end of each mute, ms since epoch, -1 for ever. Needs admin rights on most servers. */
  mutes(groupId: string, signal?: AbortSignal): Promise<ReadonlyMap<string, number>>;
  /** Null where the list of members names everybody. */
  readonly people: PeopleBackend | null;
  /** Null where the backend has no group files. */
  readonly files: FileBackend | null;
  /** The picture's bytes, at most 1 MiB; null where there is none. */
  avatar(
    avatar: string,
    signal?: AbortSignal,
  ): Promise<{ readonly bytes: Uint8Array; readonly type: string } | null>;
  readonly join: JoinBackend;
  /** Null where an account acts through no device. */
  readonly device: DeviceBackend | null;
  /** Null where the backend lets nobody administer groups. */
  readonly administration: AdministrationBackend | null;
  /** Any operation by its path, ids as strings in and out; the raw `data` of the answer. */
  call(path: string, input: unknown, signal?: AbortSignal): Promise<unknown>;
}

export interface PeopleBackend {
  /** In any order; whom the server does not know is left out. */
  profiles(userIds: readonly string[], signal?: AbortSignal): Promise<readonly RemoteProfile[]>;
}

/** The devices through which WeChat accounts act, each named by its id: a new one is not yet the account's. */
export interface DeviceBackend {
  /** Whether the gateway takes WeChat for signed in there; it was seen to be wrong. Null where it does not say. */
  isOnline(deviceId: string, signal?: AbortSignal): Promise<boolean | null>;
  /** The id of who is signed in there, as WeChat itself confirms. Throws "device_offline" where nobody is. */
  person(deviceId: string, signal?: AbortSignal): Promise<string>;
  /** Takes up a connection that broke. Throws where a new sign-in is needed, or where the gateway saw nothing break. */
  reconnect(deviceId: string): Promise<void>;
  signOut(deviceId: string): Promise<void>;
  /** A code for the phone. Without a device the gateway makes a new one: never ask so twice. */
  code(deviceId: string | null, settings: DeviceSettings, signal?: AbortSignal): Promise<DeviceCode>;
  /** One look at what became of the code; the phone offers to sign in only after the first. */
  look(
    code: Pick<DeviceCode, "deviceId" | "uuid">,
    options: { readonly number: string | null; readonly signal?: AbortSignal | undefined },
  ): Promise<DeviceProgress>;
}

export interface DeviceCode {
  readonly deviceId: string;
  readonly uuid: string;
  /** What the code says, and its picture as a data URL: one of them at least. */
  readonly text: string | null;
  readonly picture: string | null;
}

export type DeviceProgress =
  | { readonly step: "waiting"; readonly secondsLeft: number | null }
  | { readonly step: "scanned"; readonly person: string | null; readonly secondsLeft: number | null }
  | { readonly step: "check"; readonly url: string }
  | { readonly step: "cancelled" | "nobody"; readonly person: string | null }
  /** `wxid` null: an earlier look was told, and its answer was lost. */
  | { readonly step: "signed_in"; readonly wxid: string | null; readonly person: string | null }
  | { readonly step: "expired" | "refused"; readonly words: string };

export interface FileBackend {
  list(groupId: string, signal?: AbortSignal): Promise<readonly RemoteFile[]>;
  rename(groupId: string, fileId: string, name: string): Promise<void>;
  /** What became of a file that this does not name, nobody knows. */
  remove(
    groupId: string,
    fileIds: readonly string[],
  ): Promise<readonly { fileId: string; isDeleted: boolean; reason: string | null }[]>;
  ticket(groupId: string, signal?: AbortSignal): Promise<UploadTicket>;
  register(groupId: string, file: NewFile, signal?: AbortSignal): Promise<RemoteFile>;
  /** Where the bytes are now: follows the API's own redirect with the token, and gives what lies behind without it. */
  downloadSource(
    url: string,
    signal?: AbortSignal,
  ): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
  /** "refused" with the server's words where a short text in place of a file's bytes is a refusal; null for a file. */
  refusalIn(text: string): AppError | null;
}

export interface JoinBackend {
  canJoin(code: ParsedCode): boolean;
  /** What the server tells of the group behind the code; null where it tells nothing. */
  preview(
    code: ParsedCode,
    signal?: AbortSignal,
  ): Promise<Pick<CodeCard, "groupId" | "groupName" | "memberCount"> | null>;
  /**
   * One attempt, confirmed by reading back where the backend allows. Never repeated by itself. Throws only where nothing
   * came of it: what may have been done is "unconfirmed".
   */
  join(code: ParsedCode, selfId: string): Promise<JoinOutcome>;
  /** Whether a group names us among its members, for servers that do not list every group we are in. */
  isIn?(groupId: string, selfId: string): Promise<boolean>;
}
