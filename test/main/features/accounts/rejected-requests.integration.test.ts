import { expect, test } from "vitest";
import { servicesOnDemo } from "../../../support/demo-world.ts";

async function rejecting(...refusedPaths: readonly string[]) {
  const world = await servicesOnDemo({ position: { refusedPaths } });
  const signIns = async () =>
    (await world.demo.inspect()).requests.filter(({ path }) => path.startsWith("/token/")).length;
  return { ...world, signIns };
}

test("a list that the server rejects is missing from a sync, which goes on in the same session", async () => {
  const { services, demo, accountId, signIns } = await rejecting("^/group/(banned_list|admin_list)$");
  const { groups, members, accounts } = services;
  for (const groupId of [demo.groups.owned, demo.groups.admin, demo.groups.member]) {
    await groups.refresh(accountId, groupId);
    await members.sync(accountId, groupId);
    const { total } = await members.window({ accountId, groupId, query: "", offset: 0, limit: 1 });
    expect(total).toBeGreaterThan(0);
  }
  expect(accounts.get(accountId).isSignedIn).toBe(true);
  expect(await signIns()).toBe(1);
  await expect(services.moderation.sync(accountId, demo.groups.owned, "muted")).rejects.toMatchObject({
    code: "refused",
    server: { code: "402", message: "Operation rejected" },
  });
  expect(await signIns()).toBe(1);
});

test("a session that ended is renewed all the same, once for all that was asked", async () => {
  const { services, demo, accountId, signIns } = await rejecting("^/group/banned_list$");
  await demo.control({ expireSessions: true });
  const groupIds = [demo.groups.owned, demo.groups.admin, demo.groups.member];
  await Promise.all(groupIds.map((groupId) => services.members.sync(accountId, groupId)));
  expect(services.accounts.get(accountId).isSignedIn).toBe(true);
  expect(await signIns()).toBe(2);
});
