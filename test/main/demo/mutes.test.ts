import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { type DemoClient, demoClient } from "./demo-client.ts";

const now = Date.UTC(2026, 10, 20, 12);
const banned = z.array(z.looseObject({ user_id: z.number(), expired_time: z.number() }));

let demo: Demo;
let self: DemoClient;

beforeAll(async () => {
  demo = await startDemo({ now });
  self = await demoClient(demo);
});
afterAll(() => demo.stop());

test("a mute is told in minutes, listed in milliseconds, and runs out", async () => {
  const group_id = demo.groups.owned;
  const chen = "2302128619008";
  const wang = "2302128619136";
  await self.call("/group/ban", { group_id, user_list: [chen], duration: 10 });
  await self.call("/group/ban", { group_id, user_list: [wang], duration: -1 });
  const ends = async () => {
    const list = banned.parse((await self.call("/group/banned_list", { group_id })).data);
    return new Map(list.map((ban) => [String(ban.user_id), ban.expired_time]));
  };
  const before = await ends();
  expect(before.get(chen)).toBeGreaterThanOrEqual(now + 10 * 60_000);
  expect(before.get(chen)).toBeLessThan(now + 12 * 60_000);
  expect(before.get(wang)).toBe(-1);
  await demo.control({ advanceMs: 3600_000 });
  expect([...(await ends()).keys()]).toEqual([wang]);
});

test("muting all is answered in seconds", async () => {
  const group_id = demo.groups.owned;
  const { data } = await self.call("/group/settings/ban_all", { group_id, duration: 10 });
  const end = z.object({ ban_expire_time: z.number() }).parse(data).ban_expire_time;
  expect(end).toBeGreaterThan(now / 1000);
  expect(end).toBeLessThan(now / 1000 + 7200);
  const forEver = await self.call("/group/settings/ban_all", { group_id, duration: -1 });
  expect(forEver.data).toEqual({ ban_expire_time: -1 });
});
