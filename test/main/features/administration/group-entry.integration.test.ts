import { expect, test } from "vitest";
import { createGroupEntry } from "../../../../main/features/administration/group-entry.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { administrationWorld } from "./administration-world.ts";

async function world() {
  const all = await administrationWorld();
  const { accounts, groups, activity, demo, accountId, inCache } = all;
  const clock = { now: Date.now() };
  const entry = createGroupEntry({
    ...{ accounts, groups, log: silentLog, now: () => clock.now },
    activity,
  });
  return {
    ...all,
    clock,
    entry,
    isIn: async (groupId: string) => (await inCache(groupId)) !== null,
    apply: (groupId: string, reason = "") => entry.apply(accountId, groupId, reason),
    /** How often the server was asked to let us in. */
    asked: async () =>
      (await demo.inspect()).requests.filter(({ path }) => path.endsWith("/group/apply")).length,
  };
}

test("the public groups come with their names, and those we are in are marked", async () => {
  const { entry, accountId, inCache } = await world();
  const found = await entry.publicGroups(accountId);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ name, memberCount }) => name !== "" && memberCount !== null)).toBe(true);
  for (const { id, isMember } of found) expect(isMember).toBe((await inCache(id)) !== null);
});

test("an open group is joined at once: it is in the cache, in the journal, and marked as ours", async () => {
  const { apply, demo, recorded, isIn, onServer, accountId } = await world();
  const groupId = demo.groups.joinOpen;
  expect(await apply(groupId)).toMatchObject({ outcome: "joined", groupId, message: null });
  expect((await onServer(groupId)).isDemoUserIn).toBe(true);
  expect(await isIn(groupId)).toBe(true);
  expect(recorded).toMatchObject([{ kind: "join_group", accountId, groupId, outcome: "done", detail: null }]);
  expect(await apply(groupId)).toMatchObject({ outcome: "already_member" });
  expect(recorded).toHaveLength(1);
});

test("where admins decide it waits, with the reason; the same wish is not sent twice", async () => {
  const { apply, demo, recorded, asked, clock, isIn } = await world();
  const groupId = demo.groups.joinApproval;
  const both = await Promise.all([apply(groupId, "我住 3 号楼"), apply(groupId, "我住 3 号楼")]);
  expect(both).toMatchObject([{ outcome: "pending_approval" }, { outcome: "pending_approval" }]);
  expect(await apply(groupId, "again")).toMatchObject({ outcome: "pending_approval" });
  expect(await asked()).toBe(1);
  expect((await demo.inspect()).applications).toContainEqual(
    expect.objectContaining({ groupId, reason: "我住 3 号楼" }),
  );
  expect(recorded).toMatchObject([{ kind: "join_group", outcome: "done", detail: "pending_approval" }]);
  expect(await isIn(groupId)).toBe(false);
  clock.now += 3_600_000;
  await apply(groupId, "again");
  expect(await asked()).toBe(2);
});

test.each([
  ["a closed group", "joinClosed"],
  ["a full group", "joinFull"],
] as const)("%s refuses in the server's words, which are kept", async (_name, group) => {
  const { apply, demo, recorded, isIn } = await world();
  const groupId = demo.groups[group];
  const outcome = await apply(groupId);
  expect(outcome).toMatchObject({ outcome: "refused", message: expect.stringMatching(/\S/) });
  expect(recorded).toMatchObject([{ outcome: "refused", detail: `refused: ${outcome.message}` }]);
  expect(await isIn(groupId)).toBe(false);
});

test("a number that no group has is refused in the server's words", async () => {
  const { apply } = await world();
  expect(await apply("12345")).toMatchObject({
    outcome: "refused",
    message: expect.stringContaining("20001"),
  });
});

test("a lost answer is settled by our groups, and what they do not tell is not sent again", async () => {
  const { apply, demo, loseAnswer, recorded, asked } = await world();
  await loseAnswer("/group/apply$");
  expect(await apply(demo.groups.joinOpen)).toMatchObject({ outcome: "joined" });
  await loseAnswer("/group/apply$");
  expect(await apply(demo.groups.joinApproval)).toMatchObject({ outcome: "unconfirmed" });
  expect(await apply(demo.groups.joinApproval)).toMatchObject({ outcome: "unconfirmed" });
  expect(await asked()).toBe(2);
  expect(recorded).toMatchObject([{ outcome: "done" }, { outcome: "unknown" }]);
});

test("without a network nothing is sent, told or recorded, and the next try is a new one", async () => {
  const { apply, demo, recorded } = await world();
  await demo.stop();
  await expect(apply(demo.groups.joinOpen)).rejects.toMatchObject({ code: "offline" });
  await expect(apply(demo.groups.joinOpen)).rejects.toMatchObject({ code: "offline" });
  expect(recorded).toEqual([]);
});
