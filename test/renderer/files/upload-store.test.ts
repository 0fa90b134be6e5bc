import { expect, test } from "vitest";
import { createUploadStore } from "../../../renderer/features/files/upload-store.ts";
import { AppError } from "../../../shared/errors.ts";
import { createFakeBridge } from "../support/fake-bridge.ts";
import { accountId } from "../support/samples.ts";

const place = { accountId, groupId: "1" };
const file = (name: string) => ({ name }) as File;

/** Main knows each file by its name; names say what is wrong with them. */
function world() {
  const main = createFakeBridge();
  const useStore = createUploadStore({
    ...main.bridge,
    async adoptFile({ name }) {
      if (name === "unreadable") throw new AppError("file_error", "cannot read it");
      return {
        handle: `handle of ${name}`,
        name,
        size: name === "empty" ? 0 : 5,
        isFolder: name === "folder",
      };
    },
  });
  const problems = () =>
    useStore
      .getState()
      .problems.map(({ name, reason }) => [name, reason instanceof AppError ? reason.code : reason]);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { main, problems, turn, store: useStore.getState() };
}

test("good files go, folders and empty files are named with the reason", async () => {
  const { main, problems, store, turn } = world();
  const bringing = store.bring(place, ["a", "folder", "empty", "unreadable", "b"].map(file));
  await turn();
  const call = main.take("transfers.upload");
  expect(call.input).toEqual({ ...place, handles: ["handle of a", "handle of b"] });
  await call.answer([]);
  await bringing;
  expect(problems()).toEqual([
    ["unreadable", "file_error"],
    ["folder", "folder"],
    ["empty", "empty"],
  ]);
});

test("where one file refuses the whole call, the others are asked for one by one", async () => {
  const { main, problems, store, turn } = world();
  const bringing = store.bring(place, ["a", "b"].map(file));
  await turn();
  await main.take("transfers.upload").fail(new AppError("file_error", "gone"));
  await main.take("transfers.upload").fail(new AppError("file_error", "gone"));
  await main.take("transfers.upload").answer([]);
  await bringing;
  expect(problems()).toEqual([["a", "file_error"]]);
});

test("a dialog that was cancelled uploads nothing and complains of nothing", async () => {
  const { main, problems, store } = world();
  const picking = store.pick(place);
  await main.take("shell.pickFiles").answer([]);
  await picking;
  expect(main.waiting("transfers.upload")).toBe(0);
  expect(problems()).toEqual([]);
});
