import { expect, test } from "vitest";
import type { DemoPosition } from "../../../main/demo/demo-position.ts";
import { runningDemo } from "../../support/demo-world.ts";
import { demoClient } from "./demo-client.ts";

async function world(position: Partial<DemoPosition>) {
  const demo = await runningDemo({ position });
  const client = await demoClient(demo);
  const emma = await demoClient(demo, "emma");
  const get = async (path: string) => {
    const response = await fetch(demo.apiUrl + path, { headers: client.headers });
    return { status: response.status, body: (await response.json()) as { code: number; data?: unknown } };
  };
  const post = async (path: string, body: unknown, headers = client.headers) => {
    const response = await fetch(demo.apiUrl + path, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { code: number; data?: unknown } };
  };
  return { demo, client, emma, get, post };
}

test("reads tell what was before a write until its lag is over, and other groups are not touched by it", async () => {
  const { demo, client } = await world({ readLagMs: 60_000 });
  const group_id = demo.groups.owned;
  const nameOf = async () => {
    const { data } = await client.call("/group/info", { group_id });
    return (data as { name: string }).name;
  };
  const joined = async () =>
    ((await client.call("/group/user_joined")).data as readonly unknown[]).map(String);
  const before = await nameOf();
  const groupsBefore = await joined();
  await client.call("/group/info/name", { group_id, value: "Later" });
  const { data } = await client.call("/group/create", { name: "new" });
  const created = String((data as { group_id: unknown }).group_id);
  await client.call("/group/leave", { group_id: demo.groups.member });
  expect(await nameOf()).toBe(before);
  expect(await joined()).toEqual(groupsBefore);
  expect(await client.call("/group/info", { group_id: created })).toMatchObject({ code: 20001 });
  expect((await demo.inspect()).groups.find(({ id }) => id === group_id)?.name).toBe("Later");
  await demo.control({ advanceMs: 60_000 });
  expect(await nameOf()).toBe("Later");
  expect(await joined()).toEqual(groupsBefore.filter((id) => id !== demo.groups.member).concat(created));
});

test("members, mutes, requests and settings lag too, and writes are judged by what is", async () => {
  const { demo, client, emma } = await world({});
  const { data } = await client.call("/group/create", { name: "g", user_list: ["2302128619008"] });
  const group_id = String((data as { group_id: unknown }).group_id);
  await demo.control({ position: { readLagMs: 60_000 } });
  await emma.call("/group/apply", { group_id });
  await client.call("/group/ban", { group_id, user_list: ["2302128619008"], duration: 5 });
  const rows = async (path: "/group/member_list" | "/group/banned_list") =>
    (await client.call(path, { group_id })).data as readonly unknown[];
  const applications = async () =>
    (await client.call("/group/application_list", { group_list: [group_id] })).data;
  expect(await rows("/group/banned_list")).toEqual([]);
  expect(await applications()).toEqual([]);
  await client.call("/group/apply/handle", { group_id, user_id: "2302128619776", approval: true });
  const again = { group_id, user_id: "2302128619776", approval: true };
  expect(await client.call("/group/apply/handle", again)).toMatchObject({ code: 20014 });
  expect(await rows("/group/member_list")).toHaveLength(2);
  await demo.control({ advanceMs: 60_000 });
  expect(await rows("/group/member_list")).toHaveLength(3);
  expect(await rows("/group/banned_list")).toHaveLength(1);
  expect(await applications()).toMatchObject([{ status: 1 }]);
});

test("links to files and pictures name the storage, which serves them without a token and refuses one", async () => {
  const { demo, client } = await world({ linksOnForeignHost: true });
  const { data } = await client.call("/group/file/list", { group_id: demo.groups.owned });
  const [{ url, size } = { url: "", size: 0 }] = data as readonly { url: string; size: number }[];
  expect(url).toMatch(new RegExp(`^${demo.storageUrl}/file/download/chat\\?file_sign=`));
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(size);
  expect((await fetch(url, { headers: client.headers })).status).toBe(403);
  const info = await client.call("/group/info", { group_id: demo.groups.owned });
  const { avatar } = info.data as { avatar: string };
  expect(avatar).toMatch(new RegExp(`^${demo.storageUrl}/file/download/avatar\\?object_name=avatar`));
  expect((await fetch(avatar)).headers.get("content-type")).toBe("image/png");
});

test("codes are made and redeemed by the pair of paths of the position, and the others are unknown", async () => {
  const { demo, client, emma, get, post } = await world({ codePaths: "app" });
  const { data } = await client.call("/group/create", { name: "open" });
  const group_id = String((data as { group_id: unknown }).group_id);
  await client.call("/group/settings/require_admin_approval", { group_id, apply_approval: 0 });
  expect((await get(`/group/qrcode/sign?group_id=${group_id}`)).status).toBe(404);
  const signed = await get(`/app/qrcode/group_sign?group_id=${group_id}`);
  expect(signed.body.data).toMatchObject({ qr_info: expect.any(String), expired: expect.any(Number) });
  const { qr_info } = signed.body.data as { qr_info: string };
  expect((await post("/group/qrcode/invite", { qr_info }, emma.headers)).status).toBe(404);
  expect((await post("/app/qrcode/group_invite", { qr_info }, emma.headers)).body).toEqual({
    code: 200,
    data: true,
  });
  await demo.control({ position: { codePaths: "group" } });
  expect((await get(`/app/qrcode/group_sign?group_id=${group_id}`)).status).toBe(404);
  expect((await get(`/group/qrcode/sign?group_id=${group_id}`)).body.code).toBe(200);
});

test("an answer to an invitation counts with the id of the position only", async () => {
  const { demo, client } = await world({ inviteHandleUserId: "self" });
  const list = (await client.call("/group/invitation_list")).data as readonly {
    group_id: unknown;
    inviter_id: unknown;
  }[];
  const group_id = demo.groups.joinOpen;
  const inviter = String(list.find((one) => String(one.group_id) === group_id)?.inviter_id);
  const answer = (user_id: string) =>
    client.call("/group/invite/handle", { group_id, user_id, approval: false });
  expect(await answer(inviter)).toMatchObject({ code: 20015 });
  expect(await answer(demo.userId)).toMatchObject({ code: 200 });
});

test("a refused path answers 402 to a good session, and nothing else does", async () => {
  const { demo, client } = await world({ refusedPaths: ["^/group/banned_list$"] });
  const group_id = demo.groups.owned;
  expect(await client.call("/group/banned_list", { group_id })).toEqual({
    code: 402,
    message: "Operation rejected",
  });
  expect(await client.call("/group/blocked_list", { group_id })).toMatchObject({ code: 200 });
});
