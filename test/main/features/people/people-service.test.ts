import { expect, test } from "vitest";
import type { RemoteMember } from "../../../../main/backends/backend.ts";
import { avatarPng } from "../../../../main/demo/seed/png.ts";
import { AppError } from "../../../../shared/errors.ts";
import { remoteGroup, remoteProfile } from "../accounts/fake-backend.ts";
import { cacheWorld, gate } from "../groups/cache-world.ts";

const dayMs = 24 * 60 * 60 * 1000;
const person = (id: string, name = ""): RemoteMember => ({ id, name, joinedAt: null });

/** Two groups whose list gives only one of six people a name; the server tells of all but 6. Three fit a request. */
async function world() {
  const cache = await cacheWorld();
  const { server, groups, members, people, accountId } = cache;
  server.groups = [remoteGroup("10", "Chess"), remoteGroup("20", "Go")];
  server.members.set("10", [person("2", "Card of 2"), person("3"), person("4"), person("5")]);
  server.members.set("20", [person("3"), person("6"), person("7")]);
  for (const [id, nickName] of [
    ["2", "Nick of 2"],
    ["3", "李明朗"],
    ["4", "Ben"],
    ["7", "Zoé"],
  ] as const) {
    server.profiles.set(id, remoteProfile(id, { nickName, username: `user${id}` }));
  }
  server.profiles.set("5", remoteProfile("5", { username: "user5" }));
  await groups.sync(accountId);
  await members.sync(accountId, "10");
  await members.sync(accountId, "20");
  cache.emitted.length = 0;
  server.requests.length = 0;
  const asked = () =>
    server.requests.filter((line) => line.startsWith("profiles")).map((line) => line.slice(9).split(","));
  const state = async () => (await people.status(accountId, "10")).state;
  return {
    ...cache,
    asked,
    state,
    shown: () => cache.memberNames("10"),
    settled: () => expect.poll(state).toBe("idle"),
  };
}

test("those somebody looks at are asked for together and shown by their names, in every group", async () => {
  const { people, accountId, asked, memberNames, shown } = await world();
  people.look(accountId, ["3", "4", "5"], "10");
  await expect.poll(shown).toEqual(["Ben", "Card of 2", "user5", "李明朗"]);
  expect(asked().map((ids) => ids.sort())).toEqual([["3", "4", "5"]]);
  expect(await memberNames("20")).toEqual(["李明朗", "", ""]);
  expect(await people.status(accountId, "20")).toMatchObject({ total: 3, named: 1 });
});

test("who is being asked for is not asked for again", async () => {
  const { people, server, accountId, asked, settled } = await world();
  const { opened, open } = gate();
  server.beforeProfiles = () => opened;
  people.look(accountId, ["3", "4"]);
  await expect.poll(() => asked().length).toBe(1);
  people.look(accountId, ["4", "3"]);
  const ready = people.ready(accountId, ["3", "4"]);
  open();
  await ready;
  people.look(accountId, ["3", "4"]);
  await settled();
  expect(asked()).toEqual([["4", "3"]]);
});

test("once started, everybody without a name is asked for: those looked at first, then the group on screen", async () => {
  const { people, accountId, asked, settled, shown, memberNames } = await world();
  people.look(accountId, ["7"], "20");
  people.start();
  await expect.poll(() => memberNames("20")).toEqual(["Zoé", "李明朗", ""]);
  await expect.poll(shown).toEqual(["Ben", "Card of 2", "user5", "李明朗"]);
  await settled();
  expect(asked()[0]?.[0]).toBe("7");
  expect(asked().flat().slice(0, 3).sort()).toEqual(["3", "6", "7"]);
  // 2 has a card: nobody needs a profile to name them.
  expect(asked().flat().sort()).toEqual(["3", "4", "5", "6", "7"]);
});

