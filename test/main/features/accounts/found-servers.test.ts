import { expect, test } from "vitest";
import { createBackend } from "../../../../main/backends/create-backend.ts";
import type { Demo, DemoOptions } from "../../../../main/demo/demo-interface.ts";
import type { NewAccount } from "../../../../shared/domain/account.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { loopbackServer } from "../../backends/loopback-server.ts";
import { openedDatabase } from "../../platform/database/temp-database.ts";
import { gate } from "../groups/cache-world.ts";
import { accountsWorld, withPassword, withToken } from "./accounts-world.ts";

/** The accounts service with real backends, and a demo whose directory stands in place of the vendor's. */
async function onDemo(options: DemoOptions = {}) {
  const demo = await runningDemo(options);
  return { demo, ...(await accountsWorld({ createBackend })) };
}

function byAppId(
  { directoryUrl, appId, user, password }: Demo,
  typed: { user?: string; password?: string } = {},
) {
  const credential = { type: "password", user, password, ...typed } as const;
  const account = { kind: "lanying", name: "Work", appId, directory: directoryUrl, credential } as const;
  return { ...account, allowsInsecureHttp: false } satisfies NewAccount;
}

const signIns = async (demo: Demo) =>
  (await demo.inspect()).requests.map(({ path }) => path).filter((path) => path.startsWith("/token/"));

test("an app id is enough: the server is found, kept, and there after a restart", async () => {
  const world = await onDemo();
  const { demo, service } = world;
  const account = await service.add(byAppId(demo));
  expect(account).toMatchObject({ apiUrl: demo.apiUrl, directory: demo.directoryUrl, selfId: demo.userId });
  expect(await service.backendFor(account.id).group(demo.groups.owned)).toMatchObject({ role: "owner" });
  const again = await world.restarted();
  expect(again.service.list()).toEqual([account]);
});

test("an app that the directory does not know, or has frozen, is not kept", async () => {
  const { demo, service, database, secrets } = await onDemo({ position: { appStatus: "frozen" } });
  await expect(service.add(byAppId(demo))).rejects.toMatchObject({ step: "app", server: { code: "frozen" } });
  const other = { ...byAppId(demo), appId: "other" };
  await expect(service.add(other)).rejects.toMatchObject({ step: "app", server: { code: "99998" } });
  expect(await database.all("SELECT * FROM accounts")).toEqual([]);
  expect("values" in secrets && secrets.values).toEqual(new Map());
  expect(await signIns(demo)).toEqual([]);
});

test("a server that fails is left for the next one, which is announced and kept", async () => {
  const first = await runningDemo();
  const world = await onDemo({ position: { apiUrlsBefore: [first.apiUrl] } });
  const { demo, service, emitted } = world;
  const { id, apiUrl } = await service.add(byAppId(demo));
  expect(apiUrl).toBe(first.apiUrl);
  await first.stop();
  emitted.length = 0;
  const groupOf = () => service.backendFor(id).group(demo.groups.owned);
  // Three tries each.
  await expect(groupOf()).rejects.toMatchObject({ code: "offline" });
  await expect(groupOf()).rejects.toMatchObject({ code: "offline" });
  // Another server knows the session of the first no more than a real one would; the password renews it.
  expect(await groupOf()).toMatchObject({ role: "owner" });
  expect(service.get(id).apiUrl).toBe(demo.apiUrl);
  expect(emitted.map(({ name }) => name)).toContain("accounts.changed");
  expect((await world.restarted()).service.get(id).apiUrl).toBe(demo.apiUrl);
});

test("failures are counted over restarts: a command ends after its first", async () => {
  const first = await runningDemo();
  const world = await onDemo({ position: { apiUrlsBefore: [first.apiUrl] } });
  const { demo } = world;
  const { id } = await world.service.add(byAppId(demo));
  await first.stop();
  await expect(world.service.backendFor(id).group(demo.groups.owned)).rejects.toMatchObject({
    code: "offline",
  });
  const later = await world.restarted();
  expect(later.service.get(id).apiUrl).toBe(first.apiUrl);
  await expect(later.service.backendFor(id).group(demo.groups.owned)).rejects.toMatchObject({
    code: "offline",
  });
  expect(later.service.get(id).apiUrl).toBe(demo.apiUrl);
});

