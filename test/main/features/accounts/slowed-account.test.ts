import { expect, test } from "vitest";
import type { GroupBackend } from "../../../../main/backends/backend.ts";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import { inBackground } from "../../../../main/platform/rate-limit.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { accountsWorld } from "./accounts-world.ts";

async function slowedWorld(retryAfterSeconds: number) {
  const demo = await runningDemo();
  const world = await accountsWorld({ createBackend });
  const { id } = await world.service.add(lanyingAccount(demo));
  const asked = async () => (await demo.inspect()).requests.length;
  world.emitted.length = 0;
  const fault = { path: "/group/user_joined", failTimes: 1, status: 429, retryAfterSeconds };
  await demo.control({ fault });
  return { ...world, demo, id, asked };
}

async function groupIds(backend: GroupBackend): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of backend.groups()) ids.push(...page.map(({ id }) => id));
  return ids;
}

test("an account says until when its server wants fewer calls, and asks it nothing till then", async () => {
  const { service, id, emitted, asked } = await slowedWorld(600);
  const backend = service.backendFor(id);
  await expect(groupIds(backend)).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 600_000 });
  const { slowedUntil } = service.get(id);
  expect((slowedUntil ?? 0) - Date.now()).toBeGreaterThan(590_000);
  expect(emitted.map(({ name }) => name)).toEqual(["accounts.changed"]);
  const before = await asked();
  await expect(backend.group("1")).rejects.toMatchObject({ code: "rate_limited" });
  await expect(backend.signIn({ type: "token", token: "x" })).rejects.toMatchObject({ code: "rate_limited" });
  expect(await asked()).toBe(before);
});

test("another run of the app does not ask sooner either", async () => {
  const { service, demo, id, restarted, database, asked } = await slowedWorld(600);
  await expect(groupIds(service.backendFor(id))).rejects.toMatchObject({ code: "rate_limited" });
  await expect.poll(() => database.numbers("SELECT until FROM account_pauses")).toHaveLength(1);
  const before = await asked();
  const { service: next } = await restarted();
  expect((next.get(id).slowedUntil ?? 0) - Date.now()).toBeGreaterThan(500_000);
  await expect(groupIds(next.backendFor(id))).rejects.toMatchObject({ code: "rate_limited" });
  expect(await asked()).toBe(before);
  await next.remove(id);
  expect((await demo.inspect()).requests).toHaveLength(before);
});

test("after a short pause a person's call goes out before one of the background, and both are answered", async () => {
  const { service, id } = await slowedWorld(1);
  const backend = service.backendFor(id);
  const order: string[] = [];
  const call = async (who: string) => {
    expect(await groupIds(backend)).not.toEqual([]);
    order.push(who);
  };
  // The first of them meets the refusal; then all wait.
  await call("whoever was told");
  expect(service.get(id).slowedUntil).toBeNull();
  await Promise.all([inBackground(() => call("background")), call("person")]);
  expect(order).toEqual(["whoever was told", "person", "background"]);
});