test("whom the server does not know is remembered, and asked for again when somebody looks a day later", async () => {
  const { people, accountId, asked, settled, clock, server } = await world();
  const timesAsked = () =>
    asked()
      .flat()
      .filter((id) => id === "6").length;
  await people.ready(accountId, ["6"]);
  expect(await people.get(accountId, "6")).toMatchObject({ isUnknown: true, fetchedAt: clock.now });
  people.look(accountId, ["6"]);
  people.start();
  await settled();
  expect(timesAsked()).toBe(1);
  clock.now += dayMs + 1;
  server.profiles.set("6", remoteProfile("6", { nickName: "Back" }));
  people.wake();
  await settled();
  expect(timesAsked()).toBe(1);
  await people.ready(accountId, ["6"]);
  expect(await people.get(accountId, "6")).toMatchObject({ isUnknown: false, nickName: "Back" });
});

test("what was told of a person stays when the server no longer knows them", async () => {
  const { people, accountId, clock, server, shown } = await world();
  await people.ready(accountId, ["4"]);
  clock.now += dayMs + 1;
  server.profiles.delete("4");
  await people.ready(accountId, ["4"]);
  expect(await people.get(accountId, "4")).toMatchObject({ isUnknown: true, nickName: "Ben" });
  expect(await shown()).toContain("Ben");
});

test("a server that asks for a pause gets it, and nobody is forgotten", async () => {
  const { people, server, accountId, asked, state, shown } = await world();
  let refusals = 2;
  server.beforeProfiles = () => {
    refusals -= 1;
    if (refusals >= 0) throw new AppError("rate_limited", "slowly", { retryAfterMs: 5 });
  };
  people.start();
  await people.complete(accountId);
  expect(await shown()).toEqual(["Ben", "Card of 2", "user5", "李明朗"]);
  expect(new Set(asked().flat())).toEqual(new Set(["3", "4", "5", "6", "7"]));
  expect(await state()).toBe("idle");
});

test("a pause of an hour is told to whoever waits for all names", async () => {
  const { people, server, accountId } = await world();
  server.beforeProfiles = () => {
    throw new AppError("rate_limited", "slowly", { retryAfterMs: 3_600_000 });
  };
  await expect(people.complete(accountId)).rejects.toMatchObject({ code: "rate_limited" });
});

test("while the server cannot be reached nobody is asked for; as soon as it can be, it goes on", async () => {
  const { people, members, server, accountId, asked, state, settled, shown } = await world();
  server.beforeProfiles = () => {
    throw new AppError("offline", "no network");
  };
  people.start();
  await expect.poll(state).toBe("waiting");
  people.look(accountId, ["3"]);
  await people.ready(accountId, ["4"]);
  await expect(people.complete(accountId)).rejects.toMatchObject({ code: "offline" });
  const before = asked().length;
  server.beforeProfiles = () => undefined;
  await members.sync(accountId, "10");
  people.wake();
  await settled();
  expect(asked().length).toBeGreaterThan(before);
  expect(await shown()).toEqual(["Ben", "Card of 2", "user5", "李明朗"]);
});

test("a server without profiles is asked once, and the list stays as it is, with ids", async () => {
  const { people, server, accountId, asked, state, shown } = await world();
  server.beforeProfiles = () => {
    throw new AppError("not_found", "no such path");
  };
  people.start();
  await expect.poll(state).toBe("unavailable");
  people.look(accountId, ["3", "4"]);
  people.wake();
  await people.ready(accountId, ["5"]);
  expect(asked()).toHaveLength(1);
  expect(await shown()).toEqual(["Card of 2", "", "", ""]);
  await expect(people.complete(accountId)).rejects.toMatchObject({ code: "not_found" });
});

test("a batch that is refused for one of its people does not keep the others from their names", async () => {
  const { people, server, accountId, memberNames, state } = await world();
  await people.ready(accountId, ["4"]);
  server.beforeProfiles = (ids) => {
    if (ids.includes("3")) throw new AppError("refused", "no such user");
  };
  people.start();
  await expect.poll(() => memberNames("20")).toEqual(["Zoé", "", ""]);
  await expect.poll(state).toBe("idle");
});

test("whoever is asked for together with people the server refuses gets a name all the same", async () => {
  const { people, server, accountId, asked, memberNames, shown, settled } = await world();
  server.beforeProfiles = (ids) => {
    if (ids.includes("3") || ids.includes("6")) throw new AppError("refused", "no such user");
  };
  people.start();
  await expect.poll(() => memberNames("20")).toEqual(["Zoé", "", ""]);
  await expect.poll(shown).toEqual(["Ben", "Card of 2", "user5", ""]);
  await settled();
  const before = asked().length;
  await people.complete(accountId);
  people.wake();
  await settled();
  expect(asked()).toHaveLength(before);
});

