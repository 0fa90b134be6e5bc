import { expect, test } from "vitest";
import type { GroupBackend, JoinBackend } from "../../../../main/backends/backend.ts";
import { createJoinService } from "../../../../main/features/join/join-service.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import type { Account, AccountKind } from "../../../../shared/domain/account.ts";
import type { Group } from "../../../../shared/domain/group.ts";
import type { JoinOutcome } from "../../../../shared/domain/join.ts";
import { AppError } from "../../../../shared/errors.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { keptCodes } from "./kept-codes.ts";

const lanyingCode = '{"source":"app","action":"group","info":{"group_id":"9007199254740993","info":"key"}}';
const wechatCode = "https://weixin.qq.com/g/AwYAALLELoeKLg";
const groupId = "9007199254740993";
const joined: JoinOutcome = { outcome: "joined", groupId, groupName: "Chess", message: null };

function account(id: string, kind: AccountKind, changes: Partial<Account> = {}): Account {
  const base = {
    apiUrl: "https://api.example.com",
    directory: null,
    appId: "app",
    userName: null,
    selfId: "7",
    isDemo: false,
    isSignedIn: true,
  };
  return {
    id,
    kind,
    name: id,
    ...base,
    canRenew: false,
    secretPlace: "memory",
    syncedAt: null,
    slowedUntil: null,
    ...changes,
  };
}

interface World {
  readonly accounts?: readonly Account[];
  readonly join?: Partial<JoinBackend>;
  /** `account id` of each account that is in the group; what a sync adds. */
  readonly members?: readonly string[];
  readonly addedBySync?: readonly string[];
  readonly syncFails?: boolean;
}

function world({ accounts, join = {}, members = [], addedBySync = [], syncFails = false }: World = {}) {
  const inGroup = new Set(members);
  const attempts: string[] = [];
  const synced: string[] = [];
  const broughtIn: string[] = [];
  const backend: JoinBackend = {
    canJoin: () => true,
    preview: async () => ({ groupId, groupName: "Chess", memberCount: 12 }),
    join: async () => joined,
    ...join,
  };
  const journal = keptActivity();
  const service = createJoinService({
    seen: keptCodes(),
    activity: journal.activity,
    accounts: async () => accounts ?? [account("one", "lanying"), account("we", "gewe")],
    backendFor: (accountId) =>
      ({
        join: {
          ...backend,
          join: (code, selfId) => {
            attempts.push(`${accountId} ${code.joinKey} ${selfId}`);
            return backend.join(code, selfId);
          },
        } satisfies JoinBackend,
      }) as unknown as GroupBackend,
    findGroup: async (accountId) =>
      inGroup.has(accountId) ? ({ name: "Chess club", memberCount: 11 } as Group) : null,
    syncGroups: async (accountId) => {
      synced.push(accountId);
      if (syncFails) throw new AppError("offline", "no network");
      for (const id of addedBySync) inGroup.add(id);
    },
    joined: async (accountId, { id }) => void broughtIn.push(`${accountId} ${id}`),
    log: silentLog,
    syncWaitMs: 50,
  });
  return { service, attempts, synced, broughtIn, kept: journal.kept };
}

test("a group code's card names the group, the accounts that can join and those already in", async () => {
  const accounts = [account("in", "lanying"), account("out", "lanying"), account("we", "gewe")];
  const { service, attempts } = world({ accounts, members: ["in"] });
  expect(await service.inspect(lanyingCode)).toEqual({
    text: lanyingCode,
    kind: "lanying_group",
    host: null,
    groupId,
    groupName: "Chess",
    memberCount: 12,
    canJoin: true,
    accountKind: "lanying",
    accountIds: ["out", "in"],
    memberAccountIds: ["in"],
    seen: [],
  });
  expect(attempts).toEqual([]);
});

test("a card comes without a preview when the server cannot be asked, with what the cache knows", async () => {
  const preview = () => Promise.reject(new AppError("offline", "no network"));
  const { service } = world({ join: { preview }, members: ["one"] });
  expect(await service.inspect(lanyingCode)).toMatchObject({
    groupName: "Chess club",
    memberCount: 11,
    canJoin: true,
  });
});

test("without a suitable account the card says which kind is needed", async () => {
  const { service } = world({
    accounts: [account("old", "gewe", { isSignedIn: false }), account("one", "lanying")],
  });
  expect(await service.inspect(wechatCode)).toMatchObject({
    canJoin: false,
    accountKind: "gewe",
    accountIds: [],
  });
});

test.each(["https://u.wechat.com/EJx", "https://example.com", "hello", "https://weixin.qq.com.evil.io/g/Aw"])(
  "%s cannot be joined with any account",
  async (text) => {
    const { service, attempts } = world();
    expect(await service.inspect(text)).toMatchObject({ canJoin: false, accountKind: null, accountIds: [] });
    await expect(service.join({ accountId: "we", text: text })).rejects.toMatchObject({
      code: "unsupported",
    });
    expect(attempts).toEqual([]);
  },
);

test("joining is one attempt with what the code means, and the groups are read again", async () => {
  const { service, attempts, synced } = world();
  expect(await service.join({ accountId: "one", text: lanyingCode })).toEqual(joined);
  expect(attempts).toEqual(["one key 7"]);
  expect(synced).toEqual(["one"]);
});

test("a code that names its group only afterwards tells whether we were in it before", async () => {
  const { service } = world({ members: ["we"] });
  expect(await service.join({ accountId: "we", text: wechatCode })).toMatchObject({
    outcome: "already_member",
  });
});

