import { describe, expect, onTestFinished, test } from "vitest";
import type { DemoGeweControl } from "../../../../main/demo/demo-interface.ts";
import {
  createDeviceSignIn,
  type DeviceChoice,
  type DeviceSignInDeps,
} from "../../../../main/features/accounts/device-sign-in.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import type { DeviceState } from "../../../../shared/domain/device-sign-in.ts";
import { wechatAccount } from "../../../support/demo-accounts.ts";
import { runningDemo, runningServices } from "../../../support/demo-world.ts";
import { openServices } from "../../../support/open-services.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const same: DeviceChoice = { device: "same", type: "ipad", regionId: "440000" };
const another: DeviceChoice = { ...same, device: "new" };

/** A WeChat account on a demo of its own, and a sign-in that looks as often as it can. */
async function world(changes: DemoGeweControl = {}) {
  const demo = await runningDemo();
  const dataFolder = await tempFolder();
  const services = await openServices(dataFolder);
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await services.close();
    isClosed = true;
  };
  onTestFinished(close);
  const { id } = await services.accounts.add(wechatAccount(demo));
  let ahead = 0;
  const events: string[] = [];
  const told: DeviceState[] = [];
  const deps: DeviceSignInDeps = {
    accounts: services.accounts,
    emit: (name) => {
      events.push(name);
      told.push(signIn.state(id));
    },
    log: silentLog,
    pollMs: 1,
    now: () => Date.now() + ahead,
  };
  const signIn = createDeviceSignIn(deps);
  const happens = (gewe: DemoGeweControl) => demo.control({ gewe });
  await happens(changes);
  const state = () => signIn.state(id).signIn;
  return {
    demo,
    dataFolder,
    services,
    close,
    signIn,
    events,
    /** The state at each event. */
    told,
    id,
    happens,
    state,
    account: () => services.accounts.get(id),
    start: (choice: DeviceChoice) => signIn.start(id, choice),
    /** Waits until the sign-in is there. */
    reaches: (step: string) => expect.poll(() => state()?.step).toBe(step),
    devices: async () => (await demo.inspect()).geweDevices,
    asked: async () => (await demo.inspect()).requests.map(({ path }) => path.replace("/gewe/v2/api/", "")),
    /** Any request, as the app makes them all the time. */
    touch: () => services.groups.sync(id).catch(() => undefined),
    pass: (ms: number) => {
      ahead += ms;
    },
  };
}

describe("a device that is dropped", () => {
  test.each(["noticed", "unnoticed"] as const)(
    "is known by the next request (%s by the gateway), and again after a restart",
    async (drops) => {
      const { account, touch, close, dataFolder, id } = await world({ drops });
      expect(account()).toMatchObject({ isSignedIn: true, isDeviceOffline: false });
      await touch();
      await expect.poll(() => account().isDeviceOffline).toBe(true);
      expect(account().isSignedIn).toBe(true);
      await close();
      const again = await openServices(dataFolder);
      expect(again.accounts.get(id)).toMatchObject({ isDeviceOffline: true });
      await again.close();
    },
  );

  test("is back when it was signed in elsewhere", async () => {
    const { account, touch, happens } = await world({ drops: "noticed" });
    await touch();
    await expect.poll(() => account().isDeviceOffline).toBe(true);
    await happens({ isOnline: true });
    await touch();
    await expect.poll(() => account().isDeviceOffline).toBe(false);
  });

  test("is not back when somebody else is signed in on it", async () => {
    const { account, touch, demo, happens, devices } = await world({ drops: "noticed" });
    await touch();
    const ask = async (path: string, input: object) => {
      const headers = { "x-gewe-token": demo.geweToken };
      const body = JSON.stringify({ appId: demo.geweAppId, ...input });
      const answer = await fetch(demo.geweUrl + path, { method: "POST", headers, body });
      return ((await answer.json()) as { data: { uuid: string } }).data;
    };
    const { uuid } = await ask("/login/getLoginQrCode", { type: "ipad", regionId: "320000" });
    await happens({ phone: "other_person" });
    await ask("/login/checkLogin", { uuid, autoSliding: false });
    expect(await devices()).toMatchObject([{ wxid: "wxid_somebodyelse01" }]);
    await touch();
    await expect
      .poll(async () => (await demo.inspect()).requests.some(({ path }) => path.endsWith("/getProfile")))
      .toBe(true);
    expect(account().isDeviceOffline).toBe(true);
  });
});

