import { expect, test } from "vitest";
import type { Demo } from "../../../../main/demo/demo-interface.ts";
import { atMost } from "../../../../main/platform/at-most.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { runningDemo, runningServices } from "../../../support/demo-world.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { demoClient } from "../../demo/demo-client.ts";

const wanted = 1000;

/** Half of them ours, half somebody else's with us in them. */
async function withManyGroups(demo: Demo): Promise<void> {
  const [self, chen] = await Promise.all([demoClient(demo), demoClient(demo, "chenjing")]);
  const { data } = await self.call("/group/user_joined");
  const missing = wanted - (data as unknown[]).length;
  const places = Array.from({ length: missing }, (_, at) => at);
  await atMost(8, places, (at) =>
    at % 2 === 0
      ? self.call("/group/create", { name: `Ours ${at}` })
      : chen.call("/group/create", { name: `Theirs ${at}`, user_list: [demo.userId] }),
  );
}

test("syncing 1,000 groups takes one request for a hundred, and looking at one a few more", async () => {
  const demo = await runningDemo();
  await withManyGroups(demo);
  const services = await runningServices(await tempFolder());
  const { groups, inbox, members, announcementsPass, accounts } = services;
  const { id: accountId } = await accounts.add(lanyingAccount(demo));
  let seen = (await demo.inspect()).requests.length;
  /** What was asked since the last time, how often. */
  const asked = async () => {
    const { requests } = await demo.inspect();
    const counts = new Map<string, number>();
    for (const { path } of requests.slice(seen)) counts.set(path, (counts.get(path) ?? 0) + 1);
    seen = requests.length;
    return Object.fromEntries(counts);
  };

  await groups.sync(accountId);
  expect(await asked()).toEqual({ "/group/user_joined": 1, "/group/info/batch": wanted / 100 });
  const { total, rows } = await groups.window({ accountId, query: "", offset: 0, limit: 1000 });
  expect(total).toBe(wanted);
  expect(rows.filter(({ role }) => role === "owner").length).toBeGreaterThan(wanted / 3);

  // Who waits for an answer is on screen, too, with the names of the two groups that invite us.
  await inbox.sync();
  expect(await asked()).toEqual({
    "/group/application_list": wanted / 100,
    "/group/invitation_list": 1,
    "/group/info": 2,
  });
  await announcementsPass.catchUp();
  expect(await asked()).toEqual({});

  const theirs = rows.find(({ name }) => name.startsWith("Theirs"))?.id ?? "";
  await Promise.all([groups.look(accountId, theirs), members.sync(accountId, theirs)]);
  expect(await asked()).toEqual({
    "/group/info": 1,
    "/group/admin_list": 1,
    "/group/member_list": 1,
    "/group/banned_list": 1,
  });
  await announcementsPass.catchUp();
  expect(await asked()).toEqual({ "/group/announcement/list": 1 });
});
