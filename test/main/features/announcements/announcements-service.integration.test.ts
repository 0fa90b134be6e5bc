import { expect, test } from "vitest";
import { demoGroupWorld, paths } from "../moderation/demo-group-world.ts";

const words = { title: "周末活动", content: "周六 9:00 集合\nhttps://example.com/map" };

async function world() {
  const all = await demoGroupWorld();
  const { demo, announcements, accountId, groupInDemo } = all;
  const groupId = demo.groups.owned;
  return {
    ...all,
    groupId,
    /** As the server has them now, through the cache. */
    async listed(id = groupId) {
      await announcements.sync(accountId, id);
      return (await announcements.list(accountId, id)).rows;
    },
    titles: async () => (await announcements.list(accountId, groupId)).rows.map(({ title }) => title),
    changes: () => all.changesOf("announcements.changed"),
    count: async () => (await groupInDemo(groupId))?.announcementCount ?? -1,
  };
}

test("an announcement is added, comes first, is told of and recorded, and its draft is gone", async () => {
  const { announcements, accountId, groupId, titles, changes, recorded, count } = await world();
  const before = await count();
  const place = { accountId, groupId };
  await announcements.keepDraft(accountId, groupId, words);
  const added = await announcements.add(accountId, groupId, words);
  expect(added).toMatchObject(words);
  expect((await titles())[0]).toBe("周末活动");
  expect(await count()).toBe(before + 1);
  expect(await announcements.draft(accountId, groupId)).toEqual({ title: "", content: "" });
  // Once when the list was read before, once with what was added.
  expect(changes()).toEqual([place, place]);
  const rest = { accountId, groupId, groupName: null, targetId: added.id, targetName: "周末活动" };
  expect(recorded).toEqual([{ kind: "announce", outcome: "done", ...rest }]);
});

