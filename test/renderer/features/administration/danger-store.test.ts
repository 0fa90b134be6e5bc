import { expect, test } from "vitest";
import { createDangerStore, isNameTyped } from "../../../../renderer/features/administration/danger-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, sampleMember } from "../../support/samples.ts";

const where = { accountId, groupId: "1" };

function world() {
  const fake = createFakeBridge();
  const gone: { groupId: string }[] = [];
  const store = createDangerStore(fake.bridge, (left) => gone.push(left));
  return { ...fake, store, gone };
}

test("a group one has left is told to be gone; one that stays is not", async () => {
  const { store, take, gone } = world();
  store.getState().ask("leave");
  const refused = store.getState().leave(where);
  await take("groups.leave").fail(
    new AppError("refused", "", { server: { code: "20004", message: "owner" } }),
  );
  await refused;
  expect(gone).toEqual([]);
  expect(store.getState()).toMatchObject({ asking: "leave", isBusy: false, error: { code: "refused" } });
  const done = store.getState().leave(where);
  await take("groups.leave").answer(undefined);
  await done;
  expect(gone).toEqual([where]);
  expect(store.getState().asking).toBeNull();
});

test("a second click while the first is on its way sends nothing", async () => {
  const { store, take, waiting } = world();
  const first = store.getState().destroy(where, "Chess");
  await store.getState().destroy(where, "Chess");
  expect(waiting("groups.destroy")).toBe(1);
  await take("groups.destroy").answer(undefined);
  await first;
});

test("the heir is found among the members without the owner, and late answers are dropped", async () => {
  const { store, take } = world();
  const first = store.getState().search(where, "a");
  const second = store.getState().search(where, "an");
  const late = take("members.window");
  await take("members.window").answer({
    revision: 1,
    order: 0,
    total: 2,
    rows: [{ ...sampleMember("5"), role: "owner" }, sampleMember("6")],
  });
  await late.answer({ revision: 1, order: 0, total: 1, rows: [sampleMember("9")] });
  await Promise.all([first, second]);
  expect(store.getState().found.map(({ id }) => id)).toEqual(["6"]);
});

test("nothing is handed over before somebody was chosen", async () => {
  const { store, take, waiting } = world();
  await store.getState().transfer(where, "Chess");
  expect(waiting("groups.transfer")).toBe(0);
  store.getState().choose(sampleMember("6"));
  const done = store.getState().transfer(where, "Chess");
  const call = take("groups.transfer");
  expect(call.input).toEqual({ ...where, newOwnerId: "6", typedName: "Chess" });
  await call.answer(undefined);
  await done;
});

test("a name counts as typed whatever way it is composed, but not in another case", () => {
  expect(isNameTyped("Café", " Cafe\u0301")).toBe(true);
  expect(isNameTyped("Café", "café")).toBe(false);
  expect(isNameTyped("Café", "")).toBe(false);
});