describe("signing in again", () => {
  test("goes by a code on the same device, from the screen to the phone and back", async () => {
    const { start, reaches, state, happens, account, devices, touch, signIn, id, events } = await world({
      drops: "noticed",
    });
    await touch();
    await start(same);
    await reaches("waiting");
    expect(state()).toMatchObject({
      code: { text: expect.stringMatching(/weixin\.qq\.com\/x\//) },
      isNewDevice: false,
    });
    expect(signIn.state(id).settings).toEqual({ type: "ipad", regionId: "440000" });
    await happens({ phone: "scan" });
    await reaches("scanned");
    expect(state()?.person).toBe("林晓");
    await happens({ phone: "check" });
    await reaches("check");
    expect(signIn.checkUrl(id)).toMatch(/^http:/);
    await happens({ phone: "scan" });
    await reaches("scanned");
    expect(signIn.checkUrl(id)).toBeNull();
    await happens({ phone: "confirm" });
    await reaches("done");
    expect(account()).toMatchObject({ isDeviceOffline: false });
    expect(await devices()).toHaveLength(1);
    expect(new Set(events)).toEqual(new Set(["deviceSignIn.changed"]));
  });

  test("asks for no code where the connection only broke", async () => {
    const { start, reaches, account, asked, touch } = await world({ drops: "noticed", canReconnect: true });
    await touch();
    await start(same);
    await reaches("done");
    expect(account().isDeviceOffline).toBe(false);
    expect(await asked()).not.toContain("login/getLoginQrCode");
  });

  test("frees a device that the gateway still believes in, and only then asks for a code", async () => {
    const { start, reaches, happens, asked, devices } = await world({ drops: "unnoticed" });
    await start(same);
    await reaches("waiting");
    const login = (await asked()).filter((path) => path.startsWith("login/"));
    const before = login.slice(0, login.indexOf("login/getLoginQrCode"));
    expect(before.slice(-3)).toEqual(["login/reconnection", "login/checkOnline", "login/logout"]);
    await happens({ phone: "confirm" });
    await reaches("done");
    expect(await devices()).toHaveLength(1);
  });

  test.each([
    ["cancel", "cancelled"],
    ["expire", "expired"],
  ] as const)("ends when the phone lets it (%s), and a new code can be asked for", async (phone, step) => {
    const { start, reaches, happens, state, account, touch } = await world({ drops: "noticed" });
    await touch();
    await start(same);
    await reaches("waiting");
    const first = state()?.code?.text;
    await happens({ phone });
    await reaches(step);
    expect(account().isDeviceOffline).toBe(true);
    await start(same);
    await reaches("waiting");
    expect(state()?.code?.text).not.toBe(first);
  });

  test("does not wait for ever for a phone that never comes", async () => {
    const { start, reaches, pass, demo } = await world({ drops: "noticed" });
    await demo.control({ fault: { path: "checkLogin", dropConnection: true } });
    await start(same);
    await reaches("waiting");
    pass(170_000);
    await reaches("expired");
  });

  test("says so when the phone confirmed and nobody was signed in", async () => {
    const { start, reaches, happens, state, asked, demo } = await world({ drops: "noticed" });
    await start(same);
    await reaches("waiting");
    await happens({ phone: "check" });
    await reaches("check");
    await happens({ phone: "nobody" });
    await reaches("scanned");
    expect(state()).toMatchObject({ checkUrl: null, words: null });
    const looks = async () => (await asked()).filter((path) => path === "login/checkLogin").length;
    const before = await looks();
    await expect.poll(looks).toBeGreaterThan(before + 1);
    await demo.control({ advanceMs: 151_000 });
    await reaches("nobody");
  });

  test("refuses somebody else, and leaves them signed in nowhere", async () => {
    const { start, reaches, happens, state, account, devices, touch } = await world({ drops: "noticed" });
    await touch();
    await start(same);
    await reaches("waiting");
    await happens({ phone: "other_person" });
    await reaches("other_person");
    expect(state()).toMatchObject({ person: "陈默", error: null });
    expect(await devices()).toMatchObject([{ wxid: null }]);
    expect(account().isDeviceOffline).toBe(true);
  });

  test("survives looks that fail, and a success whose answer was lost", async () => {
    const { start, reaches, happens, demo } = await world({ drops: "noticed" });
    await start(same);
    await reaches("waiting");
    await demo.control({ fault: { path: "checkLogin", failTimes: 1, status: 502 } });
    await demo.control({ fault: { path: "checkLogin", failTimes: 1, malformedJson: true } });
    await demo.control({ fault: { path: "checkLogin", failTimes: 1, loseAnswer: true } });
    await happens({ phone: "confirm" });
    await reaches("done");
  });

  test("tells what the gateway refuses with, and a token that is no longer good", async () => {
    const { start, reaches, state, demo, account } = await world({ drops: "noticed" });
    await demo.control({
      fault: { path: "getLoginQrCode", failTimes: 1, code: -1, message: "创建设备失败" },
    });
    await start(same);
    await reaches("failed");
    expect(state()?.error).toMatchObject({ code: "refused", server: { message: "创建设备失败" } });
    const words = `HTTP HEADER: X-GEWE-TOKEN=${demo.geweToken} 不可用或已过期`;
    await demo.control({ fault: { path: "/login/", code: 500, message: words } });
    await start(same);
    await reaches("failed");
    expect(state()?.error).toMatchObject({ code: "signed_out" });
    expect(JSON.stringify(state())).not.toContain(demo.geweToken);
    expect(account().isSignedIn).toBe(false);
  });

  test("passes on the number that the phone shows, once", async () => {
    const { start, reaches, signIn, id } = await world({ drops: "noticed" });
    expect(() => signIn.enterNumber(id, "1234")).toThrow("nobody is signing in");
    await start(same);
    await reaches("waiting");
    expect(() => signIn.enterNumber(id, "1234")).not.toThrow();
    await signIn.cancel(id);
    expect(signIn.state(id).signIn).toBeNull();
  });
});

describe("a new device", () => {
  test("is kept before its code is shown, and is made once", async () => {
    const { start, reaches, state, signIn, id, devices, account, demo, happens, told } = await world({
      drops: "noticed",
    });
    await start(another);
    await reaches("waiting");
    const made = signIn.state(id).newDeviceId;
    expect(made).toMatch(/^wx_/);
    expect(made).not.toBe(demo.geweAppId);
    const shown = told.filter(({ signIn }) => signIn?.code != null);
    expect(shown.length).toBeGreaterThan(0);
    for (const { newDeviceId } of shown) expect(newDeviceId).toBe(made);
    expect(state()).toMatchObject({ isNewDevice: true, deviceId: made });
    await signIn.cancel(id);
    expect(account().appId).toBe(demo.geweAppId);
    await start(another);
    await reaches("waiting");
    expect(await devices()).toHaveLength(2);
    await happens({ phone: "confirm" });
    await reaches("done");
    expect(account()).toMatchObject({ appId: made, isSignedIn: true, isDeviceOffline: false });
    expect(signIn.state(id).newDeviceId).toBeNull();
  });

  test("is kept although the person gave up while it was being made, and over a restart", async () => {
    const { start, signIn, id, devices, demo, close, dataFolder } = await world({ drops: "noticed" });
    await demo.control({ fault: { path: "getLoginQrCode", delayMs: 300, failTimes: 1 } });
    await start(another);
    await signIn.cancel(id);
    await signIn.end(id);
    const made = signIn.state(id).newDeviceId;
    expect((await devices()).map(({ appId }) => appId)).toEqual([demo.geweAppId, made]);
    await close();
    const again = await openServices(dataFolder);
    expect(again.accounts.device(id)).toMatchObject({ newDeviceId: made, regionId: "440000" });
    await again.close();
  });

  test("works for the account's groups from then on", async () => {
    const { start, reaches, happens, services, id } = await world({ drops: "noticed" });
    await start(another);
    await reaches("waiting");
    await happens({ phone: "confirm" });
    await reaches("done");
    await services.groups.sync(id);
    expect((await services.everyGroup(id)).length).toBeGreaterThan(0);
  });
});

test("an account whose device is offline can be added, and learns by the first code who it is", async () => {
  const demo = await runningDemo();
  const services = await runningServices(await tempFolder());
  await demo.control({ gewe: { drops: "unnoticed" } });
  const { id, selfId, isDeviceOffline } = await services.accounts.add(wechatAccount(demo));
  expect({ selfId, isDeviceOffline }).toEqual({ selfId: null, isDeviceOffline: true });
  await expect(services.accounts.add(wechatAccount(demo, "Again"))).rejects.toMatchObject({
    code: "invalid",
  });
  const signIn = createDeviceSignIn({
    accounts: services.accounts,
    emit: () => undefined,
    log: silentLog,
    pollMs: 1,
  });
  await signIn.start(id, same);
  await expect.poll(() => signIn.state(id).signIn?.step).toBe("waiting");
  await demo.control({ gewe: { phone: "confirm" } });
  await expect.poll(() => signIn.state(id).signIn?.step).toBe("done");
  expect(services.accounts.get(id)).toMatchObject({ selfId: demo.geweWxid, isDeviceOffline: false });
  await services.groups.sync(id);
});

test("a device that the gateway does not know is no account", async () => {
  const demo = await runningDemo();
  const services = await runningServices(await tempFolder());
  const wrong = { ...wechatAccount(demo), appId: "wx_no_such_device" };
  await expect(services.accounts.add(wrong)).rejects.toMatchObject({ code: "not_found" });
  expect(services.accounts.list()).toEqual([]);
});

test("other accounts have no device", async () => {
  const { signIn, services, demo } = await world();
  const { apiUrl, appId, user, password } = demo;
  const credential = { type: "password", user, password } as const;
  const input = {
    kind: "lanying",
    name: "Work",
    apiUrl,
    appId,
    credential,
    allowsInsecureHttp: false,
  } as const;
  const { id } = await services.accounts.add(input);
  expect(() => signIn.state(id)).toThrow("no device");
  await expect(signIn.start(id, same)).rejects.toMatchObject({ code: "unsupported" });
});
