import { expect, test } from "vitest";
import { administrationWorld, smallPicture } from "./administration-world.ts";

const outcomes = (recorded: readonly { kind: string; outcome: string }[]) =>
  recorded.map(({ kind, outcome }) => `${kind} ${outcome}`);

test("what a group tells of itself changes on the server, in the cache, and leaves a trace", async () => {
  const { service, accountId, demo, recorded, onServer, inCache, events } = await administrationWorld();
  const id = demo.groups.owned;
  const before = await onServer(id);
  await service.rename(accountId, id, "Night hikes");
  await service.describe(accountId, id, "Bring a lamp.");
  await service.setExtension(accountId, id, '{"colour":"blue"}');
  await service.setAvatar(accountId, id, smallPicture);
  expect(await onServer(id)).toMatchObject({
    name: "Night hikes",
    description: "Bring a lamp.",
    extension: '{"colour":"blue"}',
    avatar: expect.stringContaining("avatar"),
  });
  expect(await inCache(id)).toMatchObject({ name: "Night hikes", description: "Bring a lamp." });
  expect((await service.settings(accountId, id)).extension).toBe('{"colour":"blue"}');
  expect(outcomes(recorded)).toEqual([
    "rename_group done",
    "describe_group done",
    "change_extension done",
    "change_avatar done",
  ]);
  const { avatar } = await onServer(id);
  expect(recorded.map(({ change }) => change)).toEqual([
    { field: "name", before: before.name, after: "Night hikes" },
    { field: "description", before: before.description ?? "", after: "Bring a lamp." },
    { field: "extension", before: before.extension ?? "", after: '{"colour":"blue"}' },
    { field: "avatar", before: before.avatar, after: avatar },
  ]);
  expect(events()).toContain("groups.changed");
  expect(events()).toContain("administration.changed");
});

test("an empty description takes it away", async () => {
  const { service, accountId, demo, onServer } = await administrationWorld();
  await service.describe(accountId, demo.groups.owned, "");
  expect(await onServer(demo.groups.owned)).toMatchObject({ description: null });
});

test("our card is set on the server and in the cached list of members", async () => {
  const { service, accountId, demo, members, onServer, recorded } = await administrationWorld();
  const id = demo.groups.member;
  await members.sync(accountId, id);
  await service.setCard(accountId, id, "Lin from floor 3");
  expect((await onServer(id)).own.card).toBe("Lin from floor 3");
  expect(await members.get(accountId, id, demo.userId)).toMatchObject({ name: "Lin from floor 3" });
  await service.setCard(accountId, id, "");
  expect(outcomes(recorded)).toEqual(["change_card done", "change_card done"]);
  expect(recorded[1]?.change).toEqual({ field: "card", before: "Lin from floor 3", after: "" });
});

test("a change the server refuses is neither cached nor announced, and its words are kept", async () => {
  const { service, accountId, demo, recorded, inCache, events } = await administrationWorld();
  const before = await inCache(demo.groups.member);
  await expect(
    service.changeSettings(accountId, demo.groups.member, { joinRule: "closed" }),
  ).rejects.toMatchObject({ server: { code: "20012" } });
  await expect(
    service.transfer(
      accountId,
      demo.groups.admin,
      demo.userId,
      (await inCache(demo.groups.admin))?.name ?? "",
    ),
  ).rejects.toMatchObject({ server: { code: "20013" } });
  expect(await inCache(demo.groups.member)).toEqual(before);
  expect(outcomes(recorded)).toEqual(["change_setting refused", "transfer_group refused"]);
  expect(events()).not.toContain("groups.changed");
});

test("an owner cannot leave", async () => {
  const { service, accountId, demo, recorded, inCache } = await administrationWorld();
  await expect(service.leave(accountId, demo.groups.owned)).rejects.toMatchObject({
    code: "refused",
    server: { code: "20004" },
  });
  expect(await inCache(demo.groups.owned)).not.toBeNull();
  expect(outcomes(recorded)).toEqual(["leave_group refused"]);
});

test("a group one has left is gone from the cache at once, also when the answer was lost", async () => {
  const { service, accountId, demo, recorded, inCache, onServer, loseAnswer } = await administrationWorld();
  await service.leave(accountId, demo.groups.member);
  await loseAnswer("/group/leave");
  await service.leave(accountId, demo.groups.admin);
  for (const id of [demo.groups.member, demo.groups.admin]) {
    expect((await onServer(id)).isDemoUserIn).toBe(false);
    expect(await inCache(id)).toBeNull();
  }
  expect(outcomes(recorded)).toEqual(["leave_group done", "leave_group done"]);
});

test("a group is destroyed only under its own name, however that is composed", async () => {
  const { service, accountId, demo, recorded, inCache, onServer } = await administrationWorld();
  const id = demo.groups.owned;
  await service.rename(accountId, id, "Café");
  for (const typed of ["", "Cafe", "café"])
    await expect(service.destroy(accountId, id, typed)).rejects.toMatchObject({ code: "invalid" });
  expect((await onServer(id)).isDestroyed).toBe(false);
  await service.destroy(accountId, id, "  Cafe\u0301 ");
  expect((await onServer(id)).isDestroyed).toBe(true);
  expect(await inCache(id)).toBeNull();
  expect(outcomes(recorded)).toEqual(["rename_group done", "destroy_group done"]);
});

test("a destruction whose answer was lost is found done by reading back", async () => {
  const { service, accountId, demo, recorded, inCache, loseAnswer } = await administrationWorld();
  const id = demo.groups.owned;
  await loseAnswer("/group/destroy");
  await service.destroy(accountId, id, (await inCache(id))?.name ?? "");
  expect(await inCache(id)).toBeNull();
  expect(outcomes(recorded)).toEqual(["destroy_group done"]);
});

test("a transfer asks for the name, changes our role, and survives a lost answer", async () => {
  const world = await administrationWorld();
  const { service, accountId, demo, recorded, inCache, onServer, loseAnswer, members } = world;
  const id = demo.groups.owned;
  await members.sync(accountId, id);
  const name = (await inCache(id))?.name ?? "";
  const heir = (await onServer(id)).memberIds?.find((one) => one !== demo.userId) ?? "";
  await expect(service.transfer(accountId, id, heir, "another")).rejects.toMatchObject({ code: "invalid" });
  await loseAnswer("/group/transfer");
  await service.transfer(accountId, id, heir, name);
  expect(await onServer(id)).toMatchObject({ ownerId: heir });
  expect(await inCache(id)).toMatchObject({ ownerId: heir, role: "member" });
  expect(await members.get(accountId, id, heir)).toMatchObject({ role: "owner" });
  expect(await members.get(accountId, id, demo.userId)).toMatchObject({ role: "member" });
  expect(recorded).toMatchObject([{ kind: "transfer_group", outcome: "done", targetId: heir }]);
});

test("a change that neither arrived nor can be read back is told as unknown", async () => {
  const { service, accountId, demo, recorded, onServer } = await administrationWorld();
  const id = demo.groups.owned;
  const { name } = await onServer(id);
  await demo.control({ fault: { path: "/group/info", dropConnection: true } });
  await expect(service.rename(accountId, id, "Lost")).rejects.toMatchObject({ code: "outcome_unknown" });
  await demo.control({ clearFaults: true });
  expect((await onServer(id)).name).toBe(name);
  expect(outcomes(recorded)).toEqual(["rename_group unknown"]);
});
