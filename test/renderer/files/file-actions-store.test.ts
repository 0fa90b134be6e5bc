import { expect, test } from "vitest";
import { createFileActionsStore } from "../../../renderer/features/files/file-actions-store.ts";
import { createSelectionStore } from "../../../renderer/features/files/selection-store.ts";
import { noWindows } from "../../../renderer/window-reader.ts";
import { AppError } from "../../../shared/errors.ts";
import { createFakeBridge } from "../support/fake-bridge.ts";
import { accountId } from "../support/samples.ts";
import { sampleFile } from "./sample-transfer.ts";

function world() {
  const main = createFakeBridge();
  const useStore = createFileActionsStore(main.bridge);
  useStore.getState().openAt({ accountId, groupId: "1" });
  return { main, now: () => useStore.getState() };
}

test("a name left as it was, or emptied, is no rename", async () => {
  const { main, now } = world();
  await now().rename(sampleFile("a"), " a.txt ");
  await now().rename(sampleFile("a"), "  ");
  expect(main.waiting("files.rename")).toBe(0);
  const renaming = now().rename(sampleFile("a"), "b.txt");
  await main.take("files.rename").fail(new AppError("forbidden", "no"));
  await renaming;
  expect(now().failure).toMatchObject({ what: "rename", error: { code: "forbidden" } });
});

test("another group forgets what was begun in this one", () => {
  const { now } = world();
  now().startRename("a");
  now().openAt({ accountId, groupId: "2" });
  expect(now().renamingId).toBeNull();
});

test("a choice grows and shrinks only by the person's hand, and takes all there are, however many", async () => {
  const main = createFakeBridge();
  const shown = { accountId, groupId: "1", query: "report", sort: "name", list: noWindows } as const;
  const useStore = createSelectionStore(main.bridge, () => shown);
  const now = () => useStore.getState();
  now().openAt({ accountId, groupId: "1" });
  now().choose(["c"]);
  now().setAnchor(2);
  const extending = now().extendTo(0);
  const range = main.take("files.window");
  expect(range.input).toMatchObject({ query: "report", sort: "name", offset: 0, limit: 3 });
  await range.answer({ revision: 1, total: 4, rows: ["a", "b", "c"].map(sampleFile) });
  await extending;
  now().toggle("b", 1);
  expect([...now().ids].sort()).toEqual(["a", "c"]);
  const selecting = now().all();
  const every = Array.from({ length: 5000 }, (_, index) => String(index));
  await main.take("files.ids").answer(every);
  await selecting;
  expect([...now().ids]).toEqual(every);
  now().forgetWithin(every.slice(1));
  expect(now().ids.size).toBe(5000);
  now().forgetWithin(every);
  expect(now().ids.size).toBe(0);
});
