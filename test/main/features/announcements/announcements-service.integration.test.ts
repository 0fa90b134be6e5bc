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
    titles: async () => (await announcements.list(accountId, groupId)).map(({ title }) => title),
    count: async () => (await groupInDemo(groupId))?.announcementCount ?? -1,
  };
}

test("an announcement is added, comes first, is told of and recorded, and its draft is gone", async () => {
  const { announcements, accountId, groupId, titles, changes, recorded, count } = await world();
  const before = await count();
  await announcements.keepDraft(accountId, groupId, words);
  const added = await announcements.add(accountId, groupId, words);
  expect(added).toMatchObject(words);
  expect((await titles())[0]).toBe("周末活动");
  expect(await count()).toBe(before + 1);
  expect(await announcements.draft(accountId, groupId)).toEqual({ title: "", content: "" });
  expect(changes()).toEqual([{ accountId, groupId }]);
  const rest = { accountId, groupId, groupName: null, targetId: added.id, targetName: "周末活动" };
  expect(recorded).toEqual([{ kind: "announce", outcome: "done", ...rest }]);
});

test("the same words again are a second announcement: the server only adds", async () => {
  const { announcements, accountId, groupId, titles } = await world();
  await announcements.add(accountId, groupId, words);
  await announcements.add(accountId, groupId, words);
  expect((await titles()).slice(0, 2)).toEqual(["周末活动", "周末活动"]);
});

test("an announcement whose answer was lost is found in the list", async () => {
  const { announcements, accountId, groupId, demo, count, recorded } = await world();
  const before = await count();
  await demo.control({ fault: { path: paths.add, failTimes: 1, loseAnswer: true } });
  const added = await announcements.add(accountId, groupId, words);
  const [first] = await announcements.list(accountId, groupId);
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
  await announcements.list(accountId, groupId);
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
  const { announcements, accountId, groupId, changes, recorded, count } = await world();
  const before = await count();
  const [first] = await announcements.list(accountId, groupId);
  await announcements.remove(accountId, groupId, first?.id ?? "");
  expect(await count()).toBe(before - 1);
  await announcements.remove(accountId, groupId, first?.id ?? "");
  const subject = { kind: "remove_announcement", targetId: first?.id, targetName: first?.title };
  expect(recorded).toMatchObject([
    { ...subject, outcome: "done" },
    { ...subject, outcome: "already_so" },
  ]);
  expect(changes()).toHaveLength(2);
});

test("a removal whose answer was lost is settled by the list, one that never arrived stays unknown", async () => {
  const { announcements, accountId, groupId, demo, count, recorded } = await world();
  const [first, second] = await announcements.list(accountId, groupId);
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
  const { announcements, accountId, demo, recorded, changes, backend } = await world();
  const groupId = demo.groups.member;
  const [first] = await announcements.list(accountId, groupId);
  const refusal = { code: "refused", server: { code: "20012" } };
  await expect(announcements.add(accountId, groupId, words)).rejects.toMatchObject(refusal);
  await expect(announcements.remove(accountId, groupId, first?.id ?? "1")).rejects.toMatchObject(refusal);
  expect(recorded).toMatchObject([
    { kind: "announce", outcome: "refused", detail: expect.stringMatching(/\S/) },
    { kind: "remove_announcement", outcome: "refused" },
  ]);
  expect(changes()).toEqual([]);
  expect(await backend.administration?.lastAnnouncement(groupId)).toEqual(first ?? null);
});

test("what never left is not recorded as done, refused or unknown", async () => {
  const { announcements, accountId, groupId, demo, recorded } = await world();
  await demo.stop();
  await expect(announcements.add(accountId, groupId, words)).rejects.toMatchObject({ code: "offline" });
  expect(recorded).toEqual([]);
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
