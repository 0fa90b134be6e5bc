import { expect, onTestFinished, test } from "vitest";
import { createAnnouncementsStore } from "../../../../renderer/features/announcements/announcements-store.ts";
import type { Announcement } from "../../../../shared/domain/announcement.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const place = { accountId, groupId: "1" };
const announcement = (id: string, authorId: string | null = "7") => ({
  ...{ id, title: `Title ${id}`, content: "", authorId, createdAt: null },
});

const kept = (rows: Announcement[], readAt: number | null = 5) => ({ readAt, rows });

async function opened() {
  const fake = createFakeBridge();
  const store = createAnnouncementsStore(fake.bridge);
  const stop = store.getState().listen();
  onTestFinished(stop);
  store.getState().openAt(place);
  await fake.take("announcements.list").answer(kept([announcement("2"), announcement("1", null)]));
  return { ...fake, store };
}

test("the newest is open for reading, and its author is named", async () => {
  const { store, take } = await opened();
  expect(store.getState()).toMatchObject({ openId: "2", readAt: 5, isLoading: true });
  await take("announcements.sync").answer(undefined);
  expect(store.getState().isLoading).toBe(false);
  await take("people.names").answer([{ id: "7", name: "Member 7" }]);
  expect(store.getState().authors).toEqual(new Map([["7", "Member 7"]]));
  void store.getState().load();
  await take("announcements.list").answer(kept([announcement("3"), announcement("2")]));
  expect(store.getState().openId).toBe("2");
});

test("without a network what is kept stays, with its time and the error beside it", async () => {
  const { store, take } = await opened();
  await take("announcements.sync").fail(new AppError("offline", "no network"));
  expect(store.getState()).toMatchObject({ loadError: { code: "offline" }, isLoading: false, readAt: 5 });
  expect(store.getState().list).toHaveLength(2);
});

test("what was never read is no empty list, and comes when the server told it", async () => {
  const { bridge, take, emit } = createFakeBridge();
  const store = createAnnouncementsStore(bridge);
  onTestFinished(store.getState().listen());
  store.getState().openAt(place);
  await take("announcements.list").answer(kept([], null));
  expect(store.getState()).toMatchObject({ list: null, isLoading: true });
  emit("announcements.changed", { accountId, groupId: "2" });
  emit("announcements.changed", place);
  await take("announcements.list").answer(kept([]));
  expect(store.getState().list).toEqual([]);
});

test("news of the group makes it ask the server, news of the cache only the cache", async () => {
  const { take, waiting, emit } = await opened();
  take("announcements.sync");
  emit("announcements.changed", place);
  expect([waiting("announcements.sync"), waiting("announcements.list")]).toEqual([0, 1]);
  emit("administration.changed", place);
  expect([waiting("announcements.sync"), waiting("announcements.list")]).toEqual([1, 1]);
});

test("one that was looked for is open when its group's tab opens, until it was found", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createAnnouncementsStore(bridge);
  store.getState().seek(place, "1");
  store.getState().openAt({ ...place });
  await take("announcements.list").answer(kept([announcement("2"), announcement("1")]));
  expect(store.getState()).toMatchObject({ openId: "1", soughtId: "1" });
  store.getState().found();
  expect(store.getState()).toMatchObject({ openId: "1", soughtId: null });
  store.getState().openAt({ accountId, groupId: "9" });
  expect(store.getState()).toMatchObject({ openId: null, list: null });
});

test("one is removed only once it was asked about; what is refused is told", async () => {
  const { store, take, waiting } = await opened();
  await store.getState().confirmRemove();
  expect(waiting("announcements.remove")).toBe(0);
  store.getState().askRemove("1");
  void store.getState().confirmRemove();
  void store.getState().confirmRemove();
  expect(waiting("announcements.remove")).toBe(1);
  const call = take("announcements.remove");
  expect(call.input).toEqual({ ...place, announcementId: "1" });
  await call.fail(new AppError("refused", "no", { server: { code: "20012", message: "needs admin" } }));
  expect(store.getState()).toMatchObject({ removeError: { server: { code: "20012" } }, confirmingId: null });
});

test("another group's announcements do not show under this one", async () => {
  const { store, take } = await opened();
  void store.getState().load();
  const late = take("announcements.list");
  store.getState().openAt({ accountId, groupId: "9" });
  expect(store.getState().list).toBeNull();
  await take("announcements.list").answer(kept([]));
  await late.answer(kept([announcement("5")]));
  expect(store.getState().list).toEqual([]);
});
