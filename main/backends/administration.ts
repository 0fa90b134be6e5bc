import type { Announcement } from "../../shared/domain/announcement.ts";
import type { NewGroupType } from "../../shared/domain/group.ts";
import type { GroupSettings } from "../../shared/domain/group-settings.ts";
import type { InboxEntry } from "../../shared/domain/inbox.ts";
import type { AppError } from "../../shared/errors.ts";
import type { RemoteGroup } from "./backend.ts";

/** What became of one person in a call about several; HTTP 200 says nothing about it. */
export interface PersonOutcome {
  readonly userId: string;
  readonly isDone: boolean;
  /** The server's own words where it refused; null otherwise. */
  readonly reason: string | null;
}

export interface BlockedPerson {
  readonly userId: string;
  /** ms since epoch; null where the server does not say. */
  readonly blockedAt: number | null;
}

export interface GroupCode {
  /** Opaque; goes back unchanged to whoever joins. */
  readonly info: string;
  readonly createdAt: number | null;
  /** ms since epoch; null where the server does not say. */
  readonly expiresAt: number | null;
}

/** Lanying's codes for "expired or already handled", of an application and of an invitation. */
const handledCodes: ReadonlySet<string> = new Set(["20014", "20015"]);

/** Whether a decision was refused because somebody had decided before, or the time was over. */
export function wasHandledBefore({ server }: AppError): boolean {
  return handledCodes.has(server?.code ?? "");
}

/** What became of somebody whom these do not name, nobody knows. */
export type PersonOutcomes = Promise<readonly PersonOutcome[]>;

/**
 * Everything an owner or admin does. Writes are sent once: an answer that never came is AppError("outcome_unknown"),
 * and whoever asked must read back before deciding. Ids are decimal strings, times ms since epoch.
 */
export interface AdministrationBackend {
  kick(groupId: string, userIds: readonly string[]): PersonOutcomes;
  /** Minutes; -1 for ever. */
  mute(groupId: string, userIds: readonly string[], minutes: number): PersonOutcomes;
  unmute(groupId: string, userIds: readonly string[]): PersonOutcomes;
  block(groupId: string, userIds: readonly string[]): PersonOutcomes;
  unblock(groupId: string, userIds: readonly string[]): PersonOutcomes;
  promote(groupId: string, userIds: readonly string[]): PersonOutcomes;
  demote(groupId: string, userIds: readonly string[]): PersonOutcomes;
  invite(groupId: string, userIds: readonly string[], reason: string): PersonOutcomes;
  blocked(groupId: string, signal?: AbortSignal): AsyncIterable<readonly BlockedPerson[]>;
  /** Cards of some members; members without one are left out. */
  cards(groupId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;

  create(group: {
    name: string;
    description: string;
    type: NewGroupType;
    userIds: readonly string[];
  }): Promise<RemoteGroup>;
  destroy(groupId: string): Promise<void>;
  leave(groupId: string): Promise<void>;
  /** Throws AppError("refused") with the server's words when the person could not become owner. */
  transfer(groupId: string, newOwnerId: string): Promise<void>;
  rename(groupId: string, name: string): Promise<void>;
  describe(groupId: string, description: string): Promise<void>;
  setExtension(groupId: string, extension: string): Promise<void>;
  /** Ticket, bytes, then the group is told: three steps, of which the last makes it visible. */
  setAvatar(groupId: string, picture: { readonly bytes: Uint8Array; readonly type: string }): Promise<void>;
  /** Our own card in this group. */
  setCard(groupId: string, card: string): Promise<void>;
  publicGroupIds(signal?: AbortSignal): Promise<readonly string[]>;

  settings(groupId: string, signal?: AbortSignal): Promise<GroupSettings>;
  /** Changes one setting; read `settings` afterwards: the answer to the change is no proof. */
  changeSetting<K extends keyof ChangeableSettings>(
    groupId: string,
    setting: K,
    value: ChangeableSettings[K],
  ): Promise<void>;
  /** Minutes; -1 for ever; 0 lifts it. */
  muteAll(groupId: string, minutes: number): Promise<void>;

  announcements(groupId: string, signal?: AbortSignal): Promise<readonly Announcement[]>;
  announcement(groupId: string, announcementId: string): Promise<Announcement>;
  /** Null when there is none. */
  lastAnnouncement(groupId: string): Promise<Announcement | null>;
  /** Always adds a new one: the server cannot change an old one. */
  announce(groupId: string, title: string, content: string): Promise<Announcement>;
  removeAnnouncement(groupId: string, announcementId: string): Promise<void>;

  applications(groupIds: readonly string[], signal?: AbortSignal): AsyncIterable<readonly InboxEntry[]>;
  invitations(signal?: AbortSignal): AsyncIterable<readonly InboxEntry[]>;
  decideApplication(groupId: string, applicantId: string, isApproved: boolean): Promise<void>;
  decideInvitation(groupId: string, inviterId: string, isAccepted: boolean): Promise<void>;
  /**
   * Resolves to whether we are in at once or an application now waits; "unconfirmed" where the group lets everybody in
   * and our groups do not show it.
   */
  apply(groupId: string, reason: string): Promise<"joined" | "pending_approval" | "unconfirmed">;

  code(groupId: string): Promise<GroupCode>;
}

export type ChangeableSettings = Pick<
  GroupSettings,
  | "allowsMemberInvites"
  | "allowsMemberEdits"
  | "hidesMemberInfo"
  | "hasReadReceipts"
  | "showsHistory"
  | "joinRule"
  | "muteMode"
  | "pushMode"
>;
