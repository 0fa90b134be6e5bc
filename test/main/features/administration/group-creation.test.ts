import { expect, test } from "vitest";
import { createAdministrationCalls } from "../../../../main/features/administration/administration-calls.ts";
import { administrationWorld, smallPicture } from "./administration-world.ts";

const plain = {
  name: "Reading circle",
  description: "Tuesdays",
  type: "private",
  userIds: [],
  avatar: null,
} as const;

test("a new group is on the server and in the cache, ours, with its members", async () => {
  const { service, accountId, demo, recorded, onServer, inCache } = await administrationWorld();
  const someone = (await onServer(demo.groups.owned)).memberIds?.find((id) => id !== demo.userId) ?? "";
  const { group, problem } = await service.create({ ...plain, accountId, userIds: [someone] });
  expect(problem).toBeNull();
  expect(await onServer(group.id)).toMatchObject({ name: "Reading circle", description: "Tuesdays" });
  expect(await inCache(group.id)).toMatchObject({ name: "Reading circle", role: "owner" });
  expect(recorded).toMatchObject([{ kind: "create_group", groupId: group.id, outcome: "done" }]);
});

test.each([
  ["chatroom", 2],
  ["temporary", 3],
] as const)("a %s is made as one, and told as one afterwards", async (type, number) => {
  const { service, accountId, groups, onServer, inCache } = await administrationWorld();
  const { group } = await service.create({ ...plain, accountId, type });
  expect(group.type).toBe(type);
  expect((await onServer(group.id)).type).toBe(number);
  await groups.sync(accountId);
  expect(await inCache(group.id)).toMatchObject({ type });
});

test("the picture is set after the group exists; one that fails is told and the group stays", async () => {
  const { service, accountId, demo, onServer, inCache } = await administrationWorld();
  const first = await service.create({ ...plain, accountId, avatar: smallPicture });
  expect(first.problem).toBeNull();
  expect((await onServer(first.group.id)).avatar).toBeTruthy();
  expect(first.group.avatar).toBeTruthy();
  await demo.control({ fault: { path: "/file/upload/avatar/group", code: 10009, message: "no storage" } });
  const second = await service.create({ ...plain, accountId, avatar: smallPicture });
  expect(second.problem).toContain("no storage");
  expect(await inCache(second.group.id)).toMatchObject({ avatar: null });
});

test("a group whose answer was lost is found, and not made twice", async () => {
  const { service, accountId, demo, recorded, loseAnswer } = await administrationWorld();
  await loseAnswer("/group/create");
  const { group } = await service.create({ ...plain, accountId });
  const { groups } = await demo.inspect();
  expect(groups.filter(({ name }) => name === plain.name).map(({ id }) => id)).toEqual([group.id]);
  expect(recorded).toMatchObject([{ kind: "create_group", groupId: group.id, outcome: "done" }]);
});

test("a group the server refused is neither cached nor announced", async () => {
  const { service, accountId, demo, recorded, groupNames, events } = await administrationWorld();
  await demo.control({ fault: { path: "/group/create", code: 20008, message: "too many groups" } });
  await expect(service.create({ ...plain, accountId })).rejects.toMatchObject({ code: "refused" });
  expect(await groupNames("Reading circle")).toEqual([]);
  expect(events()).toEqual([]);
  expect(recorded).toMatchObject([{ outcome: "refused", groupId: null }]);
});

test("what is no PNG or JPEG is no picture, whatever it is called", async () => {
  const { service, accountId, demo } = await administrationWorld();
  const calls = createAdministrationCalls(service);
  const base64 = Buffer.from("<svg/>").toString("base64");
  await expect(
    calls["groups.setAvatar"]({ accountId, groupId: demo.groups.owned, base64, type: "image/png" }),
  ).rejects.toMatchObject({ code: "unreadable_image" });
});