/** A directory of one app that names whatever address is the one of the moment, when it is let. */
async function slowDirectory() {
  const state = { apiUrl: "", asked: 0, isLet: Promise.resolve() };
  const { url } = await loopbackServer(async ({ query }) => {
    state.asked += 1;
    await state.isLet;
    const [protocol, host] = state.apiUrl.split("://");
    const clusters = [{ ratel: [{ protocol, host }] }];
    return query.app_id ? { code: 200, data: { dns_list: [{ group_level: 0, clusters }] } } : {};
  });
  return { url, state };
}

async function onSlowDirectory() {
  const directory = await slowDirectory();
  const [first, second] = [await runningDemo(), await runningDemo()];
  const world = await accountsWorld({ createBackend });
  directory.state.apiUrl = first.apiUrl;
  const { id } = await world.service.add({ ...byAppId(first), directory: directory.url });
  Object.assign(directory.state, { apiUrl: second.apiUrl, asked: 0 });
  await first.stop();
  const fails = async ({ service }: Pick<typeof world, "service">) =>
    expect(service.backendFor(id).group("1")).rejects.toMatchObject({ code: "offline" });
  return { ...world, world, directory, second, id, fails };
}

test("a directory that is slow to say where the server has gone is heard before the end", async () => {
  const { world, service, directory, second, id, fails } = await onSlowDirectory();
  const { opened, open } = gate();
  directory.state.isLet = opened;
  await fails(world);
  await fails(world);
  await expect.poll(() => directory.state.asked).toBe(1);
  const closed = service.close();
  open();
  await closed;
  const again = await world.restarted();
  expect(again.service.get(id).apiUrl).toBe(second.apiUrl);
});

test("a directory that could not answer before the app was killed is asked again at the next failure", async () => {
  const { world, directory, second, id, fails } = await onSlowDirectory();
  const { opened, open } = gate();
  directory.state.isLet = opened;
  await fails(world);
  await fails(world);
  await expect.poll(() => directory.state.asked).toBe(1);
  directory.state.isLet = Promise.resolve();
  const { secrets, file } = world;
  const later = await accountsWorld({ createBackend, secrets, database: await openedDatabase(file) });
  await fails(later);
  await expect.poll(() => later.service.get(id).apiUrl).toBe(second.apiUrl);
  expect(directory.state.asked).toBe(2);
  open();
});

test("one server under two addresses is the same server: nobody is added twice", async () => {
  const other = await runningDemo();
  const { demo, service } = await onDemo();
  await service.add(byAppId(demo));
  await demo.control({ position: { apiUrlsBefore: [other.apiUrl] } });
  await expect(service.add({ ...byAppId(demo), name: "Again" })).rejects.toMatchObject({ code: "invalid" });
});

test("an address goes without a directory, a gateway never without an address", async () => {
  const { service, server } = await accountsWorld();
  const { apiUrl: _, ...nowhere } = withToken;
  const refused = async (input: NewAccount, code: string) =>
    expect(service.add(input)).rejects.toMatchObject({ code });
  await refused({ ...withPassword, directory: "https://dns.example.com" }, "invalid");
  await refused({ ...nowhere, kind: "gewe" }, "invalid");
  await refused({ ...nowhere, directory: "http://dns.example.com", allowsInsecureHttp: true }, "insecure");
  expect(server.requests).toEqual([]);
});

test("by digits and with blanks, the accepted way and password are kept: later sign-ins ask once", async () => {
  const world = await onDemo();
  const { demo, service, secrets } = world;
  const typed = { user: demo.userId, password: `${demo.password} ` };
  const { id, userName } = await service.add(byAppId(demo, typed));
  expect(userName).toBe(demo.userId);
  expect(await signIns(demo)).toEqual(["/token/login", "/token/id", "/token/user", "/token/id"]);
  const kept = JSON.parse((await secrets.read(`${id}/credential`)) ?? "");
  expect(kept).toMatchObject({ user: demo.userId, password: demo.password, way: "id" });

  await demo.control({ expireSessions: true });
  const again = await world.restarted();
  await again.service.backendFor(id).group(demo.groups.owned);
  expect((await signIns(demo)).slice(4)).toEqual(["/token/id"]);
  await again.service.signIn(id, { type: "password", user: demo.userId, password: demo.password });
  expect((await signIns(demo)).slice(5)).toEqual(["/token/id"]);
});
