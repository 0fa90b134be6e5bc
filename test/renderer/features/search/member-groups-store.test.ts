import { expect, test } from "vitest";
import { createMemberGroupsStore } from "../../../../renderer/features/search/member-groups-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const ann = { accountId, memberId: "5" };

async function world() {
  const fake = createFakeBridge();
  const store = createMemberGroupsStore(fake.bridge);
  store.getState().open(ann);
  await fake.take("members.card").answer({ groups: [], groupCount: 8, unreadIds: ["1", "2", "3"] });
  return { ...fake, store };
}

test("groups that were never read are read one after the other, and one that tells nothing keeps none back", async () => {
  const { store, take } = await world();
  const done = store.getState().readOthers();
  expect(store.getState().reading).toEqual({ done: 0, total: 3 });
  const first = take("members.sync");
  expect(first.input).toEqual({ accountId, groupId: "1" });
  await first.answer(undefined);
  expect(store.getState().reading).toEqual({ done: 1, total: 3 });
  await take("members.sync").fail(new AppError("refused", "no"));
  await take("members.sync").answer(undefined);
  await done;
  expect(store.getState()).toMatchObject({ reading: null, readError: null, failed: 1 });
});

test("without the server reading ends with the reason", async () => {
  const { store, take } = await world();
  const done = store.getState().readOthers();
  await take("members.sync").fail(new AppError("offline", "no network"));
  await done;
  expect(store.getState()).toMatchObject({ reading: null, readError: { code: "offline" } });
});

test("a person who stops it, or looks at somebody else, is asked no more", async () => {
  const { store, take } = await world();
  const stopped = store.getState().readOthers();
  store.getState().stopReading();
  await take("members.sync").answer(undefined);
  await stopped;
  expect(store.getState().reading).toBeNull();

  const left = store.getState().readOthers();
  const sync = take("members.sync");
  store.getState().open({ accountId, memberId: "6" });
  await sync.answer(undefined);
  await left;
  expect(store.getState()).toMatchObject({ reading: null, failed: 0 });
});
