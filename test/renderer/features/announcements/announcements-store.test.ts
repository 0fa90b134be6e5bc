import { expect, test } from "vitest";
import { createAnnouncementsStore } from "../../../../renderer/features/announcements/announcements-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, sampleMember } from "../../support/samples.ts";

const place = { accountId, groupId: "1" };
const announcement = (id: string, authorId: string | null = "7") => ({
  ...{ id, title: `Title ${id}`, content: "", authorId, createdAt: null },
});

async function opened() {
  const fake = createFakeBridge();
  const store = createAnnouncementsStore(fake.bridge);
  store.getState().openAt(place);
  await fake.take("announcements.list").answer([announcement("2"), announcement("1", null)]);
  return { ...fake, store };
}

test("the newest is open for reading, and its author is named", async () => {
  const { store, take } = await opened();
  expect(store.getState()).toMatchObject({ openId: "2", isLoading: false });
  await take("members.get").answer(sampleMember("7"));
  expect(store.getState().authors).toEqual(new Map([["7", "Member 7"]]));
  void store.getState().load();
  await take("announcements.list").answer([announcement("3"), announcement("2")]);
  expect(store.getState().openId).toBe("2");
});

test("a list that cannot be read again stays, with the error beside it", async () => {
  const { store, take } = await opened();
  void store.getState().load();
  await take("announcements.list").fail(new AppError("offline", "no network"));
  expect(store.getState()).toMatchObject({ loadError: { code: "offline" }, isLoading: false });
  expect(store.getState().list).toHaveLength(2);
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
  await take("announcements.list").answer([]);
  await late.answer([announcement("5")]);
  expect(store.getState().list).toEqual([]);
});
