import { expect, test } from "vitest";
import { createInboxDecisionsStore } from "../../../renderer/features/inbox/inbox-decisions-store.ts";
import { createInboxSelectionStore } from "../../../renderer/features/inbox/inbox-selection-store.ts";
import { createInboxStore, pendingIn } from "../../../renderer/features/inbox/inbox-store.ts";
import { shownRows } from "../../../renderer/features/inbox/shown-rows.ts";
import { timeLeft } from "../../../renderer/features/inbox/time-left.ts";
import type { InboxRow } from "../../../shared/domain/inbox.ts";
import { AppError } from "../../../shared/errors.ts";
import { createFakeBridge } from "../support/fake-bridge.ts";
import { accountId } from "../support/samples.ts";

function row(personId: string, change: Partial<InboxRow> = {}): InboxRow {
  return {
    key: `${accountId} application 1 ${personId}`,
    accountId,
    kind: "application",
    groupId: "1",
    groupName: "Chess",
    personId,
    personName: null,
    reason: "",
    status: "pending",
    expiresAt: null,
    updatedAt: null,
    ...change,
  };
}

test("a late, older answer does not replace a newer one", async () => {
  const fake = createFakeBridge();
  const store = createInboxStore(fake.bridge);
  void store.getState().load();
  void store.getState().load();
  const [older, newer] = [fake.take("inbox.list"), fake.take("inbox.list")];
  await newer.answer({ revision: 5, pending: 1, untoldGroups: 0, rows: [row("7")] });
  await older.answer({ revision: 4, pending: 0, untoldGroups: 0, rows: [] });
  expect(store.getState()).toMatchObject({ pending: 1, rows: [{ personId: "7" }] });
});

test("the list is read again when main says that it changed, until one stops listening", async () => {
  const fake = createFakeBridge();
  const store = createInboxStore(fake.bridge);
  const stop = store.getState().listen();
  fake.emit("inbox.changed", {});
  await fake.take("inbox.list").answer({ revision: 1, pending: 0, untoldGroups: 0, rows: [] });
  stop();
  fake.emit("inbox.changed", {});
  expect(fake.waiting("inbox.list")).toBe(0);
});

test("a sync tells what of which account failed, in the server's words, and a second wish while it runs is the same wish", async () => {
  const fake = createFakeBridge();
  const store = createInboxStore(fake.bridge, () => 42);
  void store.getState().sync();
  void store.getState().sync();
  expect(fake.waiting("inbox.sync")).toBe(1);
  await fake.take("inbox.sync").answer([
    { accountId, list: null, code: "offline", message: "no network", server: null },
    {
      accountId,
      list: "application",
      code: "refused",
      message: "no",
      server: { code: "402", message: "no" },
    },
  ]);
  await fake.take("inbox.list").answer({ revision: 1, pending: 0, untoldGroups: 0, rows: [] });
  expect(store.getState()).toMatchObject({
    isSyncing: false,
    syncedAt: 42,
    failures: [
      { accountId, list: null, error: { code: "offline", server: undefined } },
      { accountId, list: "application", error: { code: "refused", server: { code: "402" } } },
    ],
  });
});

test("what was asked is what is sent, and each outcome is kept beside its row", async () => {
  const fake = createFakeBridge();
  const store = createInboxDecisionsStore(fake.bridge);
  store.getState().ask([row("7"), row("8")], false);
  const confirmed = store.getState().confirm();
  // Asked while one is under way: it would mix with what is being sent.
  store.getState().ask([row("9")], true);
  const call = fake.take("inbox.decide");
  expect(call.input).toEqual({ keys: [row("7").key, row("8").key], isApproved: false });
  await call.answer([
    { key: row("7").key, isDone: true, outcome: "done", code: null, reason: null },
    { key: row("8").key, isDone: false, outcome: "already_handled", code: "refused", reason: "(20014)" },
  ]);
  expect(await confirmed).toEqual([row("7").key]);
  expect(store.getState().confirming).toBeNull();
  expect([...store.getState().decided.values()].map(({ outcome }) => outcome)).toEqual([
    "done",
    "already_handled",
  ]);
});

test("decisions that failed as a whole are told", async () => {
  const fake = createFakeBridge();
  const store = createInboxDecisionsStore(fake.bridge);
  store.getState().ask([row("7")], true);
  const confirmed = store.getState().confirm();
  await fake.take("inbox.decide").fail(new AppError("storage", "the journal is broken"));
  expect(await confirmed).toEqual([]);
  expect(store.getState()).toMatchObject({ isDeciding: false, decideError: { code: "storage" } });
});

test("a range is chosen in the order shown", () => {
  const store = createInboxSelectionStore();
  const shown = ["a", "b", "c", "d"];
  store.getState().only("c");
  store.getState().extendTo("a", shown);
  expect([...store.getState().selected]).toEqual(["a", "b", "c"]);
  store.getState().toggle("b");
  store.getState().forget(["c"]);
  expect([...store.getState().selected]).toEqual(["a"]);
  store.getState().all(shown);
  expect(store.getState().selected.size).toBe(4);
});

test("what was just decided stays in sight among who waits, and is found like them", () => {
  const done = row("7", { personName: "周浩" });
  const decided = new Map([
    [
      done.key,
      {
        key: done.key,
        row: done,
        isApproved: true,
        isDone: true,
        outcome: "done",
        code: null,
        reason: null,
      } as const,
    ],
  ]);
  const rows = [row("8", { reason: "Chess, please" }), row("9", { status: "declined" })];
  const ids = (...asked: Parameters<typeof shownRows>) => shownRows(...asked).map(({ personId }) => personId);
  expect(ids(rows, "pending", "", decided)).toEqual(["7", "8"]);
  expect(ids(rows, "pending", "周", decided)).toEqual(["7"]);
  expect(ids(rows, "pending", "PLEASE", decided)).toEqual(["8"]);
  expect(ids(rows, "decided", "", decided)).toEqual(["9"]);
  expect(pendingIn(rows, accountId, "1")).toBe(1);
});

test("time left is told as coarsely as it matters", () => {
  const hour = 3_600_000;
  expect(timeLeft(null, 0)).toEqual({ unit: "open" });
  expect(timeLeft(-1, 0)).toEqual({ unit: "over" });
  expect(timeLeft(hour - 1, 0)).toEqual({ unit: "soon" });
  expect(timeLeft(26 * hour, 0)).toEqual({ unit: "hours", count: 26 });
  expect(timeLeft(48 * hour, 0)).toEqual({ unit: "days", count: 2 });
});
