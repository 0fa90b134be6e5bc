import { expect, test } from "vitest";
import { createModerationStore } from "../../../../renderer/features/moderation/moderation-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const groupId = "1";
const otherGroupId = "2";
const mute = (userId: string) => ({ userId, name: null, mutedUntil: -1 });
const block = (userId: string) => ({ userId, name: null, blockedAt: null });

const kept = <Row>(...rows: Row[]) => ({ readAt: 5, rows });

test("both lists are shown as kept and read anew when the tab opens, and each fails for itself", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createModerationStore(bridge);
  store.getState().open(accountId, "1");
  expect(store.getState().muted).toMatchObject({ rows: null, isLoading: true });
  await take("moderation.muted").answer(kept(mute("7")));
  await take("moderation.blocked").answer({ readAt: null, rows: [] });
  const [first, second] = [take("moderation.sync"), take("moderation.sync")];
  expect([first.input, second.input]).toMatchObject([{ list: "muted" }, { list: "blocked" }]);
  await first.answer(undefined);
  await second.fail(new AppError("offline", "no network"));
  expect(store.getState().muted).toEqual({
    ...{ rows: [mute("7")], readAt: 5 },
    ...{ isLoading: false, loadError: null },
  });
  expect(store.getState().blocked).toMatchObject({ rows: null, loadError: { code: "offline" } });
  void store.getState().sync("blocked");
  await take("moderation.sync").answer(undefined);
  void store.getState().load("blocked");
  await take("moderation.blocked").answer(kept(block("8")));
  expect(store.getState().blocked).toMatchObject({ rows: [block("8")], readAt: 5, loadError: null });
});

test("a refresh that fails leaves the list as it was", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createModerationStore(bridge);
  store.getState().open(accountId, "1");
  await take("moderation.muted").answer(kept(mute("7")));
  await take("moderation.sync").fail(new AppError("timeout", "slow"));
  expect(store.getState().muted).toMatchObject({ rows: [mute("7")], loadError: { code: "timeout" } });
});

test("an answer about the group before is dropped", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createModerationStore(bridge);
  store.getState().open(accountId, groupId);
  const late = take("moderation.muted");
  store.getState().open(accountId, otherGroupId);
  await take("moderation.muted").answer(kept(mute("9")));
  await late.answer(kept(mute("7")));
  expect(store.getState().muted.rows).toEqual([mute("9")]);
});

test("news of this group makes it ask the server, news of what is kept only the cache", () => {
  const { bridge, take, waiting, emit } = createFakeBridge();
  const store = createModerationStore(bridge);
  const stop = store.getState().listen();
  store.getState().open(accountId, groupId);
  for (const name of [
    "moderation.muted",
    "moderation.blocked",
    "moderation.sync",
    "moderation.sync",
  ] as const)
    take(name);
  const asked = () => [
    waiting("moderation.sync"),
    waiting("moderation.muted"),
    waiting("moderation.blocked"),
  ];
  emit("administration.changed", { accountId, groupId: otherGroupId });
  emit("moderation.changed", { accountId, groupId: otherGroupId });
  expect(asked()).toEqual([0, 0, 0]);
  emit("moderation.changed", { accountId, groupId });
  expect(asked()).toEqual([0, 1, 1]);
  emit("administration.changed", { accountId, groupId });
  expect(asked()).toEqual([2, 1, 1]);
  stop();
});
