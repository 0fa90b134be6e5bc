import { expect, test } from "vitest";
import { createGroupEntryStore } from "../../../../renderer/features/administration/group-entry-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const said = { groupId: "1", groupName: "Open", message: null };

test("a wish is sent once, with its reason, and only after it was asked about", async () => {
  const { bridge, take, waiting } = createFakeBridge();
  const store = createGroupEntryStore(bridge);
  const { apply, ask } = store.getState();
  await apply(accountId, "1", "hi");
  expect(waiting("groups.apply")).toBe(0);
  ask("1");
  const applying = apply(accountId, "1", "hi");
  await apply(accountId, "1", "hi");
  const call = take("groups.apply");
  expect([call.input, waiting("groups.apply")]).toEqual([{ accountId, groupId: "1", reason: "hi" }, 0]);
  await call.answer({ ...said, outcome: "pending_approval" });
  await applying;
  await apply(accountId, "1", "hi");
  expect(waiting("groups.apply")).toBe(0);
  expect(store.getState().entries["1"]).toMatchObject({ outcome: { outcome: "pending_approval" } });
});

test("what failed can be tried again, and each group has its own outcome", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createGroupEntryStore(bridge);
  const { apply, ask, cancel } = store.getState();
  ask("1");
  ask("2");
  const applying = apply(accountId, "1", "");
  await take("groups.apply").fail(new AppError("offline", "no network"));
  await applying;
  expect(store.getState().entries).toMatchObject({
    "1": { step: "done", outcome: null, error: { code: "offline" } },
    "2": { step: "asking" },
  });
  cancel("2");
  ask("1");
  expect(Object.keys(store.getState().entries)).toEqual(["1"]);
});

test("what comes after the panel was closed is not shown", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createGroupEntryStore(bridge);
  const late = store.getState().readPublic(accountId);
  store.getState().reset();
  const group = { id: "1", name: "Open", memberCount: 3, joinRule: null, isMember: false };
  await take("groups.public").answer([group]);
  await late;
  expect(store.getState().publicGroups).toBeNull();
});
