import { expect, test } from "vitest";
import { createGroupEntry } from "../../../../main/features/administration/group-entry.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { demoClient } from "../../demo/demo-client.ts";
import { keptActivity } from "../activity/kept-activity.ts";
import { administrationWorld, smallPicture } from "./administration-world.ts";

async function laggingWorld(readLagMs: number) {
  const world = await administrationWorld();
  await world.demo.control({ position: { readLagMs } });
  return world;
}

const outcomes = (recorded: readonly { kind: string; outcome: string }[]) =>
  recorded.map(({ kind, outcome }) => `${kind} ${outcome}`);

test("settings are answered as they were set, once the reads have caught up with the writes", async () => {
  const { service, accountId, demo, recorded, inCache } = await laggingWorld(1000);
  const id = demo.groups.owned;
  const changes = { joinRule: "closed", showsHistory: true, pushMode: "mention" } as const;
  expect(await service.changeSettings(accountId, id, changes)).toMatchObject(changes);
  expect(await service.muteAll(accountId, id, -1)).toMatchObject({ mutedUntil: -1 });
  expect(await service.muteAll(accountId, id, 0)).toMatchObject({ mutedUntil: null });
  expect(await inCache(id)).toMatchObject({ joinRule: "closed", mutedUntil: null });
  expect(recorded.map(({ outcome }) => outcome)).toEqual(["done", "done", "done", "done", "done"]);
});

test("a change that the server took and still does not show is unconfirmed, never refused", async () => {
  const { service, accountId, demo, recorded, onServer } = await laggingWorld(60_000);
  const id = demo.groups.owned;
  await expect(service.changeSettings(accountId, id, { joinRule: "closed" })).rejects.toMatchObject({
    code: "unconfirmed",
    server: undefined,
  });
  await expect(service.muteAll(accountId, id, -1)).rejects.toMatchObject({ code: "unconfirmed" });
  expect(await onServer(id)).toMatchObject({ applyApproval: 2, allMutedMinutes: -1 });
  expect(outcomes(recorded)).toEqual(["change_setting unknown", "mute_all unknown"]);
});

test("a change that the server refused is refused at once", async () => {
  const { service, accountId, demo } = await laggingWorld(60_000);
  const { groups } = demo;
  const readsOf = async () =>
    (await demo.inspect()).requests.filter(({ path }) => path === "/group/settings").length;
  const before = await readsOf();
  await expect(
    service.changeSettings(accountId, groups.member, { joinRule: "closed" }),
  ).rejects.toMatchObject({ code: "refused", server: { code: "20012" } });
  expect(await readsOf()).toBe(before + 2);
});

test("what a group tells of itself is new in the cache when its change is done", async () => {
  const { service, accountId, demo, inCache, onServer, members } = await laggingWorld(500);
  const id = demo.groups.owned;
  await service.rename(accountId, id, "Night hikes");
  expect((await inCache(id))?.name).toBe("Night hikes");
  await service.describe(accountId, id, "Bring a lamp.");
  expect((await inCache(id))?.description).toBe("Bring a lamp.");
  await service.setAvatar(accountId, id, smallPicture);
  expect((await inCache(id))?.avatar).toBe((await onServer(id)).avatar);
  await service.setExtension(accountId, id, '{"a":1}');
  expect((await service.settings(accountId, id)).extension).toBe('{"a":1}');
  await members.sync(accountId, id);
  const heir = (await onServer(id)).memberIds?.find((one) => one !== demo.userId) ?? "";
  await service.transfer(accountId, id, heir, "Night hikes");
  expect(await inCache(id)).toMatchObject({ ownerId: heir, role: "member" });
});

test("a new group is told of by the server when it is made, and gets its picture", async () => {
  const { service, accountId, accounts, inCache } = await laggingWorld(500);
  const made = await service.create({
    ...{ accountId, name: "Fresh", description: "", userIds: [], type: "private", avatar: smallPicture },
  });
  expect(made.problem).toBeNull();
  expect((await inCache(made.group.id))?.avatar).toContain("avatar/group/");
  expect(await accounts.backendFor(accountId).group(made.group.id)).toMatchObject({ name: "Fresh" });
});

test("lost answers are settled by what the reads come to show", async () => {
  const { service, accountId, demo, recorded, inCache, loseAnswer } = await laggingWorld(1000);
  await loseAnswer("/group/info/name");
  await service.rename(accountId, demo.groups.owned, "Arrived");
  await loseAnswer("/group/leave");
  await service.leave(accountId, demo.groups.member);
  await loseAnswer("/group/create");
  const { group } = await service.create({
    ...{ accountId, name: "Only one", description: "", userIds: [], type: "private", avatar: null },
  });
  expect(await inCache(group.id)).toMatchObject({ name: "Only one", role: "owner" });
  expect(outcomes(recorded)).toEqual(["rename_group done", "leave_group done", "create_group done"]);
});

test("an open group that was applied to is joined once it shows; one that never shows is unconfirmed", async () => {
  const { accountId, accounts, groups, demo, readBack } = await laggingWorld(1000);
  const { kept: recorded, activity } = keptActivity();
  const entry = createGroupEntry({
    ...{ accounts, groups, readBack, log: silentLog },
    activity,
  });
  const chens = await demoClient(demo, "chenjing");
  const open = async () => {
    const { data } = await chens.call("/group/create", { name: "Chen's" });
    const group_id = String((data as { group_id: unknown }).group_id);
    await chens.call("/group/settings/require_admin_approval", { group_id, apply_approval: 0 });
    await demo.control({ advanceMs: 60_000 });
    return group_id;
  };
  expect(await entry.apply(accountId, await open(), "")).toMatchObject({ outcome: "joined" });
  const waiting = demo.groups.joinApproval;
  expect(await entry.apply(accountId, waiting, "")).toMatchObject({ outcome: "pending_approval" });
  await demo.control({ position: { readLagMs: 60_000 } });
  expect(await entry.apply(accountId, await open(), "")).toMatchObject({ outcome: "unconfirmed" });
  expect(recorded).toMatchObject([{ outcome: "done" }, {}, { outcome: "unknown" }]);
});
