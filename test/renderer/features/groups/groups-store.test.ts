import { expect, test, vi } from "vitest";
import { createGroupsStore } from "../../../../renderer/features/groups/groups-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, otherAccountId, sampleGroup } from "../../support/samples.ts";

function world() {
  const fake = createFakeBridge();
  const store = createGroupsStore(fake.bridge);
  const stop = store.getState().listen();
  return { ...fake, store, stop };
}

test("an answer for the account left behind is dropped", async () => {
  const { store, take } = world();
  store.getState().open(accountId);
  const late = take("groups.window");
  store.getState().open(otherAccountId);
  await late.answer({ revision: 9, total: 1, rows: [sampleGroup()] });
  expect(store.getState().list.total).toBeNull();
  await take("groups.window").answer({ revision: 1, total: 0, rows: [] });
  expect(store.getState().list.total).toBe(0);
});

test("the list is read again when main says it changed, once for many events", async () => {
  const { store, take, waiting, emit } = world();
  store.getState().open(accountId);
  await take("groups.window").answer({ revision: 1, total: 0, rows: [] });
  emit("groups.changed", { accountId });
  emit("groups.changed", { accountId });
  await expect.poll(() => waiting("groups.window")).toBe(1);
  await take("groups.window").answer({ revision: 2, total: 1, rows: [sampleGroup()] });
  expect(store.getState().list.rowAt(0)?.name).toBe("Chess");
});

test("a change of another account's groups is none of ours", () => {
  vi.useFakeTimers();
  try {
    const { store, take, waiting, emit } = world();
    store.getState().open(accountId);
    take("groups.window");
    emit("groups.changed", { accountId: otherAccountId });
    vi.runAllTimers();
    expect(waiting("groups.window")).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("a failed sync keeps the list and tells the error beside it; the next ends when the list is read again", async () => {
  const { store, take } = world();
  store.getState().open(accountId);
  await take("groups.window").answer({ revision: 1, total: 1, rows: [sampleGroup()] });
  void store.getState().sync(accountId);
  expect(store.getState().syncing).toEqual([accountId]);
  await take("groups.sync").fail(new AppError("offline", "no route"));
  expect(store.getState().syncErrors[accountId]?.code).toBe("offline");
  expect(store.getState().list.rowAt(0)?.name).toBe("Chess");
  void store.getState().sync(accountId);
  expect(store.getState().syncErrors[accountId]).toBeUndefined();
  await take("groups.sync").answer(undefined);
  expect(store.getState().syncing).toEqual([accountId]);
  await take("groups.window").answer({ revision: 2, total: 1, rows: [sampleGroup()] });
  expect(store.getState().syncing).toEqual([]);
});

test("a second wish to sync while one runs is the same wish", () => {
  const { store, waiting } = world();
  void store.getState().sync(accountId);
  void store.getState().sync(accountId);
  expect(waiting("groups.sync")).toBe(1);
});

test("each account remembers the group that was open in it", () => {
  const { store } = world();
  store.getState().select(accountId, "1");
  store.getState().select(otherAccountId, "2");
  expect(store.getState().selected).toEqual({ [accountId]: "1", [otherAccountId]: "2" });
});
