import { expect, test } from "vitest";
import type { DemoOptions } from "../../../main/demo/demo-interface.ts";
import { castId } from "../../../main/demo/seed/cast.ts";
import { parseWire } from "../../../main/platform/wire-json.ts";
import { runningDemo } from "../../support/demo-world.ts";
import type { Envelope } from "./demo-client.ts";

/** What a client asks of a demo before it knows more than an app id. */
async function client(options: DemoOptions = {}) {
  const demo = await runningDemo(options);
  async function ask(path: string, headers: Record<string, string> = {}, body?: object): Promise<Envelope> {
    const request =
      body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
    const response = await fetch(demo.apiUrl + path, request);
    return parseWire(await response.text()) as Envelope;
  }
  const app = { app_id: demo.appId };
  return { demo, ask, app, post: (path: string, body: object) => ask(path, app, body) };
}

test("the directory says that it is well, and names the demo to whoever knows the app id", async () => {
  const { demo, ask, app } = await client({ position: { apiUrlsBefore: ["https://a.example.com"] } });
  expect(await ask("/api/health")).toMatchObject({ code: 200 });
  const { host } = new URL(demo.apiUrl);
  const ratel = [
    { protocol: "https", host: "a.example.com", ip_list: [] },
    { protocol: "http", host, ip_list: [] },
  ];
  expect(await ask(`/v2/app_dns?app_id=${demo.appId}&source=sdk`, app)).toMatchObject({
    code: 200,
    data: { app_status: "normal", dns_list: [{ group_level: 0, clusters: [{ ratel }] }] },
  });
  expect(await ask("/v2/app_dns?app_id=other")).toMatchObject({ code: 99998 });
  expect(await ask("/v2/app_dns")).toMatchObject({ code: 10002 });
  await demo.control({ position: { appStatus: "banned" } });
  const path = `/v2/app_dns?app_id=${demo.appId}`;
  expect(await ask(path)).toMatchObject({ data: { app_status: "banned" } });
});

test("a name, a mobile number and a user id sign in, and a wrong password is rejected as clients know it", async () => {
  const { demo, post } = await client();
  const { password, userId } = demo;
  for (const body of [{ name: demo.user }, { mobile: demo.mobile }]) {
    const answer = await post("/token/user", { ...body, password });
    expect(answer).toMatchObject({ code: 200, data: { user_id: Number(userId) } });
  }
  expect(await post("/token/login", { login_name: demo.mobile, password })).toMatchObject({ code: 200 });
  const wrong = { name: demo.user, password: "no" };
  expect(await post("/token/user", wrong)).toEqual({ code: 402, message: "Operation rejected" });
  expect(await post("/token/user", { password })).toMatchObject({ code: 10002 });
  await demo.control({ position: { wrongPasswordCode: 11001 } });
  expect(await post("/token/user", wrong)).toMatchObject({ code: 11001 });
});

test("what the vendor's client reads of its own user is answered to whoever is signed in", async () => {
  const { demo, ask, app, post } = await client();
  const { data } = await post("/token/user", { name: demo.user, password: demo.password });
  const signedIn = { ...app, "access-token": (data as { token: string }).token };
  const user = { user_id: Number(demo.userId) };
  expect((await ask("/roster/list", signedIn)).data).toContain(Number(castId("chenjing")));
  expect(await ask("/user/profile", signedIn)).toMatchObject({ data: { ...user, username: demo.user } });
  expect(await ask("/user/settings", signedIn)).toMatchObject({ data: { ...user, group_confirm: false } });
  expect(await ask("/user/device/list", signedIn)).toMatchObject({ data: [{ device_sn: 1, platform: 6 }] });
  expect(await ask("/app/config?platform=6", app)).toMatchObject({ code: 200 });
  for (const path of ["/roster/list", "/user/profile", "/user/settings", "/user/device/list"]) {
    expect(await ask(path, app)).toMatchObject({ code: 10003 });
  }
});

test("an administrator's token acts for whom it names, and nobody else's does", async () => {
  const { demo, ask, app, post } = await client();
  const joined = (token: string, headers: Record<string, string> = {}) =>
    ask("/group/user_joined", { ...app, ...headers, "access-token": token });
  expect(await joined(demo.adminToken)).toMatchObject({ code: 10010 });
  expect(await joined(demo.adminToken, { user_id: "1" })).toMatchObject({ code: 10000 });
  const own = (await joined(demo.adminToken, { user_id: demo.userId })).data;
  expect(own).toContain(Number(demo.groups.owned));
  const { data } = await post("/token/user", { name: "alice", password: demo.password });
  const { token } = data as { token: string };
  expect(await joined(token, { user_id: demo.userId })).toMatchObject({ code: 10010 });
});
