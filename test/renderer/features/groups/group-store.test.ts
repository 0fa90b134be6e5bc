import { expect, test } from "vitest";
import { createGroupStore } from "../../../../renderer/features/groups/group-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, sampleGroup } from "../../support/samples.ts";

test("a group left before it was read does not come back", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createGroupStore(bridge);
  store.getState().open(accountId, "1");
  const late = take("groups.get");
  store.getState().open(accountId, "2");
  await late.answer(sampleGroup({ id: "1" }));
  expect(store.getState().group).toBeNull();
  await take("groups.get").answer(sampleGroup({ id: "2" }));
  expect(store.getState().group?.id).toBe("2");
});

test("offline, the cached group shows and the failed refresh is told beside it", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createGroupStore(bridge);
  store.getState().open(accountId, "1");
  await take("groups.get").answer(sampleGroup({ id: "1" }));
  await take("groups.refresh").fail(new AppError("offline", "no route"));
  expect(store.getState().group?.id).toBe("1");
  expect(store.getState().refreshError?.code).toBe("offline");
});

test("a change of the group reads it again; a failure keeps what is shown", async () => {
  const { bridge, take, emit } = createFakeBridge();
  const store = createGroupStore(bridge);
  store.getState().listen();
  store.getState().open(accountId, "1");
  await take("groups.get").answer(sampleGroup({ id: "1", name: "Old" }));
  emit("groups.changed", { accountId });
  await take("groups.get").answer(sampleGroup({ id: "1", name: "New" }));
  expect(store.getState().group?.name).toBe("New");
  emit("groups.changed", { accountId });
  await take("groups.get").fail(new AppError("storage", "locked"));
  expect(store.getState()).toMatchObject({ group: { name: "New" }, loadError: { code: "storage" } });
});

test("the owner of a group that is looked at is called by name, once it is known", async () => {
  const { bridge, take, emit } = createFakeBridge();
  const store = createGroupStore(bridge);
  store.getState().open(accountId, "1");
  await take("groups.get").answer(sampleGroup({ id: "1", ownerId: "9" }));
  const stop = store.getState().watchOwner();
  const asked = take("people.names");
  expect(asked.input).toEqual({ accountId, groupId: "1", ids: ["9"] });
  await asked.answer([]);
  expect(store.getState().ownerName).toBeNull();
  emit("people.changed", { accountId });
  await take("people.names").answer([{ id: "9", name: "Olga" }]);
  expect(store.getState().ownerName).toBe("Olga");
  stop();
  const handedOver = store.getState().load();
  await take("groups.get").answer(sampleGroup({ id: "1", ownerId: "8" }));
  await handedOver;
  expect(store.getState().ownerName).toBeNull();
});
