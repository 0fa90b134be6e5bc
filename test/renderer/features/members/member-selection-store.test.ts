import { expect, test } from "vitest";
import { createMemberSelectionStore } from "../../../../renderer/features/members/member-selection-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import type { SmartList } from "../../../../shared/ipc/search-calls.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, sampleMember } from "../../support/samples.ts";

const place = { accountId, groupId: "1" };

/** A list of which the first 100 rows are in the page. */
function world() {
  const fake = createFakeBridge();
  const list = {
    total: 100_000,
    revision: 1,
    rowAt: (index: number) => (index < 100 ? sampleMember(String(index)) : undefined),
    loadError: null,
  };
  const shown = { ...place, query: "", smartList: null as SmartList | null, order: null };
  const store = createMemberSelectionStore(fake.bridge, () => ({ ...shown, list }));
  store.getState().openAt(place);
  const selected = () => [...store.getState().ids];
  return { ...fake, store, shown, selected };
}

test("a range grows and shrinks from where it began, beside what was selected before", async () => {
  const { store, selected } = world();
  store.getState().toggle("50", 50);
  store.getState().setAnchor(3);
  await store.getState().extendTo(6);
  expect(selected()).toEqual(["50", "3", "4", "5", "6"]);
  await store.getState().extendTo(2);
  expect(selected()).toEqual(["50", "2", "3"]);
});

test("a range beyond what the page holds is read", async () => {
  const { store, take, selected } = world();
  store.getState().toggle("99", 99);
  void store.getState().extendTo(700);
  const first = take("members.window");
  expect(first.input).toMatchObject({ offset: 99, limit: 500 });
  const rows = Array.from({ length: 500 }, (_, index) => sampleMember(String(99 + index)));
  await first.answer({ revision: 1, order: 0, total: 100_000, rows });
  const rest = Array.from({ length: 102 }, (_, index) => sampleMember(String(599 + index)));
  await take("members.window").answer({ revision: 1, order: 0, total: 100_000, rows: rest });
  expect(selected()).toHaveLength(602);
});

test("everybody the search finds is frozen, and never grows by itself", async () => {
  const { store, take, shown, selected } = world();
  shown.query = "li";
  void store.getState().all();
  const ids = take("members.ids");
  expect(ids.input).toEqual({ ...place, query: "li" });
  await ids.answer(["7", "8"]);
  shown.query = "";
  store.getState().openAt(place);
  expect(selected()).toEqual(["7", "8"]);
});

test("a late answer to an earlier wish changes nothing", async () => {
  const { store, take, selected } = world();
  void store.getState().all();
  store.getState().clear();
  await take("members.ids").answer(["7", "8"]);
  expect(selected()).toEqual([]);
});

test("another group begins with nobody; what cannot be read is told", async () => {
  const { store, take, selected } = world();
  store.getState().toggle("1", 1);
  store.getState().openAt({ accountId, groupId: "2" });
  expect(selected()).toEqual([]);
  void store.getState().all();
  await take("members.ids").fail(new AppError("storage", "no"));
  expect(store.getState()).toMatchObject({ isSelecting: false, selectError: { code: "storage" } });
});

test("the selection is let go once a job of all of it has begun, and kept where it was of others", () => {
  const { store, selected } = world();
  store.getState().choose(["1", "2"]);
  store.getState().forgetWithin(["1"]);
  expect(selected()).toEqual(["1", "2"]);
  store.getState().forgetWithin(["1", "2", "3"]);
  expect(selected()).toEqual([]);
});

test("in a smart list only its own people are selected, all of them or a range", async () => {
  const { store, take, shown, selected } = world();
  shown.smartList = "muted";
  void store.getState().all();
  const ids = take("members.smartListIds");
  expect(ids.input).toEqual({ ...place, query: "", list: "muted" });
  await ids.answer(["7", "8"]);
  expect(selected()).toEqual(["7", "8"]);
  store.getState().clear();
  store.getState().toggle("99", 99);
  void store.getState().extendTo(100);
  const range = take("members.smartList");
  expect(range.input).toMatchObject({ list: "muted", offset: 99, limit: 2 });
  await range.answer({ revision: 1, order: 0, total: 500, rows: [sampleMember("99"), sampleMember("100")] });
  expect(selected()).toEqual(["99", "100"]);
});
