import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { type DemoClient, demoClient } from "./demo-client.ts";

const code = z.object({
  source: z.literal("app"),
  action: z.literal("group"),
  info: z.object({ group_id: z.string(), info: z.string() }),
});

let demo: Demo;
let self: DemoClient;

beforeEach(async () => {
  demo = await startDemo();
  self = await demoClient(demo);
});
afterEach(() => demo.stop());

async function scan(text: string) {
  const { info } = code.parse(JSON.parse(text));
  return self.call("/group/qrcode/invite", { qr_info: info.info });
}

async function isIn(groupId: string): Promise<boolean> {
  const { data } = await self.call("/group/user_joined");
  return z.array(z.coerce.string()).parse(data).includes(groupId);
}

test("the code of an open group makes us a member", async () => {
  expect(await scan(demo.codes.openGroup)).toMatchObject({ code: 200, data: true });
  expect(await isIn(demo.groups.joinOpen)).toBe(true);
  expect(await scan(demo.codes.openGroup)).toMatchObject({ code: 20017 });
});

test("the code of a group with approval leaves an application that its admin accepts", async () => {
  expect(await scan(demo.codes.approvalGroup)).toMatchObject({ code: 200 });
  expect(await isIn(demo.groups.joinApproval)).toBe(false);
  const owner = await demoClient(demo, "chenjing");
  const group_id = demo.groups.joinApproval;
  const decision = { group_id, user_id: demo.userId, approval: true };
  expect(await owner.call("/group/apply/handle", decision)).toMatchObject({ code: 200 });
  expect(await isIn(demo.groups.joinApproval)).toBe(true);
  expect(await owner.call("/group/apply/handle", decision)).toMatchObject({ code: 20014 });
});

test("every other code is refused with its reason", async () => {
  expect(await scan(demo.codes.closedGroup)).toMatchObject({ code: 10010 });
  expect(await scan(demo.codes.fullGroup)).toMatchObject({ code: 20010 });
  expect(await scan(demo.codes.expiredGroup)).toMatchObject({ code: 20025 });
  expect(await scan(demo.codes.invalidGroup)).toMatchObject({ code: 20024 });
  expect(await scan(demo.codes.alreadyMember)).toMatchObject({ code: 20017 });
});

test("a code signed by the server works until it runs out", async () => {
  const owner = await demoClient(demo, "daniel");
  const { data } = await owner.call("/group/qrcode/sign", { group_id: demo.groups.joinOpen });
  const signed = z.object({ qr_info: z.string(), create_at: z.number(), expire_at: z.number() }).parse(data);
  await demo.control({ advanceMs: signed.expire_at - signed.create_at + 1000 });
  expect(await self.call("/group/qrcode/invite", signed)).toMatchObject({ code: 20025 });
});

test("who was kicked more than three times cannot come back", async () => {
  const owner = await demoClient(demo, "daniel");
  const group_id = demo.groups.joinOpen;
  for (let i = 0; i < 4; i++) {
    expect(await self.call("/group/apply", { group_id })).toMatchObject({ code: 200 });
    expect(await owner.call("/group/kick", { group_id, user_list: [demo.userId] })).toMatchObject({
      code: 200,
    });
  }
  expect(await self.call("/group/apply", { group_id })).toMatchObject({ code: 20016 });
});

test("the blocked are out and stay out until they are unblocked", async () => {
  const group_id = demo.groups.owned;
  const user_list = ["2302128619008"];
  const chen = await demoClient(demo, "chenjing");
  await self.call("/group/block", { group_id, user_list });
  expect(await chen.call("/group/apply", { group_id })).toMatchObject({ code: 20018 });
  await self.call("/group/unblock", { group_id, user_list });
  expect(await chen.call("/group/apply", { group_id })).toMatchObject({ code: 200 });
});

test("an invitation is accepted with our own id or the inviter's, and only once", async () => {
  const daniel = "2302128619392";
  const own = { group_id: demo.groups.joinOpen, user_id: daniel, approval: true };
  expect(await self.call("/group/invite/handle", own)).toMatchObject({ code: 200 });
  expect(await isIn(demo.groups.joinOpen)).toBe(true);
  expect(await self.call("/group/invite/handle", own)).toMatchObject({ code: 20015 });
  const late = { group_id: demo.groups.joinClosed, user_id: demo.userId, approval: true };
  expect(await self.call("/group/invite/handle", late)).toMatchObject({ code: 20015 });
});
