import type {
  GroupBackend,
  RemoteGroup,
  RemoteMember,
  RemoteProfile,
} from "../../../../main/backends/backend.ts";
import type { BackendDeps } from "../../../../main/backends/create-backend.ts";
import type { Credential } from "../../../../shared/domain/account.ts";
import { AppError } from "../../../../shared/errors.ts";

/** What the fake server holds; tests change it while it runs. */
export interface FakeServer {
  readonly users: Map<string, string>;
  readonly tokens: Map<string, string>;
  groups: RemoteGroup[];
  members: Map<string, RemoteMember[]>;
  admins: Map<string, string[] | AppError>;
  mutes: Map<string, number> | AppError;
  avatars: Map<string, Uint8Array>;
  /** By id; whom it does not hold, the server does not know. */
  profiles: Map<string, RemoteProfile>;
  /** Called before a batch of profiles is answered; may wait or throw. */
  beforeProfiles: (ids: readonly string[]) => Promise<void> | void;
  pageSize: number;
  /** Thrown by every request while it is set. */
  failure: AppError | null;
  /** Called before each page; may wait or throw. */
  beforePage: (page: number) => Promise<void> | void;
  /** Called before a sign-in is looked at; may wait. */
  beforeSignIn: () => Promise<void> | void;
  /** One line per request. */
  readonly requests: string[];
}

export function createFakeServer(): FakeServer {
  return {
    users: new Map([["ann", "correct horse"]]),
    tokens: new Map([["token-of-bob", "2"]]),
    groups: [],
    members: new Map(),
    admins: new Map(),
    mutes: new Map(),
    avatars: new Map(),
    profiles: new Map(),
    beforeProfiles: () => undefined,
    pageSize: 2,
    failure: null,
    beforePage: () => undefined,
    beforeSignIn: () => undefined,
    requests: [],
  };
}

export function remoteGroup(id: string, name: string, changes: Partial<RemoteGroup> = {}): RemoteGroup {
  return {
    id,
    name,
    description: null,
    avatar: null,
    memberCount: 3,
    capacity: 200,
    type: "private",
    ownerId: "9",
    joinRule: "approval",
    mutedUntil: null,
    createdAt: 1_700_000_000_000,
    role: null,
    ...changes,
  };
}

export function remoteProfile(id: string, changes: Partial<RemoteProfile> = {}): RemoteProfile {
  return { id, username: "", nickName: "", alias: "", avatar: "", ...changes };
}

/** A backend over the fake server, injected where the real one would be. Sessions are renewed as the real one does. */
export function fakeBackend(server: FakeServer, deps: BackendDeps): GroupBackend {
  async function ask(what: string): Promise<void> {
    server.requests.push(what);
    if (server.failure !== null) throw server.failure;
    const token = deps.token();
    if (token !== null && server.tokens.has(token)) return;
    const fresh = await deps.renew();
    if (fresh === null || !server.tokens.has(fresh))
      throw new AppError("signed_out", "the session has ended");
  }

  function userOf(credential: Credential): { token: string; selfId: string } {
    if (credential.type === "token") {
      const selfId = server.tokens.get(credential.token);
      if (selfId === undefined) throw new AppError("signed_out", "the token is not valid");
      return { token: credential.token, selfId };
    }
    if (server.users.get(credential.user) !== credential.password) {
      throw new AppError("refused", "wrong user or password");
    }
    const token = `session-${server.tokens.size}-of-${credential.user}`;
    server.tokens.set(token, "1");
    return { token, selfId: "1" };
  }

  async function* pages<Item>(items: readonly Item[], signal?: AbortSignal): AsyncGenerator<Item[]> {
    for (let at = 0, page = 0; at === 0 || at < items.length; at += server.pageSize, page += 1) {
      await server.beforePage(page);
      signal?.throwIfAborted();
      yield items.slice(at, at + server.pageSize);
    }
  }

  return {
    kind: deps.kind,
    async signIn(credential) {
      server.requests.push("signIn");
      await server.beforeSignIn();
      if (server.failure !== null) throw server.failure;
      return userOf(credential);
    },
    async *groups(signal) {
      await ask("groups");
      yield* pages(server.groups, signal);
    },
    async group(groupId) {
      await ask(`group ${groupId}`);
      const found = server.groups.find(({ id }) => id === groupId);
      if (found === undefined) throw new AppError("not_found", "no such group");
      return found;
    },
    async *members(groupId, signal) {
      await ask(`members ${groupId}`);
      const members = server.members.get(groupId) ?? [];
      for await (const page of pages(members, signal)) yield { members: page, total: members.length };
    },
    async adminIds(groupId) {
      await ask(`adminIds ${groupId}`);
      const admins = server.admins.get(groupId) ?? [];
      if (admins instanceof AppError) throw admins;
      return admins;
    },
    async mutes(groupId) {
      await ask(`mutes ${groupId}`);
      if (server.mutes instanceof AppError) throw server.mutes;
      return server.mutes;
    },
    people: {
      async profiles(userIds) {
        await ask(`profiles ${userIds.join(",")}`);
        await server.beforeProfiles(userIds);
        return userIds.flatMap((id) => server.profiles.get(id) ?? []);
      },
    },
    files: null,
    async avatar(avatar) {
      await ask(`avatar ${avatar}`);
      const bytes = server.avatars.get(avatar);
      return bytes === undefined ? null : { bytes, type: "application/octet-stream" };
    },
    join: {
      canJoin: () => false,
      preview: async () => null,
      join: () => Promise.reject(new AppError("unsupported", "not here")),
    },
    device: null,
    administration: null,
    async call(path) {
      await ask(`call ${path}`);
      return { token: deps.token() };
    },
  };
}
