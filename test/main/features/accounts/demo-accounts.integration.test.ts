import { expect, onTestFinished, test } from "vitest";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import { startDemoInWorker } from "../../../../main/demo/demo.ts";
import type { Demo } from "../../../../main/demo/demo-interface.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { cacheWorld } from "../groups/cache-world.ts";
import { accountsWorld } from "./accounts-world.ts";

/** Starts real demos and remembers them, so that tests can look behind the accounts' back. */
function realDemo() {
  const demos: Demo[] = [];
  onTestFinished(async () => {
    for (const demo of demos) await demo.stop();
  });
  return {
    demos,
    createBackend,
    startDemo: async () => {
      const demo = await startDemoInWorker();
      demos.push(demo);
      return demo;
    },
  };
}

test("the demo gives one account of each kind, signed in, once however often it is asked for", async () => {
  const { demos, ...options } = realDemo();
  const { service, secrets, memoryNotices } = await accountsWorld(options);
  const [first, second] = await Promise.all([service.addDemo(), service.addDemo()]);
  expect(first).toMatchObject([
    { kind: "lanying", isDemo: true, isSignedIn: true, selfId: demos[0]?.userId },
    { kind: "gewe", isDemo: true, isSignedIn: true, selfId: demos[0]?.geweWxid },
  ]);
  expect(second).toEqual(first);
  expect(await service.addDemo()).toEqual(first);
  expect(service.list()).toHaveLength(2);
  expect(demos).toHaveLength(1);
  expect("values" in secrets && secrets.values).toEqual(new Map());
  expect(memoryNotices()).toBe(0);
});

test("after a restart the demo's accounts find the new demo by themselves", async () => {
  const { demos, ...options } = realDemo();
  const world = await accountsWorld(options);
  const [lanying] = await world.service.addDemo();
  const id = lanying?.id ?? "";
  const again = await world.restarted();
  expect(again.service.get(id)).toMatchObject({ isDemo: true, isSignedIn: true });
  const names: string[] = [];
  for await (const page of again.service.backendFor(id).groups()) names.push(...page.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(3);
  expect(demos).toHaveLength(2);
  expect(again.service.get(id)).toMatchObject({ apiUrl: demos[1]?.apiUrl, isSignedIn: true });
});

test("a demo that cannot start tells so when it is used, and can be tried again", async () => {
  const { demos, ...options } = realDemo();
  const world = await accountsWorld(options);
  const [lanying] = await world.service.addDemo();
  const id = lanying?.id ?? "";
  let fails = true;
  const startDemo = () => (fails ? Promise.reject(new Error("no port")) : options.startDemo());
  const again = await world.restarted({ startDemo });
  await expect(again.service.backendFor(id).group("1")).rejects.toThrow(/no port/);
  fails = false;
  expect(await again.service.addDemo()).toMatchObject([{ id, isSignedIn: true }, { isSignedIn: true }]);
});

test("the demo stops with its last account", async () => {
  const { demos, ...options } = realDemo();
  const { service } = await accountsWorld(options);
  const [lanying, gewe] = await service.addDemo();
  await service.remove(lanying?.id ?? "");
  expect((await fetch(demos[0]?.apiUrl ?? "")).status).toBeGreaterThan(0);
  await service.remove(gewe?.id ?? "");
  await expect(fetch(demos[0]?.apiUrl ?? "")).rejects.toThrow();
  expect(service.list()).toEqual([]);
});

test("groups and 20,000 members come from a real server into a real cache", async () => {
  const demo = await startDemoInWorker();
  onTestFinished(() => demo.stop());
  const { groups, members, accountId, accounts, secrets, server } = await cacheWorld({
    createBackend,
    input: lanyingAccount(demo),
  });
  expect(server.requests).toEqual([]);
  await groups.sync(accountId);
  expect((await groups.get(accountId, demo.groups.owned)).role).toBe("owner");
  expect((await groups.get(accountId, demo.groups.admin)).roleCheckedAt).toBeNull();
  await groups.look(accountId, demo.groups.admin);
  expect((await groups.get(accountId, demo.groups.admin)).role).toBe("admin");
  expect((await groups.get(accountId, demo.groups.beyondSafeInteger)).id).toBe(demo.groups.beyondSafeInteger);
  await members.sync(accountId, demo.groups.big);
  await members.sync(accountId, demo.groups.member);
  const window = { accountId, groupId: demo.groups.big, query: "", offset: 19_990, limit: 100 };
  const { total, rows } = await members.window(window);
  expect([total, rows.length]).toEqual([20_000, 10]);

  const token = await secrets.read(`${accountId}/token`);
  await demo.control({ expireSessions: true });
  await groups.sync(accountId);
  expect(accounts.get(accountId).isSignedIn).toBe(true);
  expect(await secrets.read(`${accountId}/token`)).not.toBe(token);
});
