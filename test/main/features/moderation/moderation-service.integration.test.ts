import { expect, test } from "vitest";
import { demoGroupWorld } from "./demo-group-world.ts";

const wangwei = "2302128619136";
const emma = "2302128619776";
const sunli = "2302128619904";
const alice = "2302128619264";
const daniel = "2302128619392";

test("the muted come soonest first and for ever last, with the names we know", async () => {
  const { moderation, backend, accountId, demo, members } = await demoGroupWorld();
  const groupId = demo.groups.owned;
  await backend.administration?.mute(groupId, [wangwei], -1);
  await backend.administration?.mute(groupId, [emma], 10);
  const unnamed = await moderation.muted(accountId, groupId);
  expect(unnamed.map(({ userId }) => userId)).toEqual([emma, sunli, wangwei]);
  expect(unnamed.map(({ name }) => name)).toEqual([null, null, null]);
  await members.sync(accountId, groupId);
  const rows = await moderation.muted(accountId, groupId);
  expect(rows).toMatchObject([{ name: "Emma Fischer" }, { name: "孙丽" }, { name: "王伟", mutedUntil: -1 }]);
  const minutesLeft = ((rows[0]?.mutedUntil ?? 0) - Date.now()) / 60_000;
  expect(minutesLeft).toBeGreaterThan(9);
  expect(minutesLeft).toBeLessThanOrEqual(10);
  await backend.administration?.unmute(groupId, [wangwei, sunli]);
  expect((await moderation.muted(accountId, groupId)).map(({ userId }) => userId)).toEqual([emma]);
});

test("the block list comes newest first, named from wherever the person is still a member", async () => {
  const { moderation, backend, accountId, demo, members } = await demoGroupWorld();
  const groupId = demo.groups.owned;
  await members.sync(accountId, groupId);
  await members.sync(accountId, demo.groups.member);
  await backend.administration?.block(groupId, [alice]);
  const rows = await moderation.blocked(accountId, groupId);
  expect(rows.map(({ userId }) => userId)).toEqual([alice, daniel]);
  expect(rows[0]?.name).toBe("Alice Brown");
  expect(rows[0]?.blockedAt).toBeGreaterThan(rows[1]?.blockedAt ?? 0);
  await backend.administration?.unblock(groupId, [daniel]);
  expect(await moderation.blocked(accountId, groupId)).toHaveLength(1);
});

test("to a plain member the server tells neither list, in its own words", async () => {
  const { moderation, accountId, demo } = await demoGroupWorld();
  const refusal = { code: "refused", server: { code: "20012" } };
  await expect(moderation.muted(accountId, demo.groups.member)).rejects.toMatchObject(refusal);
  await expect(moderation.blocked(accountId, demo.groups.member)).rejects.toMatchObject(refusal);
});

test("a long block list is read whole, page after page", async () => {
  const { moderation, backend, accountId, demo } = await demoGroupWorld();
  const groupId = demo.groups.big;
  const ids: string[] = [];
  for await (const { members } of backend.members(groupId)) {
    ids.push(...members.map(({ id }) => id));
    if (ids.length >= 1500) break;
  }
  const wanted = ids.slice(500, 1500);
  const outcomes = (await backend.administration?.block(groupId, wanted)) ?? [];
  const blocked = outcomes.filter(({ isDone }) => isDone).map(({ userId }) => userId);
  expect(blocked).toHaveLength(1000);
  const listed = (await moderation.blocked(accountId, groupId)).map(({ userId }) => userId);
  expect(new Set(listed)).toEqual(new Set(blocked));
  const asked = (await demo.inspect()).requests.filter(({ path }) => path.endsWith("/group/blocked_list"));
  expect(asked.length).toBeGreaterThan(1);
});

test("without a network it is an error", async () => {
  const { moderation, accountId, demo } = await demoGroupWorld();
  await demo.stop();
  await expect(moderation.blocked(accountId, demo.groups.owned)).rejects.toMatchObject({ code: "offline" });
});
