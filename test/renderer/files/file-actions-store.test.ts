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

test("what could not be deleted is named with the server's reason", async () => {
  const { main, now } = world();
  now().askDelete([sampleFile("a"), sampleFile("b")]);
  const deleting = now().confirmDelete();
  await main.take("files.delete").answer([
    { fileId: "a", isDeleted: true, reason: null },
    { fileId: "b", isDeleted: false, reason: "not yours" },
  ]);
  expect(await deleting).toEqual(["a"]);
  expect(now()).toMatchObject({
    confirming: null,
    isDeleting: false,
    notDeleted: [{ id: "b", name: "b.txt", reason: "not yours" }],
  });
});

test("nothing is deleted before it was confirmed, nor twice", async () => {
  const { main, now } = world();
  now().askDelete([sampleFile("a")]);
  expect(main.waiting("files.delete")).toBe(0);
  void now().confirmDelete();
  void now().confirmDelete();
  expect(main.waiting("files.delete")).toBe(1);
});

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

test("another group forgets what was asked and what failed in this one", () => {
  const { now } = world();
  now().askDelete([sampleFile("a")]);
  now().openAt({ accountId, groupId: "2" });
  expect(now().confirming).toBeNull();
});

test("a choice keeps its files, and grows and shrinks only by the person's hand", async () => {
  const rows = ["a", "b", "c", "d"].map(sampleFile);
  const readRange = async (from: number, to: number) =>
    rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  const useStore = createSelectionStore(() => ({ readRange, list: { ...noWindows, total: 4 } }));
  const chosen = () => [...useStore.getState().selected.keys()];
  const { only, toggle, extendTo, all, forget } = useStore.getState();
  only(sampleFile("c"), 2);
  await extendTo(0);
  expect(chosen()).toEqual(["a", "b", "c"]);
  toggle(sampleFile("b"), 1);
  toggle(sampleFile("d"), 3);
  expect(chosen()).toEqual(["a", "c", "d"]);
  await all();
  forget(["a", "d"]);
  expect(chosen()).toEqual(["b", "c"]);
});
