import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Demo } from "../../../../main/demo/demo-interface.ts";
import type { Services } from "../../../../main/services.ts";
import { lanyingAccount } from "../../../support/demo-accounts.ts";
import { runningDemo } from "../../../support/demo-world.ts";
import { openServices } from "../../../support/open-services.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const roster = "/roster/list";

/** The app on a server where one member in fifty has a card, signed in, with the members of one group read. */
async function world(groupOf: (demo: Demo) => string, memberCount?: number) {
  const demo = await runningDemo({ position: { cards: "few" }, ...(memberCount && { memberCount }) });
  const services = await openServices(await tempFolder(), {
    peoplePace: { callsPerSecond: 10_000, burst: 100 },
  });
  onTestFinished(() => services.close());
  const { id: accountId } = await services.accounts.add(lanyingAccount(demo));
  await services.groups.sync(accountId);
  const groupId = groupOf(demo);
  await services.members.sync(accountId, groupId);
  return { demo, services, accountId, groupId };
}

const rosterCalls = async (demo: Demo) =>
  (await demo.inspect()).requests.filter(({ path }) => path === roster).length;

async function namesOf({ members }: Services, accountId: string, groupId: string, query = "") {
  const { rows, total } = await members.window({ accountId, groupId, query, offset: 0, limit: 50_000 });
  return { total, names: rows.map(({ name }) => name) };
}

test("20,000 members of whom few have a card all get a name, each asked for once, and are found by its sound", async () => {
  const { demo, services, accountId, groupId } = await world(({ groups }) => groups.big);
  const { people, searchIndex } = services;
  expect(await people.status(accountId, groupId)).toMatchObject({ total: 20_000, named: 400 });
  await people.complete(accountId);
  expect(await people.status(accountId, groupId)).toMatchObject({ total: 20_000, named: 20_000 });
  const { total, names } = await namesOf(services, accountId, groupId);
  expect(total).toBe(20_000);
  expect(names.every((name) => name !== "")).toBe(true);
  expect(await rosterCalls(demo)).toBe(Math.ceil((20_000 - 400) / 100));
  await searchIndex.catchUp();
  const found = await namesOf(services, accountId, groupId, "zhaojiayi");
  expect(found.total).toBeGreaterThan(50);
  expect(found.names.every((name) => name.includes("赵佳怡"))).toBe(true);
  const [hit] = await services.search.everything({ query: found.names[0] ?? "" });
  expect(hit).toMatchObject({ kind: "member", name: found.names[0] });
});

test("a process that is killed on the way leaves its names to the next one, which asks for the others only", async () => {
  const demo = await runningDemo({ position: { cards: "few" }, memberCount: 3000 });
  const folder = await tempFolder();
  const groupId = demo.groups.extra ?? "";
  const { apiUrl, appId, user, password } = demo;
  const task = JSON.stringify({ folder, groupId, demo: { apiUrl, appId, user, password } });
  const script = fileURLToPath(new URL("./killed-people.ts", import.meta.url));
  const child = spawn(process.execPath, [script], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, KILLED_PEOPLE_TASK: task },
  });
  const ended = once(child, "close");
  await expect.poll(() => rosterCalls(demo), { interval: 20 }).toBeGreaterThan(5);
  child.kill("SIGKILL");
  await ended;
  const before = await rosterCalls(demo);

  const services = await openServices(folder, { peoplePace: { callsPerSecond: 10_000, burst: 100 } });
  onTestFinished(() => services.close());
  const [account] = services.accounts.list();
  const accountId = account?.id ?? "";
  await services.accounts.signIn(accountId, { type: "password", user, password });
  const { named } = await services.people.status(accountId, groupId);
  expect(named).toBeGreaterThan(400);
  await services.people.complete(accountId);
  expect(await services.people.status(accountId, groupId)).toMatchObject({ total: 3000, named: 3000 });
  expect((await rosterCalls(demo)) - before).toBe(Math.ceil((3000 - named) / 100));
});

test("a server that has no profiles leaves the list usable by ids, and is asked once", async () => {
  const { demo, services, accountId, groupId } = await world(({ groups }) => groups.admin);
  await demo.control({ fault: { path: `^${roster}$`, status: 404 } });
  await expect(services.people.complete(accountId)).rejects.toMatchObject({ code: "not_found" });
  services.people.start();
  services.people.look(accountId, ["2302200000096"], groupId);
  expect(await services.people.status(accountId, groupId)).toMatchObject({ state: "unavailable" });
  const { rows } = await services.members.window({
    ...{ accountId, groupId, query: "23022000", offset: 0, limit: 10 },
  });
  expect(rows).toHaveLength(10);
  expect(rows.some(({ name }) => name === "")).toBe(true);
  expect(await rosterCalls(demo)).toBe(1);
});

test.each([
  ["HTTP 429", { status: 429, retryAfterSeconds: 0, failTimes: 4 }],
  ["its own code 10028", { code: 10028, failTimes: 1 }],
])("a server that asks for a pause with %s is waited for", async (_words, fault) => {
  const { demo, services, accountId, groupId } = await world(({ groups }) => groups.admin);
  await demo.control({ fault: { path: `^${roster}$`, ...fault } });
  await services.people.complete(accountId);
  const { total, named } = await services.people.status(accountId, groupId);
  expect(named).toBe(total);
});

test("muted people, applicants and those of a plan are called by their profiles, and an own note wins", async () => {
  const { services, accountId, groupId } = await world(({ groups }) => groups.owned);
  const { inbox, jobs, moderation, people } = services;
  await moderation.sync(accountId, groupId, "muted");
  await moderation.sync(accountId, groupId, "blocked");
  await inbox.readBack(accountId);
  const [muted] = (await moderation.muted(accountId, groupId)).rows;
  const [blocked] = (await moderation.blocked(accountId, groupId)).rows;
  const { rows: waiting } = await inbox.list({ showsDecided: false });
  const ids = [muted?.userId ?? "", blocked?.userId ?? "", ...waiting.map(({ personId }) => personId)];
  await people.ready(accountId, ids);
  expect((await moderation.muted(accountId, groupId)).rows[0]?.name).toBe("孙丽");
  expect((await moderation.blocked(accountId, groupId)).rows[0]?.name).toBe("Daniel Costa");
  const named = (await inbox.list({ showsDecided: false })).rows;
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ personName }) => !personName)).toEqual([]);

  await people.setNote(accountId, muted?.userId ?? "", "财务");
  expect((await moderation.muted(accountId, groupId)).rows[0]?.name).toBe("财务");
  const { rows } = await services.members.window({ accountId, groupId, query: "", offset: 3, limit: 5 });
  const userIds = rows.map(({ id }) => id);
  const plan = await jobs.plan({
    accountId,
    groupIds: [groupId],
    userIds,
    action: { type: "mute", minutes: 5 },
  });
  const inPlan = [...plan.targets, ...plan.leftOut];
  expect(inPlan.map(({ name }) => name)).not.toContain("");
});
