import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { vendorPosition } from "../../main/demo/demo-position.ts";
import { servicesOnDemo } from "../support/demo-world.ts";

test("the main job runs, in one session, on a server that answers like those the vendor's clients meet", async () => {
  const { services, demo, accountId, dataFolder } = await servicesOnDemo({ position: vendorPosition });
  const { administration, files, groupCode, groupEntry, groups, inbox, members, moderation, transfers } =
    services;
  const { owned, joinOpen } = demo.groups;

  await members.sync(accountId, owned);
  expect(
    (await members.window({ accountId, groupId: owned, query: "", offset: 0, limit: 1 })).total,
  ).toBeGreaterThan(0);
  await expect(moderation.sync(accountId, owned, "muted")).rejects.toMatchObject({ code: "refused" });
  expect(await groups.avatar(accountId, owned)).toMatch(/^data:image\/png/);

  expect(await administration.changeSettings(accountId, owned, { joinRule: "closed" })).toMatchObject({
    joinRule: "closed",
  });
  await administration.rename(accountId, owned, "Night hikes");
  expect((await groups.get(accountId, owned)).name).toBe("Night hikes");
  const { group } = await administration.create({
    ...{ accountId, name: "Fresh", description: "", userIds: [], type: "private", avatar: null },
  });
  expect(await groupCode.code(accountId, group.id)).toMatchObject({ expiresAt: expect.any(Number) });

  expect(await inbox.sync()).toEqual([]);
  const { rows } = await inbox.list({ showsDecided: false });
  const invitation = rows.find(({ kind, groupId }) => kind === "invitation" && groupId === joinOpen);
  expect(await inbox.decide([invitation?.key ?? ""], true)).toMatchObject([{ outcome: "done" }]);
  await inbox.settled();
  expect((await groups.get(accountId, joinOpen)).id).toBe(joinOpen);
  await administration.leave(accountId, joinOpen);
  expect(await services.join.join({ accountId, text: demo.codes.openGroup })).toMatchObject({
    outcome: "joined",
  });
  expect(await groupEntry.apply(accountId, demo.groups.joinApproval, "")).toMatchObject({
    outcome: "pending_approval",
  });

  await writeFile(join(dataFolder, "minutes.txt"), "what was said");
  const { fileId } = await transfers.uploadAndWait(accountId, owned, join(dataFolder, "minutes.txt"));
  const { path } = await transfers.downloadAndWait(accountId, owned, fileId, join(dataFolder, "down"));
  expect(await readFile(path, "utf8")).toBe("what was said");
  await files.sync(accountId, owned);

  expect(services.accounts.get(accountId).isSignedIn).toBe(true);
  const { requests } = await demo.inspect();
  expect(requests.filter((request) => request.path.startsWith("/token/"))).toHaveLength(1);
  const storage = requests.filter(({ origin }) => origin === "storage");
  expect(storage.length).toBeGreaterThan(2);
  expect(storage.flatMap(({ headers }) => Object.keys(headers))).not.toContain("access-token");
});
