import { readdirSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Demo, DemoFault } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { type DemoClient, demoClient } from "./demo-client.ts";

let demo: Demo;
let self: DemoClient;

beforeEach(async () => {
  demo = await startDemo();
  self = await demoClient(demo);
});
afterEach(() => demo.stop());

const joined = () => fetch(`${demo.apiUrl}/group/user_joined`, { headers: self.headers });
const make = (fault: DemoFault) => demo.control({ fault });

test("a status comes with its Retry-After, as often as asked", async () => {
  await make({ path: "user_joined", status: 429, retryAfterSeconds: 2, failTimes: 1 });
  const first = await joined();
  expect([first.status, first.headers.get("retry-after")]).toEqual([429, "2"]);
  expect((await joined()).status).toBe(200);
});

test("a business code comes inside HTTP 200, for either API", async () => {
  await make({ code: 20006, message: "group in repair mode" });
  expect(await self.call("/group/user_joined")).toEqual({ code: 20006, message: "group in repair mode" });
  const gewe = await fetch(`${demo.geweUrl}/login/checkOnline`, { method: "POST", body: "{}" });
  expect(await gewe.json()).toMatchObject({ ret: 500, data: { code: "20006" } });
  await demo.control({ clearFaults: true });
  expect(await self.call("/group/user_joined")).toMatchObject({ code: 200 });
});

test("broken JSON and a broken connection can be had", async () => {
  await make({ malformedJson: true, failTimes: 1 });
  await expect((await joined()).json()).rejects.toThrow(SyntaxError);
  await make({ dropConnection: true, failTimes: 1 });
  await expect(joined()).rejects.toThrow();
});

test("a lost answer loses nothing of the work", async () => {
  await make({ path: "^/group/create$", loseAnswer: true });
  await expect(self.call("/group/create", { name: "made in the dark" })).rejects.toThrow();
  const { groups } = await demo.inspect();
  expect(groups.map((group) => group.name)).toContain("made in the dark");
});

test("an answer can be made to wait", async () => {
  await make({ delayMs: 30, failTimes: 1 });
  expect((await joined()).status).toBe(200);
});

test("storage breaks off in the middle of a download", async () => {
  const url = `${demo.apiUrl}/group/file/list?group_id=${demo.groups.owned}`;
  const list = (await (await fetch(url, { headers: self.headers })).json()) as { data: { url: string }[] };
  const redirect = await fetch(list.data.at(-1)?.url ?? "", { headers: self.headers, redirect: "manual" });
  const location = redirect.headers.get("location") ?? "";
  await make({ origin: "storage", dropAfterBytes: 100_000, failTimes: 1 });
  await expect((await fetch(location)).arrayBuffer()).rejects.toThrow();
  expect((await (await fetch(location)).arrayBuffer()).byteLength).toBe(5 * 1024 * 1024);
});

test("an upload that breaks off leaves no bytes behind", async () => {
  const url = `${demo.apiUrl}/file/upload/chat?file_type=200&to_type=2&to_id=${demo.groups.owned}`;
  const answer = await (await fetch(url, { headers: self.headers })).json();
  const ticket = answer as { data: { upload_url: string; oss_body_param: Record<string, string> } };
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.data.oss_body_param)) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(2_000_000)]), "big.bin");
  const before = readdirSync(demo.folder);
  await make({ origin: "storage", dropAfterBytes: 300_000, failTimes: 1 });
  await expect(fetch(ticket.data.upload_url, { method: "POST", body: form })).rejects.toThrow();
  await expect.poll(() => readdirSync(demo.folder)).toEqual(before);
});

test("inspecting tells which requests came, and no token", async () => {
  await joined();
  const { requests } = await demo.inspect();
  expect(requests.at(-1)).toMatchObject({
    origin: "api",
    method: "GET",
    path: "/group/user_joined",
    headers: { "access-token": "<set>" },
  });
  expect(JSON.stringify(requests)).not.toContain(self.headers["access-token"]);
});
