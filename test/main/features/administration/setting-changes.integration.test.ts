import { expect, test } from "vitest";
import { administrationWorld } from "./administration-world.ts";

test("settings are what the server has after the change", async () => {
  const { service, accountId, demo, recorded, onServer, inCache } = await administrationWorld();
  const id = demo.groups.owned;
  const before = await service.settings(accountId, id);
  const changes = {
    joinRule: "closed",
    allowsMemberInvites: false,
    allowsMemberEdits: true,
    hidesMemberInfo: true,
    hasReadReceipts: true,
    showsHistory: true,
    muteMode: "silent",
    pushMode: "mention",
  } as const;
  expect(await service.changeSettings(accountId, id, changes)).toMatchObject(changes);
  expect(await onServer(id)).toMatchObject({
    applyApproval: 2,
    memberInvite: false,
    memberModify: true,
    hideMemberInfo: true,
    readAck: true,
    historyVisible: true,
    own: { muteMode: 1, pushMode: 4 },
  });
  expect(await inCache(id)).toMatchObject({ joinRule: "closed" });
  expect(recorded).toHaveLength(8);
  expect(recorded).toMatchObject(
    Object.entries(changes).map(([field, after]) => ({
      kind: "change_setting",
      outcome: "done",
      detail: null,
      change: { field, before: before[field as keyof typeof changes], after },
    })),
  );
});

test.each(["all", "none", "admin_or_mention", "admin", "mention"] as const)(
  "push mode %s is taken on by a plain member",
  async (pushMode) => {
    const { service, accountId, demo } = await administrationWorld();
    expect(await service.changeSettings(accountId, demo.groups.member, { pushMode })).toMatchObject({
      pushMode,
    });
  },
);

test("a lost answer is resolved by reading the settings back", async () => {
  const { service, accountId, demo, recorded, loseAnswer } = await administrationWorld();
  await loseAnswer("/group/settings/require_admin_approval");
  const settings = await service.changeSettings(accountId, demo.groups.owned, { joinRule: "closed" });
  expect(settings.joinRule).toBe("closed");
  expect(recorded).toMatchObject([{ outcome: "done" }]);
});

test("what came before a refused change stays, and what would come after is not sent", async () => {
  const { service, accountId, demo, recorded, onServer } = await administrationWorld();
  const id = demo.groups.owned;
  await demo.control({ fault: { path: "allow_member_invitation", failTimes: 1, code: 20012 } });
  const before = await onServer(id);
  await expect(
    service.changeSettings(accountId, id, {
      joinRule: "closed",
      allowsMemberInvites: !before.memberInvite,
      showsHistory: !before.historyVisible,
    }),
  ).rejects.toMatchObject({ server: { code: "20012" } });
  expect(await onServer(id)).toMatchObject({
    applyApproval: 2,
    memberInvite: before.memberInvite,
    historyVisible: before.historyVisible,
  });
  expect(recorded.map(({ outcome }) => outcome)).toEqual(["done", "refused"]);
  expect(recorded[1]).toMatchObject({ detail: expect.stringContaining("allowsMemberInvites"), change: null });
});

test("everybody is muted for a time, for ever, and no longer", async () => {
  const { service, accountId, demo, recorded, onServer, inCache } = await administrationWorld();
  const id = demo.groups.owned;
  const before = Date.now();
  const { mutedUntil } = await service.muteAll(accountId, id, 10);
  expect(Math.abs((mutedUntil ?? 0) - (before + 600_000))).toBeLessThan(60_000);
  expect((await inCache(id))?.mutedUntil).toBe(mutedUntil);
  expect(await service.muteAll(accountId, id, -1)).toMatchObject({ mutedUntil: -1 });
  expect((await onServer(id)).allMutedMinutes).toBe(-1);
  expect(await service.muteAll(accountId, id, 0)).toMatchObject({ mutedUntil: null });
  expect(await inCache(id)).toMatchObject({ mutedUntil: null });
  const [field, end] = ["mutedUntil", String(mutedUntil)];
  expect(recorded.map(({ kind, change }) => [kind, change])).toEqual([
    ["mute_all", { field, before: null, after: end }],
    ["mute_all", { field, before: end, after: "-1" }],
    ["unmute_all", { field, before: "-1", after: null }],
  ]);
});

test("a change whose earlier value could not be read is made, and cannot be undone by it", async () => {
  const { service, accountId, demo, recorded, onServer } = await administrationWorld();
  const id = demo.groups.owned;
  const unreadable = () => demo.control({ fault: { path: "/group/settings", failTimes: 1, code: 500 } });
  await unreadable();
  await service.changeSettings(accountId, id, { joinRule: "closed" });
  await unreadable();
  await service.muteAll(accountId, id, -1);
  expect(await onServer(id)).toMatchObject({ applyApproval: 2, allMutedMinutes: -1 });
  expect(recorded).toMatchObject([
    { outcome: "done", change: { field: "joinRule", before: null, after: "closed" } },
    { outcome: "done", detail: "for ever", change: null },
  ]);
});

test("muting everybody survives a lost answer, and is refused to a member", async () => {
  const { service, accountId, demo, recorded, loseAnswer } = await administrationWorld();
  await loseAnswer("/group/ban_all");
  expect(await service.muteAll(accountId, demo.groups.owned, -1)).toMatchObject({ mutedUntil: -1 });
  await expect(service.muteAll(accountId, demo.groups.member, 10)).rejects.toMatchObject({
    server: { code: "20012" },
  });
  expect(recorded.map(({ outcome }) => outcome)).toEqual(["done", "refused"]);
});
