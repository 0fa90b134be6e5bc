import { randomBytes } from "node:crypto";
import { demoAppId } from "../demo-credentials.ts";
import { type DemoPosition, documentedPosition } from "../demo-position.ts";
import { BusinessError } from "./business-error.ts";
import type { DemoGroup } from "./demo-group.ts";
import type { DemoRequest } from "./demo-request.ts";
import { ReadLag } from "./read-lag.ts";

export interface DemoUser {
  readonly id: string;
  /** Sign-in name. */
  readonly name: string;
  readonly password: string;
  readonly mobile: string | null;
  /** Whether an invitation waits for this user's consent. */
  readonly confirmsInvitations: boolean;
}

/** All that the group API of the demo knows, in memory. */
export class World {
  readonly users = new Map<string, DemoUser>();
  groups = new Map<string, DemoGroup>();
  applications: DemoRequest[] = [];
  invitations: DemoRequest[] = [];
  /** Like the tokens of the console: a JWT of role 2 that never ends. */
  readonly adminToken =
    `e30.${base64Url(`{"app":"${demoAppId}","sub":"20","role":2}`)}.${randomBytes(24).toString("hex")}`;
  readonly #sessions = new Map<string, { readonly userId: string; isExpired: boolean }>();
  /** People who were in a group once; they still exist. */
  readonly #formerMembers = new Set<string>();
  readonly #lag = new ReadLag();
  readonly #clockOffsetMs: number;
  #advancedMs = 0;
  #nextId = 2306414607729;

  position: DemoPosition;

  constructor(now: number, position: DemoPosition = documentedPosition) {
    this.#clockOffsetMs = now - Date.now();
    this.position = position;
  }

  /** ms since epoch. */
  now(): number {
    return Date.now() + this.#clockOffsetMs + this.#advancedMs;
  }

  advance(ms: number): void {
    this.#advancedMs += ms;
  }

  /** Runs a write to this group (null: to none that exists): for `position.readLagMs` reads do not see what it does. */
  write<Value>(groupId: string | null, run: () => Value): Value {
    const { readLagMs } = this.position;
    if (readLagMs > 0) this.#lag.keep(this, groupId, this.now() + readLagMs);
    return run();
  }

  /** Runs a read on what reads see by now. It must be synchronous: meanwhile that is the world for everybody. */
  read<Value>(run: () => Value): Value {
    const seen = this.#lag.stateAt(this.now());
    if (seen === null) return run();
    const { groups, applications, invitations } = this;
    Object.assign(this, seen);
    try {
      return run();
    } finally {
      Object.assign(this, { groups, applications, invitations });
    }
  }

  /** A new id for a group, a file or an announcement: 13 digits, like the real ones. */
  nextId(): string {
    this.#nextId += 1184;
    return String(this.#nextId);
  }

  /** Throws 20001 where there is none, or none any more. */
  group(id: string): DemoGroup {
    const group = this.groups.get(id);
    if (group === undefined || group.status === 1) throw new BusinessError(20001);
    return group;
  }

  groupsOf(userId: string): DemoGroup[] {
    return [...this.groups.values()].filter((group) => group.status === 0 && group.members.has(userId));
  }

  isUser(id: string): boolean {
    if (this.users.has(id) || this.#formerMembers.has(id)) return true;
    return [...this.groups.values()].some((group) => group.members.has(id));
  }

  /** Takes someone out of a group with all that hangs on the membership. */
  removeMember(group: DemoGroup, userId: string): void {
    if (!group.members.delete(userId)) return;
    group.admins.delete(userId);
    group.bans.delete(userId);
    group.modes.delete(userId);
    this.#formerMembers.add(userId);
  }

  openSession(userId: string): string {
    const token = `demo-session-${randomBytes(24).toString("hex")}`;
    this.#sessions.set(token, { userId, isExpired: false });
    return token;
  }

  expireSessions(): void {
    for (const session of this.#sessions.values()) session.isExpired = true;
  }

  /** Whose token it is; an administrator's is anybody's. Throws 10000, 10003, 10008, 10010 or 402. */
  userOf(token: string | undefined, actsFor?: string): string {
    if (token === undefined || token === "") throw new BusinessError(10003);
    if (token === this.adminToken) return this.#userActedFor(actsFor);
    if (actsFor !== undefined) throw new BusinessError(10010);
    const session = this.#sessions.get(token);
    if (session === undefined) throw new BusinessError(10008);
    if (session.isExpired) throw new BusinessError(402);
    return session.userId;
  }

  #userActedFor(userId: string | undefined): string {
    if (userId === undefined) throw new BusinessError(10010);
    if (!this.users.has(userId)) throw new BusinessError(10000);
    return userId;
  }
}

function base64Url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
