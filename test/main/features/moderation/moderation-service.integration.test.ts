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
  expect(await moderation.muted(accountId, groupId)).toEqual({ readAt: null, rows: [] });
  await moderation.sync(accountId, groupId, "muted");
  const { rows: unnamed } = await moderation.muted(accountId, groupId);
  expect(unnamed.map(({ userId }) => userId)).toEqual([emma, sunli, wangwei]);
  expect(unnamed.map(({ name }) => name)).toEqual([null, null, null]);
  await members.sync(accountId, groupId);
  const { rows } = await moderation.muted(accountId, groupId);
  expect(rows).toMatchObject([{ name: "Emma Fischer" }, { name: "孙丽" }, { name: "王伟", mutedUntil: -1 }]);
  const minutesLeft = ((rows[0]?.mutedUntil ?? 0) - Date.now()) / 60_000;
  expect(minutesLeft).toBeGreaterThan(9);
  expect(minutesLeft).toBeLessThanOrEqual(10);
  await backend.administration?.unmute(groupId, [wangwei, sunli]);
  await moderation.sync(accountId, groupId, "muted");
  const { rows: left } = await moderation.muted(accountId, groupId);
  expect(left.map(({ userId }) => userId)).toEqual([emma]);
});

test("the block list comes newest first, named from wherever the person is still a member", async () => {
  const { moderation, backend, accountId, demo, members } = await demoGroupWorld();
  const groupId = demo.groups.owned;
  await members.sync(accountId, groupId);
  await members.sync(accountId, demo.groups.member);
  await backend.administration?.block(groupId, [alice]);
  await moderation.sync(accountId, groupId, "blocked");
  const { rows } = await moderation.blocked(accountId, groupId);
  expect(rows.map(({ userId }) => userId)).toEqual([alice, daniel]);
  expect(rows[0]?.name).toBe("Alice Brown");
  expect(rows[0]?.blockedAt).toBeGreaterThan(rows[1]?.blockedAt ?? 0);
  await backend.administration?.unblock(groupId, [daniel]);
  await moderation.sync(accountId, groupId, "blocked");
  expect((await moderation.blocked(accountId, groupId)).rows).toHaveLength(1);
});

test("to a plain member the server tells neither list, in its own words", async () => {
  const { moderation, accountId, demo } = await demoGroupWorld();
  const refusal = { code: "refused", server: { code: "20012" } };
  for (const list of ["muted", "blocked"] as const) {
    await expect(moderation.sync(accountId, demo.groups.member, list)).rejects.toMatchObject(refusal);
  }
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
  await moderation.sync(accountId, groupId, "blocked");
  const listed = (await moderation.blocked(accountId, groupId)).rows.map(({ userId }) => userId);
  expect(new Set(listed)).toEqual(new Set(blocked));
  const asked = (await demo.inspect()).requests.filter(({ path }) => path.endsWith("/group/blocked_list"));
  expect(asked.length).toBeGreaterThan(1);
});

test("without a network the lists are there as last read, with their time; reading anew is an error", async () => {
  const { moderation, accountId, demo, changesOf } = await demoGroupWorld();
  const groupId = demo.groups.owned;
  const before = Date.now();
  await moderation.sync(accountId, groupId, "muted");
  await moderation.sync(accountId, groupId, "blocked");
  const place = { accountId, groupId };
  expect(changesOf("moderation.changed")).toEqual([place, place]);
  const [muted, blocked] = [
    await moderation.muted(accountId, groupId),
    await moderation.blocked(accountId, groupId),
  ];
  expect(muted.rows.map(({ userId }) => userId)).toContain(sunli);
  expect(blocked.rows.map(({ userId }) => userId)).toEqual([daniel]);
  expect(muted.readAt).toBeGreaterThanOrEqual(before);
  await demo.stop();
  for (const list of ["muted", "blocked"] as const) {
    await expect(moderation.sync(accountId, groupId, list)).rejects.toMatchObject({ code: "offline" });
  }
  expect(await moderation.muted(accountId, groupId)).toEqual(muted);
  expect(await moderation.blocked(accountId, groupId)).toEqual(blocked);
});

test("a mute that ended since it was read is no longer listed, and those for ever are", async () => {
  const { moderation, accountId, demo, database } = await demoGroupWorld();
  const rows = [
    { userId: emma, mutedUntil: Date.now() - 1 },
    { userId: wangwei, mutedUntil: -1 },
  ];
  await database.run("INSERT INTO kept_lists VALUES (?, ?, 'muted', 1, ?)", [
    accountId,
    demo.groups.owned,
    JSON.stringify(rows),
  ]);
  const kept = await moderation.muted(accountId, demo.groups.owned);
  expect(kept).toEqual({ readAt: 1, rows: [{ userId: wangwei, name: null, mutedUntil: -1 }] });
});
