import { afterAll, beforeAll, expect, test } from "vitest";
import type { AdministrationBackend } from "../../../../main/backends/administration.ts";
import type { GroupBackend } from "../../../../main/backends/backend.ts";
import type { Demo } from "../../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../../main/demo/demo-server.ts";
import { avatarPng } from "../../../../main/demo/seed/png.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { signedInBackend } from "../../../support/signed-in-backend.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { administrationOf, all } from "./lanying-world.ts";

const chen = "2302128619008";
const wang = "2302128619136";
const alice = "2302128619264";
const emma = "2302128619776";

let demo: Demo;
let backend: GroupBackend;
let administration: AdministrationBackend;

beforeAll(async () => {
  demo = await startDemo();
  ({ backend } = await signedInBackend(lanyingAccount(demo)));
  administration = administrationOf(backend);
});
afterAll(() => demo?.stop());

async function held(groupId: string) {
  const group = (await demo.inspect()).groups.find(({ id }) => id === groupId);
  if (group === undefined) throw new Error("the demo has no such group");
  return group;
}

async function freshGroup(userIds: readonly string[] = [chen, wang]): Promise<string> {
  return (await administration.create({ name: "fresh", description: "d", type: "private", userIds })).id;
}

const outcome = (userId: string) => ({ userId, isDone: true, reason: null });

test("people are muted, promoted, blocked and back, invited and kicked", async () => {
  const group = await freshGroup();
  expect(await administration.mute(group, [chen, alice], -1)).toEqual([
    outcome(chen),
    { userId: alice, isDone: false, reason: expect.any(String) },
  ]);
  expect((await held(group)).mutedIds).toEqual([chen]);
  await administration.unmute(group, [chen]);
  await administration.promote(group, [chen]);
  expect(await held(group)).toMatchObject({ mutedIds: [], adminIds: [chen] });
  await administration.demote(group, [chen]);
  await administration.block(group, [wang]);
  expect(await held(group)).toMatchObject({ adminIds: [], blockedIds: [wang] });
  const [blocked] = await all(administration.blocked(group));
  expect(blocked).toEqual([{ userId: wang, blockedAt: expect.any(Number) }]);
  await administration.unblock(group, [wang]);
  expect(await administration.invite(group, [wang], "back again")).toEqual([outcome(wang)]);
  expect(await administration.kick(group, [chen])).toEqual([outcome(chen)]);
  expect(await held(group)).toMatchObject({ memberIds: [demo.userId, wang], blockedIds: [] });
});

