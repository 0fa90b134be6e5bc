import { expect, test } from "vitest";
import { base64Of, membersCsv } from "../../../../renderer/features/search/compare-csv.ts";
import { createCompareStore } from "../../../../renderer/features/search/compare-store.ts";
import { parseCsv } from "../../../../shared/domain/csv.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, sampleGroup, sampleMember } from "../../support/samples.ts";

const place = { accountId, groupId: "1" };
const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => sampleMember(String(from + index)));

function world() {
  const fake = createFakeBridge();
  const store = createCompareStore(fake.bridge);
  store.getState().open(place);
  store.getState().choose(sampleGroup({ id: "2" }));
  return { ...fake, store };
}

test("the chosen group is compared at once, and the other question asked anew", async () => {
  const { store, take } = world();
  const both = take("members.compare");
  expect(both.input).toMatchObject({ firstGroupId: "1", secondGroupId: "2", relation: "in_both" });
  await both.answer({ total: 1, order: 0, rows: people(0, 1) });
  expect(store.getState().list.total).toBe(1);
  store.getState().show("only_first");
  const only = take("members.compare");
  expect(only.input).toMatchObject({ relation: "only_first", offset: 0 });
  await only.answer({ total: 2, order: 0, rows: people(5, 7) });
  expect(store.getState().list.rowAt(1)).toEqual(sampleMember("6"));
});

test("everybody is read for the export, and a changed question does not mix in", async () => {
  const { store, take } = world();
  await take("members.compare").answer({ total: 600, order: 0, rows: people(0, 100) });
  const reading = store.getState().readAll();
  const first = take("members.compare");
  expect(first.input).toMatchObject({ offset: 0, limit: 500 });
  store.getState().show("only_first");
  take("members.compare");
  await first.answer({ total: 600, order: 0, rows: people(0, 500) });
  const second = take("members.compare");
  expect(second.input).toMatchObject({ offset: 500, relation: "in_both" });
  await second.answer({ total: 600, order: 0, rows: people(500, 600) });
  expect((await reading).map(({ id }) => id)).toEqual(people(0, 600).map(({ id }) => id));
});

test("a group never read is read on request, and its comparison follows", async () => {
  const { store, take, emit } = world();
  await take("members.compare").answer({ total: 0, order: 0, rows: [] });
  const stop = store.getState().listen();
  void store.getState().readOther();
  expect(store.getState().isReading).toBe(true);
  emit("members.changed", { accountId, groupId: "2" });
  await take("members.compare").answer({ total: 1, order: 0, rows: people(0, 1) });
  await take("members.sync").answer(undefined);
  await take("groups.get").answer(sampleGroup({ id: "2", membersSyncedAt: 7 }));
  expect(store.getState().other?.membersSyncedAt).toBe(7);
  expect([store.getState().isReading, store.getState().list.total]).toEqual([false, 1]);
  stop();
});

test("the CSV is safe for a spreadsheet and loses nothing", () => {
  const member = { ...sampleMember("7"), name: '=cmd|" 李', joinedAt: 0, mutedUntil: -1 };
  const words = {
    head: ["ID", "Name", "Role", "Joined", "Muted"],
    role: (role: string) => role,
    forever: "for ever",
  } as const;
  const csv = membersCsv([member], words);
  expect(csv.startsWith("\uFEFF")).toBe(true);
  expect(parseCsv(csv)).toEqual([
    ["ID", "Name", "Role", "Joined", "Muted"],
    ["7", `'=cmd|" 李`, "member", "1970-01-01T00:00:00.000Z", "for ever"],
  ]);
  expect(Buffer.from(base64Of(csv.repeat(2000)), "base64").toString("utf8")).toBe(csv.repeat(2000));
});