test("a server that fails over one person names the others, and is left alone as a whole when it names nobody", async () => {
  const { people, server, accountId, asked, clock, memberNames, shown, settled, state } = await world();
  let elapsed = clock.now;
  // No pause up to ten seconds is waited for.
  Object.defineProperty(clock, "now", { get: () => (elapsed += 11_000) });
  server.beforeProfiles = (ids) => {
    if (ids.includes("6")) throw new AppError("server_error", "20000");
  };
  people.start();
  await expect.poll(() => memberNames("20")).toEqual(["Zoé", "李明朗", ""]);
  await expect.poll(shown).toEqual(["Ben", "Card of 2", "user5", "李明朗"]);
  await settled();
  server.beforeProfiles = () => {
    throw new AppError("refused", "nobody");
  };
  elapsed += 2 * dayMs;
  const before = asked().length;
  people.look(accountId, ["3", "4", "5", "6", "7"]);
  await expect.poll(state).toBe("unavailable");
  expect(asked().length - before).toBeLessThan(10);
});

test("one's own note is shown before every other name, found beside them, and cleared again", async () => {
  const { people, accountId, memberNames, shown, emitted } = await world();
  await people.ready(accountId, ["3"]);
  await people.setNote(accountId, "3", "  会计  ");
  expect(await shown()).toEqual(["Card of 2", "会计", "", ""]);
  expect(await memberNames("20")).toEqual(["会计", "", ""]);
  for (const query of ["会计", "李明", "user3"]) expect(await memberNames("10", query)).toEqual(["会计"]);
  expect(emitted).toContainEqual({ name: "people.changed", payload: { accountId } });
  await people.setNote(accountId, "3", "");
  expect(await shown()).toContain("李明朗");
  expect(await people.get(accountId, "3")).toMatchObject({ note: "" });
});

test("notes come back into a cache that has lost them, and those taken away elsewhere go", async () => {
  const { people, database, accountId, shown } = await world();
  await people.setNote(accountId, "2", "Me");
  await database.run("UPDATE people SET note = ''");
  await database.run("INSERT INTO people (account_id, person_id, note) VALUES (?, '4', 'Old')", [accountId]);
  expect(await shown()).toEqual(["Card of 2", "Old", "", ""]);
  await people.load();
  expect(await shown()).toEqual(["Me", "", "", ""]);
});

test("a removed account takes its notes along", async () => {
  const { people, accounts, accountId, shown } = await world();
  await people.setNote(accountId, "2", "Me");
  expect(await shown()).toContain("Me");
  await accounts.remove(accountId);
  await people.load();
  expect(await people.profiles(accountId, ["2"])).toEqual(new Map());
});

test("a person has the picture that the server told of, fetched once", async () => {
  const { people, server, accountId } = await world();
  const png = avatarPng(20);
  server.avatars.set("face of 4", png);
  server.profiles.set("4", remoteProfile("4", { avatar: "face of 4" }));
  expect(await people.picture(accountId, "4")).toBeNull();
  await people.ready(accountId, ["3", "4"]);
  const url = `data:image/png;base64,${png.toString("base64")}`;
  expect(await people.picture(accountId, "4")).toBe(url);
  expect(await people.picture(accountId, "4")).toBe(url);
  expect(await people.picture(accountId, "3")).toBeNull();
  expect(server.requests.filter((line) => line.startsWith("avatar"))).toHaveLength(1);
});

test("people are named wherever they are met: by this group, else by profile, else by another group", async () => {
  const { people, accountId } = await world();
  expect(await people.names(accountId, "20", ["2", "4"])).toEqual(new Map([["2", "Card of 2"]]));
  await people.ready(accountId, ["2", "4"]);
  expect(await people.names(accountId, "10", ["2", "4", "404"])).toEqual(
    new Map([
      ["2", "Card of 2"],
      ["4", "Ben"],
    ]),
  );
  expect(await people.names(accountId, "20", ["2"])).toEqual(new Map([["2", "Nick of 2"]]));
});
