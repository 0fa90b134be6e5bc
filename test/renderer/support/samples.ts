import type { Account } from "../../../shared/domain/account.ts";
import type { Group } from "../../../shared/domain/group.ts";
import type { Member } from "../../../shared/domain/member.ts";

export const accountId = "00000000-0000-4000-8000-000000000001";
export const otherAccountId = "00000000-0000-4000-8000-000000000002";

export function sampleAccount(change: Partial<Account> = {}): Account {
  return {
    id: accountId,
    kind: "lanying",
    name: "Work",
    apiUrl: "https://api.example.com",
    directory: null,
    appId: "app",
    userName: null,
    selfId: "1",
    isDemo: false,
    isSignedIn: true,
    canRenew: false,
    secretPlace: "os",
    syncedAt: null,
    slowedUntil: null,
    ...change,
  };
}

export function sampleGroup(change: Partial<Group> = {}): Group {
  return {
    accountId,
    id: "9007199254740993",
    name: "Chess",
    description: null,
    avatar: null,
    memberCount: 2,
    capacity: null,
    type: "private",
    role: "member",
    roleCheckedAt: null,
    ownerId: null,
    joinRule: null,
    mutedUntil: null,
    createdAt: null,
    membersSyncedAt: null,
    filesSyncedAt: null,
    ...change,
  };
}

export function sampleMember(id: string): Member {
  return { id, name: `Member ${id}`, role: "member", joinedAt: null, mutedUntil: null };
}
