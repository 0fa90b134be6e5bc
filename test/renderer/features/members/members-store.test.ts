import { expect, test } from "vitest";
import { createMembersStore } from "../../../../renderer/features/members/members-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, otherAccountId, sampleMember } from "../../support/samples.ts";

function world() {
  const fake = createFakeBridge();
  const store = createMembersStore(fake.bridge);
  store.getState().listen();
  return { ...fake, store };
}

test("searching asks main, and the late answer to an earlier word is dropped", async () => {
  const { store, take } = world();
  store.getState().open(accountId, "1");
  await take("members.window").answer({ revision: 1, order: 0, total: 1, rows: [sampleMember("a")] });
  store.getState().search("li");
  const earlier = take("members.window");
  store.getState().search("lin");
  const later = take("members.window");
  expect(later.input).toMatchObject({ query: "lin", offset: 0, limit: 100 });
  await later.answer({ revision: 1, order: 0, total: 1, rows: [sampleMember("lin")] });
  await earlier.answer({ revision: 1, order: 0, total: 1, rows: [sampleMember("li")] });
  expect(store.getState().list.rowAt(0)?.id).toBe("lin");
});

test("progress of this group's sync shows, of others not", () => {
  const { store, emit } = world();
  store.getState().open(accountId, "1");
  const progress = { accountId, what: "members", done: 500, total: 20_000, isFinished: false } as const;
  emit("sync.progress", { ...progress, groupId: "2" });
  expect(store.getState().progress).toBeNull();
  emit("sync.progress", { ...progress, groupId: "1" });
  expect(store.getState().progress).toEqual({ done: 500, total: 20_000 });
});

test("a sync that fails after its group was left says nothing in the next", async () => {
  const { store, take } = world();
  store.getState().open(accountId, "1");
  void store.getState().sync();
  store.getState().open(accountId, "2");
  expect(store.getState().isSyncing).toBe(false);
  await take("members.sync").fail(new AppError("offline", "no route"));
  expect(store.getState().syncError).toBeNull();
});

test("members that changed are read again", async () => {
  const { store, take, waiting, emit } = world();
  store.getState().open(accountId, "1");
  await take("members.window").answer({ revision: 1, order: 0, total: 0, rows: [] });
  emit("members.changed", { accountId, groupId: "1" });
  await expect.poll(() => waiting("members.window")).toBe(1);
  await take("members.window").answer({ revision: 2, order: 0, total: 1, rows: [sampleMember("a")] });
  expect(store.getState().list.total).toBe(1);
});

test("names that arrive are read in the order on screen, which another search or the person's wish ends", async () => {
  const { store, take, waiting, emit } = world();
  store.getState().open(accountId, "1");
  await take("members.window").answer({ revision: 1, order: 5, total: 1, rows: [sampleMember("a")] });
  await take("people.status").answer({ total: 1, named: 0, state: "reading", order: 5 });
  emit("people.changed", { accountId: otherAccountId });
  expect(waiting("members.window")).toBe(0);
  emit("people.changed", { accountId });
  const again = take("members.window");
  expect(again.input).toMatchObject({ order: 5 });
  await again.answer({ revision: 1, order: 5, total: 1, rows: [sampleMember("b")] });
  await take("people.status").answer({ total: 1, named: 1, state: "idle", order: 6 });
  expect(store.getState()).toMatchObject({ order: 5, names: { order: 6 } });
  expect(store.getState().list.rowAt(0)?.id).toBe("b");
  store.getState().sortAnew();
  const sorted = take("members.window");
  expect(sorted.input).not.toHaveProperty("order");
  await sorted.answer({ revision: 1, order: 6, total: 1, rows: [sampleMember("b")] });
  expect(store.getState().order).toBe(6);
  store.getState().search("b");
  expect(take("members.window").input).not.toHaveProperty("order");
});