test("two clicks are one attempt", async () => {
  const { service, attempts } = world();
  const both = await Promise.all([
    service.join({ accountId: "we", text: wechatCode }),
    service.join({ accountId: "we", text: `${wechatCode}?s=1` }),
  ]);
  expect(both).toEqual([joined, joined]);
  expect(attempts).toHaveLength(1);
});

test("an account of the other kind, an unknown or a signed-out one never reaches the server", async () => {
  const { service, attempts } = world({
    accounts: [account("one", "lanying"), account("new", "gewe", { selfId: null })],
  });
  await expect(service.join({ accountId: "one", text: wechatCode })).rejects.toMatchObject({
    code: "unsupported",
  });
  await expect(service.join({ accountId: "nobody", text: wechatCode })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(service.join({ accountId: "new", text: wechatCode })).rejects.toMatchObject({
    code: "signed_out",
  });
  expect(attempts).toEqual([]);
});

test("a refusal is passed on in the server's own words and changes nothing", async () => {
  const refused: JoinOutcome = {
    outcome: "expired",
    groupId: null,
    groupName: null,
    message: "二维码已过期",
  };
  const { service, synced } = world({ join: { join: async () => refused } });
  expect(await service.join({ accountId: "one", text: lanyingCode })).toEqual(refused);
  expect(synced).toEqual([]);
  const failing = world({ join: { join: () => Promise.reject(new AppError("refused", "no")) } });
  await expect(failing.service.join({ accountId: "one", text: lanyingCode })).rejects.toMatchObject({
    code: "refused",
  });
});

test("what could not be sent is an error and no act: neither the journal nor the code remembers it", async () => {
  for (const code of ["offline", "signed_out", "rate_limited"] as const) {
    const { service, kept } = world({ join: { join: () => Promise.reject(new AppError(code, "not now")) } });
    await expect(service.join({ accountId: "one", text: lanyingCode })).rejects.toMatchObject({ code });
    expect(await service.seen(lanyingCode)).toEqual([]);
    expect(kept).toEqual([]);
  }
});

test("a sync that fails does not turn a success into an error", async () => {
  const { service } = world({ syncFails: true });
  expect(await service.join({ accountId: "one", text: lanyingCode })).toEqual(joined);
});

test("a code seen before says with which account, when and with what outcome", async () => {
  const { service } = world({ accounts: [account("one", "lanying"), account("two", "lanying")] });
  await service.join({ accountId: "one", text: lanyingCode });
  const { seen } = await service.inspect(lanyingCode.replace('"app"', '"web"'));
  expect(seen).toMatchObject([{ accountId: "one", outcome: "joined", groupId, groupName: "Chess" }]);
  expect(seen[0]?.at).toBeGreaterThan(Date.now() - 60_000);
});

test.each([
  {
    error: new AppError("forbidden", "no", { server: { code: "20012", message: "no" } }),
    outcomes: ["refused"],
  },
  {
    error: new AppError("rate_limited", "later", { server: { code: "429", message: "later" } }),
    outcomes: [],
  },
  { error: new AppError("offline", "no network"), outcomes: [] },
])("after $error.code the code counts as tried only where the server answered about it", async (given) => {
  const { service } = world({ join: { join: () => Promise.reject(given.error) } });
  await expect(service.join({ accountId: "one", text: lanyingCode })).rejects.toMatchObject({
    code: given.error.code,
  });
  const { seen } = await service.inspect(lanyingCode);
  expect(seen.map(({ outcome }) => outcome)).toEqual(given.outcomes);
});

test("a lost answer can be looked up later: the groups are read again and nothing is sent", async () => {
  const lost = async (): Promise<JoinOutcome> => ({ ...joined, outcome: "unconfirmed", groupName: null });
  const arrivals: string[] = [];
  const { service, attempts, synced } = world({ join: { join: lost }, addedBySync: arrivals });
  const asked = { accountId: "one", text: lanyingCode };
  expect(await service.join(asked)).toMatchObject({ outcome: "unconfirmed" });
  expect(await service.check(asked)).toMatchObject({ outcome: "unconfirmed", groupId });
  arrivals.push("one");
  expect(await service.check(asked)).toMatchObject({ outcome: "joined", groupName: "Chess club" });
  expect(await service.inspect(lanyingCode)).toMatchObject({ seen: [{ outcome: "joined" }] });
  expect(attempts).toHaveLength(1);
  expect(synced).toHaveLength(3);
});

test("a check that cannot reach the server says so instead of guessing", async () => {
  const { service } = world({ syncFails: true });
  await expect(service.check({ accountId: "one", text: lanyingCode })).rejects.toMatchObject({
    code: "offline",
  });
});

test("what became of joining is in the journal, and nothing of the code's text", async () => {
  const { service, kept } = world();
  await service.join({ accountId: "one", text: lanyingCode });
  const refused = world({ join: { join: async () => ({ ...joined, outcome: "refused", message: "full" }) } });
  await refused.service.join({ accountId: "one", text: lanyingCode });
  const failing = world({
    join: {
      join: async () => {
        throw new AppError("forbidden", "no", { server: { code: "20011", message: "no permission" } });
      },
    },
  });
  await expect(failing.service.join({ accountId: "one", text: lanyingCode })).rejects.toMatchObject({
    code: "forbidden",
  });
  const place = { accountId: "one", kind: "join_group", groupId, targetId: null };
  expect(kept).toMatchObject([{ ...place, groupName: "Chess", outcome: "done", detail: null }]);
  expect(refused.kept).toMatchObject([{ ...place, outcome: "refused", detail: "refused: full" }]);
  expect(failing.kept).toMatchObject([{ ...place, outcome: "refused", detail: "no permission (20011)" }]);
  expect(JSON.stringify([kept, refused.kept, failing.kept])).not.toContain('"key"');
});
