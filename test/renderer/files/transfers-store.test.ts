import { expect, test } from "vitest";
import { createTransfersStore } from "../../../renderer/features/transfers/transfers-store.ts";
import { summaryOf } from "../../../renderer/features/transfers/transfers-summary.ts";
import type { Transfer } from "../../../shared/domain/transfer.ts";
import { AppError } from "../../../shared/errors.ts";
import { createFakeBridge } from "../support/fake-bridge.ts";
import { sampleTransfer } from "./sample-transfer.ts";

const pageStartedAt = 1_800_000_000_000;

function world() {
  const main = createFakeBridge();
  const clock = { ms: 0 };
  const useStore = createTransfersStore(main.bridge, () => clock.ms, pageStartedAt);
  const now = () => useStore.getState();
  now().listen();
  async function lists(...transfers: Transfer[]) {
    main.emit("transfers.changed", {});
    await main.take("transfers.list").answer(transfers);
  }
  function moves(atMs: number, ...transfers: Transfer[]) {
    clock.ms = atMs;
    main.emit("transfers.progress", { transfers });
  }
  return { main, now, lists, moves };
}

test("speed and time left come from the bytes that moved", async () => {
  const { now, lists, moves } = world();
  await lists(sampleTransfer());
  moves(0, sampleTransfer({ doneBytes: 0 }));
  moves(1000, sampleTransfer({ doneBytes: 200 }));
  expect(now().speeds.get("t1")).toBe(200);
  expect(summaryOf(now().transfers, now().speeds)).toMatchObject({
    ...{ uploading: 1, downloading: 0, percent: 20, bytesPerSecond: 200, remainingMs: 4000 },
  });
});

test("a retry does not inherit the speed of the try before", async () => {
  const { now, lists, moves } = world();
  await lists(sampleTransfer());
  moves(0, sampleTransfer());
  moves(1000, sampleTransfer({ doneBytes: 500 }));
  await lists(sampleTransfer({ state: "failed" }));
  await lists(sampleTransfer({ state: "queued" }));
  expect(now().speeds.size).toBe(0);
});

test("progress that comes late does not revive what has ended", async () => {
  const { now, lists, moves } = world();
  await lists(sampleTransfer());
  await lists(sampleTransfer({ state: "done", doneBytes: 1000 }));
  moves(5, sampleTransfer({ doneBytes: 900 }));
  expect(now().transfers[0]).toMatchObject({ state: "done", doneBytes: 1000 });
});

test("what ends is told once, what had ended before is not", async () => {
  const { now, lists } = world();
  await lists(sampleTransfer({ id: "old", state: "done" }), sampleTransfer());
  expect(now().ended).toEqual([]);
  await lists(sampleTransfer({ id: "old", state: "done" }), sampleTransfer({ state: "failed" }));
  expect(now().ended.map(({ id }) => id)).toEqual(["t1"]);
});

test("the list opens by itself when something begins, not for what was there at the start", async () => {
  const { now, lists } = world();
  await lists(sampleTransfer({ id: "old", state: "failed" }));
  expect(now().isOpen).toBe(false);
  await lists(sampleTransfer({ state: "queued" }));
  expect(now().isOpen).toBe(true);
  now().toggle();
  await lists(sampleTransfer(), sampleTransfer({ id: "t2" }));
  expect(now().isOpen).toBe(false);
});

test("what began while the page was starting opens the list, what went on from before does not", async () => {
  const goesOn = world();
  await goesOn.lists(sampleTransfer({ createdAt: pageStartedAt - 1 }));
  expect(goesOn.now().isOpen).toBe(false);
  const begins = world();
  await begins.lists(sampleTransfer({ createdAt: pageStartedAt }));
  expect(begins.now().isOpen).toBe(true);
});

test("what began and ended before the list was first read opens it and is told, as if it had been read sooner", async () => {
  const { now, lists } = world();
  const ended = { state: "done", createdAt: pageStartedAt } as const;
  await lists(
    sampleTransfer({ id: "old", state: "done", createdAt: pageStartedAt - 1 }),
    sampleTransfer(ended),
  );
  expect(now().isOpen).toBe(true);
  expect(now().ended.map(({ id }) => id)).toEqual(["t1"]);
});

test("what began and ended between two readings opens the list and is told", async () => {
  const { now, lists } = world();
  await lists(sampleTransfer({ id: "old", state: "done", createdAt: pageStartedAt - 1 }));
  await lists(sampleTransfer({ id: "old", state: "done" }), sampleTransfer({ state: "failed" }));
  expect(now().isOpen).toBe(true);
  expect(now().ended.map(({ id }) => id)).toEqual(["t1"]);
});

test("an older answer does not replace a newer one", async () => {
  const { main, now } = world();
  main.emit("transfers.changed", {});
  main.emit("transfers.changed", {});
  const older = main.take("transfers.list");
  await main.take("transfers.list").answer([sampleTransfer({ state: "done" })]);
  await older.answer([sampleTransfer()]);
  expect(now().transfers[0]?.state).toBe("done");
});

test("an action that failed is shown until dismissed", async () => {
  const { main, now } = world();
  const retrying = now().retry("t1");
  await main.take("transfers.retry").fail(new AppError("invalid", "no"));
  await retrying;
  expect(now().actionError?.code).toBe("invalid");
  now().dismiss();
  expect(now().actionError).toBeNull();
});