test("a group gets its words, its picture and its settings, as reading back shows", async () => {
  const group = await freshGroup();
  await administration.rename(group, "Renamed");
  await administration.describe(group, "About");
  await administration.setExtension(group, '{"a":1}');
  await administration.setCard(group, "Me");
  await administration.changeSetting(group, "allowsMemberInvites", false);
  await administration.changeSetting(group, "hidesMemberInfo", true);
  await administration.changeSetting(group, "joinRule", "closed");
  await administration.changeSetting(group, "pushMode", "mention");
  await administration.muteAll(group, -1);
  expect(await administration.settings(group)).toEqual({
    allowsMemberInvites: false,
    allowsMemberEdits: false,
    hidesMemberInfo: true,
    hasReadReceipts: false,
    showsHistory: false,
    joinRule: "closed",
    muteMode: "none",
    pushMode: "mention",
    mutedUntil: -1,
    description: "About",
    extension: '{"a":1}',
  });
  await administration.muteAll(group, 0);
  expect((await administration.settings(group)).mutedUntil).toBeNull();
  expect(await administration.cards(group, [demo.userId, chen])).toEqual(new Map([[demo.userId, "Me"]]));

  const bytes = avatarPng(77);
  await administration.setAvatar(group, { bytes, type: "image/png" });
  const { avatar, name } = await held(group);
  expect([name, avatar]).toEqual(["Renamed", expect.stringMatching(/^avatar\/group\//)]);
  const shown = await backend.avatar(avatar ?? "");
  expect(Buffer.from(shown?.bytes ?? []).equals(bytes)).toBe(true);
});

test("announcements come newest first and go by their id", async () => {
  const group = await freshGroup();
  expect(await administration.lastAnnouncement(group)).toBeNull();
  const first = await administration.announce(group, "one", "1");
  const second = await administration.announce(group, "two", "2");
  expect(await administration.announcements(group)).toEqual([second, first]);
  expect(await administration.lastAnnouncement(group)).toEqual(second);
  expect(await administration.announcement(group, first.id)).toEqual(first);
  await administration.removeAnnouncement(group, first.id);
  expect(await administration.announcements(group)).toEqual([second]);
  await expect(administration.announcement(group, first.id)).rejects.toMatchObject({ code: "not_found" });
});

test("applications and invitations are read and answered", async () => {
  const group = await freshGroup();
  const emmas = await demoClient(demo, "emma");
  await emmas.call("/group/apply", { group_id: group, reason: "hello" });
  const [applications] = await all(administration.applications([group]));
  expect(applications).toMatchObject([{ personId: emma, reason: "hello", status: "pending" }]);
  await administration.decideApplication(group, emma, true);
  expect((await held(group)).memberIds).toContain(emma);

  const invitations = (await all(administration.invitations())).flat();
  expect(invitations.map(({ status }) => status)).toContain("expired");
  const invited = invitations.find(({ groupId }) => groupId === demo.groups.joinOpen);
  await administration.decideInvitation(demo.groups.joinOpen, invited?.personId ?? "", true);
  expect((await held(demo.groups.joinOpen)).isDemoUserIn).toBe(true);
});

test("applying tells whether we are in or wait", async () => {
  const chens = await demoClient(demo, "chenjing");
  for (const [apply_approval, expected] of [
    [0, "joined"],
    [1, "pending_approval"],
  ] as const) {
    const { data } = await chens.call("/group/create", { name: "Chen's" });
    const group_id = String((data as { group_id: unknown }).group_id);
    await chens.call("/group/settings/require_admin_approval", { group_id, apply_approval });
    expect(await administration.apply(group_id, "please")).toBe(expected);
    expect((await held(group_id)).isDemoUserIn).toBe(expected === "joined");
  }
});

test("an owner cannot leave, hands over, leaves; another group is destroyed", async () => {
  const group = await freshGroup();
  await expect(administration.leave(group)).rejects.toMatchObject({ server: { code: "20004" } });
  await expect(administration.transfer(group, alice)).rejects.toMatchObject({
    code: "refused",
    server: { code: "20005" },
  });
  await administration.transfer(group, chen);
  await administration.leave(group);
  expect(await held(group)).toMatchObject({ ownerId: chen, isDemoUserIn: false });
  const other = await freshGroup([]);
  await administration.destroy(other);
  expect((await held(other)).isDestroyed).toBe(true);
});

test("a code lets others in, and public groups are told by id", async () => {
  const group = await freshGroup();
  await administration.changeSetting(group, "joinRule", "open");
  const { info, expiresAt } = await administration.code(group);
  expect(expiresAt).toBeGreaterThan(Date.now());
  const emmas = await demoClient(demo, "emma");
  expect(await emmas.call("/group/qrcode/invite", { qr_info: info })).toMatchObject({ code: 200 });
  expect((await held(group)).memberIds).toContain(emma);
  expect(await administration.publicGroupIds()).toContain(demo.groups.joinOpen);
});

test("a write whose answer was lost was done, and is not said to have failed", async () => {
  const group = await freshGroup();
  await demo.control({ fault: { path: "^/group/kick$", failTimes: 1, loseAnswer: true } });
  await expect(administration.kick(group, [chen])).rejects.toMatchObject({ code: "outcome_unknown" });
  expect((await held(group)).memberIds).toEqual([demo.userId, wang]);
});
