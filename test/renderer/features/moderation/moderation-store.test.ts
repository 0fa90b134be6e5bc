import { expect, test } from "vitest";
import { createModerationStore } from "../../../../renderer/features/moderation/moderation-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const groupId = "1";
const otherGroupId = "2";
const mute = (userId: string) => ({ userId, name: null, mutedUntil: -1 });
const block = (userId: string) => ({ userId, name: null, blockedAt: null });

test("both lists are read when the tab opens, and each fails for itself", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createModerationStore(bridge);
  store.getState().open(accountId, "1");
  expect(store.getState().muted).toMatchObject({ rows: null, isLoading: true });
  await take("moderation.muted").answer([mute("7")]);
  await take("moderation.blocked").fail(new AppError("offline", "no network"));
  expect(store.getState().muted).toEqual({ rows: [mute("7")], isLoading: false, loadError: null });
  expect(store.getState().blocked).toMatchObject({ rows: null, loadError: { code: "offline" } });
  void store.getState().load("blocked");
  await take("moderation.blocked").answer([block("8")]);
  expect(store.getState().blocked).toEqual({ rows: [block("8")], isLoading: false, loadError: null });
});

test("a refresh that fails leaves the list as it was", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createModerationStore(bridge);
  store.getState().open(accountId, "1");
  await take("moderation.muted").answer([mute("7")]);
  void store.getState().load("muted");
  await take("moderation.muted").fail(new AppError("timeout", "slow"));
  expect(store.getState().muted).toMatchObject({ rows: [mute("7")], loadError: { code: "timeout" } });
});

test("an answer about the group before is dropped", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createModerationStore(bridge);
  store.getState().open(accountId, groupId);
  const late = take("moderation.muted");
  store.getState().open(accountId, otherGroupId);
  await take("moderation.muted").answer([mute("9")]);
  await late.answer([mute("7")]);
  expect(store.getState().muted.rows).toEqual([mute("9")]);
});

test("only news of this group makes it read again", () => {
  const { bridge, take, waiting, emit } = createFakeBridge();
  const store = createModerationStore(bridge);
  const stop = store.getState().listen();
  store.getState().open(accountId, groupId);
  take("moderation.muted");
  take("moderation.blocked");
  emit("administration.changed", { accountId, groupId: otherGroupId });
  expect(waiting("moderation.muted")).toBe(0);
  emit("administration.changed", { accountId, groupId });
  expect([waiting("moderation.muted"), waiting("moderation.blocked")]).toEqual([1, 1]);
  stop();
});
