import { afterAll, beforeAll, expect, test } from "vitest";
import type { GroupBackend } from "../../../../main/backends/backend.ts";
import type { Demo, DemoCodes } from "../../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../../main/demo/demo-server.ts";
import { createJoinService, type JoinService } from "../../../../main/features/join/join-service.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import type { Account, AccountKind } from "../../../../shared/domain/account.ts";
import type { JoinOutcome } from "../../../../shared/domain/join.ts";
import { lanyingAccount, wechatAccount } from "../../../support/demo-accounts.ts";
import { runningDemo, runningServices } from "../../../support/demo-world.ts";
import { openServices } from "../../../support/open-services.ts";
import { signedInBackend } from "../../../support/signed-in-backend.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { keptCodes } from "./kept-codes.ts";

let demo: Demo;
let service: JoinService;
const journal = keptActivity();

beforeAll(async () => {
  demo = await startDemo();
  const backends = new Map<string, GroupBackend>();
  const accounts: Account[] = [];
  for (const account of [lanyingAccount(demo), wechatAccount(demo)]) {
    const { backend, selfId } = await signedInBackend(account);
    const { kind, apiUrl, appId } = account;
    backends.set(kind, backend);
    accounts.push({
      ...{ id: kind, kind, name: kind, apiUrl, directory: null, appId, userName: null, selfId },
      ...{ isDemo: true, isSignedIn: true, canRenew: false, secretPlace: "memory", syncedAt: null },
      slowedUntil: null,
    });
  }
  service = createJoinService({
    seen: keptCodes(),
    activity: journal.activity,
    accounts: async () => accounts,
    backendFor: (accountId) => backends.get(accountId) as GroupBackend,
    findGroup: async () => null,
    syncGroups: async () => undefined,
    joined: async () => undefined,
    log: silentLog,
  });
});
afterAll(() => demo.stop());

test.each<[keyof DemoCodes, AccountKind, JoinOutcome["outcome"]]>([
  // Both name the open group, so they come before joining it.
  ["expiredGroup", "lanying", "expired"],
  ["invalidGroup", "lanying", "expired"],
  ["openGroup", "lanying", "joined"],
  ["approvalGroup", "lanying", "pending_approval"],
  ["fullGroup", "lanying", "refused"],
  ["alreadyMember", "lanying", "already_member"],
  ["wechatGroup", "gewe", "joined"],
  ["wechatPending", "gewe", "pending_approval"],
  ["wechatExpired", "gewe", "expired"],
  ["wechatFull", "gewe", "refused"],
  ["wechatPageExpired", "gewe", "expired"],
  ["wechatPageFull", "gewe", "refused"],
  ["wechatInvite", "gewe", "joined"],
  ["wechatInviteExpired", "gewe", "expired"],
])("on the demo, %s with %s ends as %s", async (code, accountId, outcome) => {
  const text = demo.codes[code];
  const card = await service.inspect(text);
  expect(card).toMatchObject({ canJoin: true, accountIds: [accountId] });
  expect(await service.join({ accountId, text })).toMatchObject({ outcome });
});

test("the card of a group on the demo names it before anyone joins", async () => {
  const card = await service.inspect(demo.codes.openGroup);
  expect(card).toMatchObject({ kind: "lanying_group", groupId: demo.groups.joinOpen });
  expect(card.groupName).toBeTruthy();
  expect(card.memberCount).toBeGreaterThan(0);
  expect(await service.inspect(demo.codes.wechatPerson)).toMatchObject({
    kind: "wechat_person",
    canJoin: false,
  });
});

test("an attempt that is under way when the app quits comes to its end, and is known at the next start", async () => {
  const dataFolder = await tempFolder();
  const server = await runningDemo();
  const text = server.codes.openGroup;
  const first = await openServices(dataFolder);
  const { id: accountId } = await first.accounts.add(lanyingAccount(server));
  await server.control({ fault: { path: "/qrcode/", delayMs: 1000 } });
  const joined = first.join.join({ accountId, text });
  const requests = async () => (await server.inspect()).requests.map(({ path }) => path);
  await expect.poll(requests).toContainEqual(expect.stringContaining("/qrcode/"));
  await first.close({ resumesLater: true });
  await expect(joined).resolves.toMatchObject({ outcome: "joined" });
  const second = await runningServices(dataFolder);
  expect(await second.join.seen(text)).toMatchObject([{ accountId, outcome: "joined" }]);
});
