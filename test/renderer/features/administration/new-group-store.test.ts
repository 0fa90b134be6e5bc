import { expect, test } from "vitest";
import { createNewGroupStore } from "../../../../renderer/features/administration/new-group-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId, sampleGroup } from "../../support/samples.ts";

test("a group whose picture failed is there, and the problem is told", async () => {
  const { bridge, take, waiting } = createFakeBridge();
  const store = createNewGroupStore(bridge);
  const creating = store.getState().create({ accountId, name: "Tea" });
  expect(await store.getState().create({ accountId, name: "Tea" })).toBeNull();
  expect(waiting("groups.create")).toBe(1);
  await take("groups.create").answer({ group: sampleGroup({ id: "9" }), problem: "no storage" });
  expect(await creating).toMatchObject({ id: "9" });
  expect(store.getState()).toMatchObject({ problem: "no storage", created: { id: "9" }, isCreating: false });
});

test("a refused group is told, and a panel opened anew has forgotten it", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createNewGroupStore(bridge);
  const creating = store.getState().create({ accountId, name: "Tea" });
  await take("groups.create").fail(new AppError("refused", "too many"));
  expect(await creating).toBeNull();
  expect(store.getState().createError?.code).toBe("refused");
  store.getState().reset();
  expect(store.getState()).toMatchObject({ createError: null });
});
