import { expect, onTestFinished, test } from "vitest";
import {
  type AnnouncementsPassDeps,
  createAnnouncementsPass,
} from "../../../../main/features/announcements/announcements-pass.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { AppError } from "../../../../shared/errors.ts";
import { demoGroupWorld, paths } from "../moderation/demo-group-world.ts";

async function world(deps: Partial<AnnouncementsPassDeps> = {}) {
  const all = await demoGroupWorld();
  const { accounts, announcements, announcementsRepository: repository, accountId, demo, groups } = all;
  const clock = { now: Date.now() };
  const build = () => {
    const rest = { repository, announcements, accounts, log: silentLog, now: () => clock.now };
    const pass = createAnnouncementsPass({ ...rest, paceMs: 0, quietMs: 1, ...deps });
    onTestFinished(() => pass.close());
    return pass;
  };
  const { rows } = await groups.window({ accountId, query: "", offset: 0, limit: 500 });
  // Somebody opened all of them but the last one.
  const [unopened, ...opened] = rows.map(({ id }) => id).reverse();
  await all.database.run("UPDATE groups SET looked_at = ? WHERE group_id <> ?", [clock.now, unopened ?? ""]);
  return {
    ...all,
    clock,
    build,
    pass: build(),
    groupIds: opened,
    unopened: unopened ?? "",
    /** How often the server was asked for lists of announcements. */
    asked: async () =>
      (await demo.inspect()).requests.filter(({ path }) => path.endsWith("/group/announcement/list")).length,
    readAt: (groupId: string) => repository.readAt(accountId, groupId),
  };
}

test("announcements of groups that were opened are read, one group after another, each once in a while", async () => {
  const { pass, groupIds, unopened, asked, readAt, announcements, accountId, demo, clock } = await world();
  expect(groupIds.length).toBeGreaterThan(3);
  await pass.catchUp();
  expect(await asked()).toBe(groupIds.length);
  for (const groupId of groupIds) expect(await readAt(groupId)).not.toBeNull();
  expect(await readAt(unopened)).toBeNull();
  expect((await announcements.list(accountId, demo.groups.owned)).rows.length).toBeGreaterThan(0);
  await pass.catchUp();
  expect(await asked()).toBe(groupIds.length);
  clock.now += 13 * 3_600_000;
  await pass.catchUp();
  expect(await asked()).toBe(2 * groupIds.length);
  clock.now += 31 * 24 * 3_600_000;
  await pass.catchUp();
  expect(await asked()).toBe(2 * groupIds.length);
});

test("it begins by itself once it was started and things are quiet, not before", async () => {
  const { pass, readAt, groupIds } = await world();
  pass.wake();
  await pass.close();
  expect(await readAt(groupIds[0] ?? "")).toBeNull();
  const { pass: second, asked, groupIds: wanted } = await world();
  second.start();
  await expect.poll(asked).toBe(wanted.length);
});

test("it stops when the server says that it is too much, rests, and goes on where it ended", async () => {
  const { pass, demo, asked, groupIds, clock, announcements, accountId } = await world();
  const [first = "", second = ""] = groupIds;
  await announcements.sync(accountId, first);
  await announcements.sync(accountId, second);
  await demo.control({ fault: { path: paths.list, failTimes: 1, code: 10028 } });
  const before = await asked();
  await pass.catchUp();
  const tried = await asked();
  expect(tried - before).toBeLessThan(groupIds.length);
  await pass.catchUp();
  expect(await asked()).toBe(tried);
  clock.now += 3_600_000;
  await pass.catchUp();
  expect((await asked()) - tried).toBe(groupIds.length - 2);
});

test("without a network it ends at once, and another run of the app goes on with what is left", async () => {
  const { pass, build, announcements, readAt, groupIds, asked } = await world();
  const { sync } = announcements;
  let tries = 0;
  announcements.sync = async (...place) => {
    tries += 1;
    if (tries > 2) throw new AppError("offline", "no network");
    return sync(...place);
  };
  await pass.catchUp();
  expect(tries).toBe(3);
  const unread = [];
  for (const groupId of groupIds) if ((await readAt(groupId)) === null) unread.push(groupId);
  expect(unread).toHaveLength(groupIds.length - 2);
  announcements.sync = sync;
  await build().catchUp();
  expect(await asked()).toBe(groupIds.length);
});

test("a group that tells nothing does not keep the others from being read, and is not asked again", async () => {
  const { build, announcements, groupIds, readAt } = await world();
  const [silent = ""] = groupIds;
  const asked: string[] = [];
  const pass = build();
  const { sync } = announcements;
  announcements.sync = async (accountId, groupId, signal) => {
    asked.push(groupId);
    return sync(accountId, groupId === silent ? "404" : groupId, signal);
  };
  await pass.catchUp();
  expect(asked.toSorted()).toEqual(groupIds.toSorted());
  expect(await readAt(silent)).toBeNull();
  await pass.catchUp();
  expect(asked).toHaveLength(groupIds.length);
});

test("it is off for accounts that are signed out", async () => {
  const { accounts, announcements, announcementsRepository: repository, asked } = await world();
  const signedOut = () => accounts.list().map((one) => ({ ...one, isSignedIn: false }));
  const pass = createAnnouncementsPass({
    ...{ repository, announcements, log: silentLog },
    accounts: { list: signedOut, onRemove: () => undefined },
  });
  await pass.catchUp();
  expect(await asked()).toBe(0);
});

test("it ends with an account that is removed", async () => {
  const { pass, accounts, accountId, asked } = await world({ paceMs: 3_600_000 });
  const running = pass.catchUp();
  await expect.poll(asked).toBe(1);
  await accounts.remove(accountId);
  await running;
  expect(await asked()).toBe(1);
});
