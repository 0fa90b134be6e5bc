import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliWorld, createCliWorld, withoutClock } from "./cli-world.ts";

let world: CliWorld;
const lanying = ["--account", "demo"];
const wechat = ["--account", "wechat"];
const inGroup = (id: string) => [...lanying, "--group", id];
const request = (user: string) => [
  ...["friends", "request", ...wechat, "--group", "34757816141@chatroom", "--user", user],
  ...["--greeting", "hello", "--yes"],
];

beforeAll(async () => {
  world = await createCliWorld();
  const { apiUrl, appId, user, geweUrl, geweAppId, geweToken } = world.demo;
  const account = ["account", "add", "lanying", "--name", "demo", "--api", apiUrl, "--app-id", appId];
  await world.value([...account, "--user", user]);
  const gateway = ["account", "add", "gewe", "--name", "wechat", "--api", geweUrl, "--app-id", geweAppId];
  await world.value(gateway, { secret: geweToken });
});
afterAll(() => world?.stop());

test("what was read is found by name, text and sound, without asking anybody", async () => {
  const { value, demo } = world;
  const groupId = demo.groups.owned;
  await value(["announcements", "add", ...inGroup(groupId), "--title", "周末活动", "--content", "Gate 7 见"]);
  const offline = { secret: null };
  const place = { kind: "announcement", account: "demo", groupId, name: "周末活动", snippet: "Gate 7 见" };
  expect(await value(["search", "gate 7"], offline)).toMatchObject([place]);
  expect(await value(["search", "zmhd"], offline)).toMatchObject([place]);
  expect(await value(["search", "e", "--limit", "2"], offline)).toHaveLength(2);
  expect(await world.document(["search"])).toMatchObject({ ok: false, code: "invalid" });
});

test("lists are read from the server, or as they were last read, with their time", async () => {
  const { value, demo } = world;
  const muted = ["moderation", "muted", ...inGroup(demo.groups.owned)];
  const offline = { secret: null };
  expect(await value([...muted, "--cached"], offline)).toEqual({ asOf: null, rows: [] });
  const before = Date.now();
  const read = (await value(muted)) as { asOf: number; rows: unknown[] };
  expect(read.asOf).toBeGreaterThanOrEqual(before);
  expect(read.rows.length).toBeGreaterThan(0);
  expect(await value([...muted, "--cached"], offline)).toEqual(read);
});

test("nothing that cannot be undone runs by itself", async () => {
  const { document, demo } = world;
  const groupId = demo.groups.owned;
  const before = (await demo.inspect()).groups.map(withoutClock);
  for (const words of [
    ["announcements", "remove", ...inGroup(groupId), "--announcement", "1"],
    ["groups", "destroy", ...inGroup(groupId)],
    ["groups", "destroy", ...inGroup(groupId), "--typed-name", "another"],
    ["groups", "transfer", ...inGroup(groupId), "--to", "2302128619136", "--typed-name", ""],
    request("wxid_demo0000003004").slice(0, -1),
  ]) {
    expect(await document(words)).toMatchObject({ ok: false, code: "invalid" });
  }
  expect((await demo.inspect()).groups.map(withoutClock)).toEqual(before);
  expect((await demo.inspect()).geweFriendRequests).toEqual([]);
});

test("settings that there are not are refused before anything is sent", async () => {
  const { document, demo } = world;
  const set = ["settings", "set", ...inGroup(demo.groups.owned)];
  expect(await document([...set, "colour=red"])).toMatchObject({
    code: "invalid",
    message: expect.stringContaining("joinRule"),
  });
  expect(await document([...set, "joinRule=sometimes"])).toMatchObject({ code: "invalid" });
  expect(await document(set)).toMatchObject({ code: "invalid" });
});

test("an invitation that does not wait is told", async () => {
  expect(await world.document(["inbox", "accept-invitation", ...inGroup("404")])).toMatchObject({
    ok: false,
    code: "not_found",
  });
  const all = await world.value(["inbox", "list", ...lanying, "--all"]);
  expect(all).toContainEqual(expect.objectContaining({ account: "demo", kind: "invitation" }));
});

test("WeChat keeps its pace over commands, by whatever way: the counters and the next time are told", async () => {
  const { value, document, demo } = world;
  const secret = { secret: demo.geweToken };
  expect(await value(request("wxid_demo0000003004"), secret)).toMatchObject({ outcome: "sent" });
  expect(await value(request("wxid_demo0000003005"), secret)).toMatchObject({
    outcome: "too_soon",
    pace: { requestsPerDay: { used: 1, limit: 15 }, nextRequestAt: expect.any(Number) },
  });
  const input = { chatroomId: "34757816141@chatroom", memberWxid: "wxid_demo0000003005", content: "hi" };
  const call = ["call", "/group/addGroupMemberAsFriend", ...wechat, "--input", JSON.stringify(input)];
  expect(await document(call, secret)).toMatchObject({
    ok: false,
    code: "rate_limited",
    message: expect.stringMatching(/1 of 15 in 24 h, 1 of 8 in 2 h; next possible at \d{4}-/),
  });
  expect((await demo.inspect()).geweFriendRequests).toEqual(["wxid_demo0000003004"]);
  expect(await value(["friends", "list", ...wechat])).toMatchObject([
    { personId: "wxid_demo0000003004", outcome: "sent" },
  ]);
  expect(await document(["friends", "pace", ...lanying])).toMatchObject({ code: "unsupported" });
});
