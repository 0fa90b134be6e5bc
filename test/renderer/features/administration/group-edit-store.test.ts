import { expect, test } from "vitest";
import { createGroupEditStore } from "../../../../renderer/features/administration/group-edit-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

function world(part: "name" | "description") {
  const fake = createFakeBridge();
  const store = createGroupEditStore(fake.bridge);
  store.getState().edit({ accountId, groupId: "1", part });
  return { ...fake, store };
}

test("a name that was not changed, or emptied, is not sent", async () => {
  for (const typed of ["Chess", " Chess ", "", "  "]) {
    const { store, waiting } = world("name");
    await store.getState().save(typed, "Chess");
    expect(waiting("groups.rename")).toBe(0);
    expect(store.getState().editing).toBeNull();
  }
});

test("a refused name keeps the field open with the reason", async () => {
  const { store, take } = world("name");
  const saving = store.getState().save("Go", "Chess");
  await take("groups.rename").fail(new AppError("refused", "no"));
  await saving;
  expect(store.getState()).toMatchObject({
    editing: { part: "name" },
    isSaving: false,
    saveError: { code: "refused" },
  });
});

test("a description may be emptied", async () => {
  const { store, take } = world("description");
  const saving = store.getState().save("", "Tuesdays");
  const call = take("groups.describe");
  expect(call.input).toEqual({ accountId, groupId: "1", description: "" });
  await call.answer(undefined);
  await saving;
  expect(store.getState().editing).toBeNull();
});