test("a list that was asked for before an announcement does not take it away again", async () => {
  const { announcements, accountId, groupId, titles, backend } = await world();
  const { administration } = backend;
  if (administration === null) throw new Error("the demo has announcements");
  const real = administration.announcements;
  const [isAsked, mayAnswer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  administration.announcements = async (...group) => {
    administration.announcements = real;
    const older = await real(...group);
    isAsked.resolve();
    await mayAnswer.promise;
    return older;
  };
  const syncing = announcements.sync(accountId, groupId);
  await isAsked.promise;
  const adding = announcements.add(accountId, groupId, words);
  // An addition that does not wait would be over by then.
  await real(groupId);
  await real(groupId);
  await real(groupId);
  mayAnswer.resolve();
  await Promise.all([syncing, adding]);
  expect((await titles())[0]).toBe("周末活动");
});

test("the same words again are a second announcement: the server only adds", async () => {
  const { announcements, accountId, groupId, titles } = await world();
  await announcements.add(accountId, groupId, words);
  await announcements.add(accountId, groupId, words);
  expect((await titles()).slice(0, 2)).toEqual(["周末活动", "周末活动"]);
});

test("an announcement whose answer was lost is found in the list", async () => {
  const { announcements, accountId, groupId, demo, count, listed, recorded } = await world();
  const before = await count();
  await demo.control({ fault: { path: paths.add, failTimes: 1, loseAnswer: true } });
  const added = await announcements.add(accountId, groupId, words);
  const [first] = await listed();
  expect(first?.id).toBe(added.id);
  expect(await count()).toBe(before + 1);
  expect(recorded).toMatchObject([{ kind: "announce", outcome: "done", targetId: added.id }]);
});

test("one that never arrived is not mistaken for an older one with the same words, nor sent twice", async () => {
  const { announcements, accountId, groupId, demo, count, recorded } = await world();
  await announcements.add(accountId, groupId, words);
  await announcements.keepDraft(accountId, groupId, words);
  const before = await count();
  await demo.control({ fault: { path: paths.add, failTimes: 1, dropConnection: true } });
  await expect(announcements.add(accountId, groupId, words)).rejects.toMatchObject({
    code: "outcome_unknown",
  });
  expect(await count()).toBe(before);
  expect(recorded.at(-1)).toMatchObject({ kind: "announce", outcome: "unknown", targetId: null });
  expect(await announcements.draft(accountId, groupId)).toEqual(words);
});

test("a lost answer that cannot be read back stays unknown", async () => {
  const { announcements, accountId, groupId, demo, recorded } = await world();
  await demo.control({ fault: { path: paths.add, failTimes: 1, loseAnswer: true, delayMs: 50 } });
  const adding = announcements.add(accountId, groupId, words);
  await expect
    .poll(async () => (await demo.inspect()).requests.some(({ path }) => /announcement\/edit$/.test(path)))
    .toBe(true);
  await demo.control({ fault: { path: paths.list, status: 500 } });
  await expect(adding).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(recorded).toMatchObject([{ outcome: "unknown" }]);
});

test("an announcement is removed, and one that is gone already counts as removed", async () => {
  const { announcements, accountId, groupId, listed, titles, recorded, count } = await world();
  const before = await count();
  const [first] = await listed();
  await announcements.remove(accountId, groupId, first?.id ?? "");
  expect(await count()).toBe(before - 1);
  await announcements.remove(accountId, groupId, first?.id ?? "");
  const subject = { kind: "remove_announcement", targetId: first?.id };
  expect(recorded).toMatchObject([
    { ...subject, targetName: first?.title, outcome: "done" },
    { ...subject, outcome: "already_so" },
  ]);
  expect(await titles()).toHaveLength(before - 1);
});

test("a removal whose answer was lost is settled by the list, one that never arrived stays unknown", async () => {
  const { announcements, accountId, groupId, demo, count, listed, recorded } = await world();
  const [first, second] = await listed();
  const before = await count();
  await demo.control({ fault: { path: paths.remove, failTimes: 1, loseAnswer: true } });
  await announcements.remove(accountId, groupId, first?.id ?? "");
  expect(await count()).toBe(before - 1);
  await demo.control({ fault: { path: paths.remove, failTimes: 1, dropConnection: true } });
  await expect(announcements.remove(accountId, groupId, second?.id ?? "")).rejects.toMatchObject({
    code: "outcome_unknown",
  });
  expect(await count()).toBe(before - 1);
  expect(recorded.map(({ outcome }) => outcome)).toEqual(["done", "unknown"]);
});

test("a plain member reads, but may neither add nor remove: refused in the server's words, and recorded", async () => {
  const { announcements, accountId, demo, recorded, listed, backend } = await world();
  const groupId = demo.groups.member;
  const shown = await listed(groupId);
  const [first] = shown;
  const refusal = { code: "refused", server: { code: "20012" } };
  await expect(announcements.add(accountId, groupId, words)).rejects.toMatchObject(refusal);
  await expect(announcements.remove(accountId, groupId, first?.id ?? "1")).rejects.toMatchObject(refusal);
  expect(recorded).toMatchObject([
    { kind: "announce", outcome: "refused", detail: expect.stringMatching(/\S/) },
    { kind: "remove_announcement", outcome: "refused" },
  ]);
  expect((await announcements.list(accountId, groupId)).rows).toEqual(shown);
  expect(await backend.administration?.lastAnnouncement(groupId)).toEqual(first ?? null);
});

test("what never left is not recorded as done, refused or unknown", async () => {
  const { announcements, accountId, groupId, demo, recorded } = await world();
  await demo.stop();
  await expect(announcements.add(accountId, groupId, words)).rejects.toMatchObject({ code: "offline" });
  expect(recorded).toEqual([]);
});

test("what was read is there without a network, newest first, with its time; reading anew is an error", async () => {
  const { announcements, accountId, groupId, demo, listed } = await world();
  expect(await announcements.list(accountId, groupId)).toEqual({ readAt: null, rows: [] });
  const before = Date.now();
  const rows = await listed();
  expect(rows.length).toBeGreaterThan(1);
  const times = rows.map(({ createdAt }) => createdAt ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  await demo.stop();
  await expect(announcements.sync(accountId, groupId)).rejects.toMatchObject({ code: "offline" });
  const kept = await announcements.list(accountId, groupId);
  expect(kept.rows).toEqual(rows);
  expect(kept.readAt).toBeGreaterThanOrEqual(before);
});

test("what others removed leaves the cache with the next reading", async () => {
  const { announcementsRepository, accountId, groupId, listed } = await world();
  const rows = await listed();
  const old = { id: "1", title: "old", content: "", authorId: null, createdAt: null };
  await announcementsRepository.replace(accountId, groupId, [...rows, old], 5);
  expect((await announcementsRepository.list(accountId, groupId)).map(({ id }) => id)).toContain("1");
  expect(await listed()).toEqual(rows);
});

test("drafts are kept for each group, an empty one is forgotten, and all leave with their account", async () => {
  const { announcements, accountId, groupId, demo, database, accounts } = await world();
  await announcements.keepDraft(accountId, groupId, { title: "a", content: "" });
  await announcements.keepDraft(accountId, groupId, words);
  await announcements.keepDraft(accountId, demo.groups.admin, { title: "", content: "b" });
  expect(await announcements.draft(accountId, groupId)).toEqual(words);
  expect(await announcements.draft(accountId, demo.groups.admin)).toEqual({ title: "", content: "b" });
  await announcements.keepDraft(accountId, demo.groups.admin, { title: "", content: "" });
  const left = () => database.all("SELECT group_id FROM announcement_drafts");
  expect(await left()).toEqual([{ group_id: groupId }]);
  await accounts.remove(accountId);
  expect(await left()).toEqual([]);
});
