import { afterAll, beforeAll, expect, test } from "vitest";
import type { LanyingPath } from "../../../main/backends/lanying/endpoints.ts";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { type DemoClient, demoClient } from "./demo-client.ts";

let demo: Demo;
let self: DemoClient;

beforeAll(async () => {
  demo = await startDemo();
  self = await demoClient(demo);
});
afterAll(() => demo.stop());

const zhao = "2302128619520";
const liu = "2302128619648";
const wang = "2302128619136";

async function code(path: LanyingPath, input: Record<string, unknown>): Promise<number> {
  return (await self.call(path, input)).code;
}

test("a stranger needs to be a member, but may read what a group is", async () => {
  const group_id = demo.groups.joinApproval;
  expect(await code("/group/member_list", { group_id })).toBe(20011);
  expect(await code("/group/file/list", { group_id })).toBe(20011);
  expect(await code("/group/info", { group_id })).toBe(200);
});

test("a member needs to be an admin for moderation, info and settings", async () => {
  const group_id = demo.groups.member;
  expect(await code("/group/ban", { group_id, user_list: [zhao], duration: 1 })).toBe(20012);
  expect(await code("/group/kick", { group_id, user_list: [zhao] })).toBe(20012);
  expect(await code("/group/info/name", { group_id, value: "mine" })).toBe(20012);
  expect(await code("/group/settings/allow_member_modify", { group_id, value: true })).toBe(20012);
  expect(await code("/group/banned_list", { group_id })).toBe(20012);
});

test("an admin needs to be the owner for admins, transfer and disbanding", async () => {
  const group_id = demo.groups.admin;
  expect(await code("/group/admin/add", { group_id, user_list: [wang] })).toBe(20013);
  expect(await code("/group/transfer", { group_id, new_owner: wang })).toBe(20013);
  expect(await code("/group/destroy", { group_id })).toBe(20013);
});

test("an admin may act on members, but not on the owner or another admin", async () => {
  const answer = await self.call("/group/ban", {
    group_id: demo.groups.admin,
    user_list: [wang, liu, zhao, "1"],
    duration: 10,
  });
  expect(answer).toMatchObject({
    code: 200,
    data: [
      { user_id: Number(wang), result: "success" },
      { user_id: Number(liu), result: "fail" },
      { user_id: Number(zhao), result: "fail" },
      { user_id: 1, result: "fail", reason: expect.stringContaining("not a member") },
    ],
  });
});

test("the owner cannot leave, and a destroyed group is gone", async () => {
  const created = await self.call("/group/create", { name: "short-lived" });
  const { group_id } = created.data as { group_id: number };
  expect(await code("/group/leave", { group_id: String(group_id) })).toBe(20004);
  expect(await code("/group/destroy", { group_id: String(group_id) })).toBe(200);
  expect(await code("/group/info", { group_id: String(group_id) })).toBe(20001);
});

test("ownership passes only to members, and the old owner becomes a member", async () => {
  const created = await self.call("/group/create", { name: "given away", user_list: [wang] });
  const group_id = String((created.data as { group_id: number }).group_id);
  expect(await code("/group/transfer", { group_id, new_owner: zhao })).toBe(20005);
  expect(await code("/group/transfer", { group_id, new_owner: wang })).toBe(200);
  expect(await code("/group/kick", { group_id, user_list: [wang] })).toBe(20012);
  expect(await code("/group/leave", { group_id })).toBe(200);
});

test("a token that is missing, wrong or expired has a code of its own", async () => {
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${demo.apiUrl}/group/user_joined`, {
      headers: { app_id: demo.appId, ...headers },
    });
    return { status: response.status, ...((await response.json()) as { code: number }) };
  };
  expect(await ask({})).toMatchObject({ status: 200, code: 10003 });
  expect(await ask({ "access-token": "nonsense" })).toMatchObject({ status: 200, code: 10008 });
  expect(await ask({ app_id: "other" })).toMatchObject({ code: 40000 });
  const other = await demoClient(demo, "alice");
  expect(await ask({ ...other.headers, user_id: demo.userId })).toMatchObject({ code: 10010 });
  await demo.control({ expireSessions: true });
  expect(await ask(other.headers)).toMatchObject({ status: 200, code: 402 });
  self = await demoClient(demo);
  expect(await code("/group/user_joined", {})).toBe(200);
});

test("a wrong password and an unknown user are told apart", async () => {
  const signIn = async (path: string, body: object) => {
    const response = await fetch(demo.apiUrl + path, {
      method: "POST",
      headers: { app_id: demo.appId },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { code: number }).code;
  };
  expect(await signIn("/token/user", { name: demo.user, password: "no" })).toBe(402);
  expect(await signIn("/token/login", { login_name: "nobody", password: "no" })).toBe(10000);
  expect(await signIn("/token/id", { user_id: demo.userId, password: demo.password })).toBe(200);
});

test("a setting takes 0 and 1 for no and yes, and no other number", async () => {
  const group_id = demo.groups.owned;
  const path = "/group/settings/history_visible";
  for (const [value, isOn] of [
    [1, true],
    [0, false],
  ] as const) {
    expect(await code(path, { group_id, value })).toBe(200);
    const { data } = await self.call("/group/settings", { group_id });
    expect(data).toMatchObject({ history_visible: isOn });
  }
  expect(await code(path, { group_id, value: 2 })).toBe(10002);
});
