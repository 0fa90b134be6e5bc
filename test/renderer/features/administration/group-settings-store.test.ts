import { expect, test } from "vitest";
import { createGroupSettingsStore } from "../../../../renderer/features/administration/group-settings-store.ts";
import type { GroupSettings } from "../../../../shared/domain/group-settings.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const base: GroupSettings = {
  allowsMemberInvites: true,
  allowsMemberEdits: false,
  hidesMemberInfo: false,
  hasReadReceipts: false,
  showsHistory: false,
  joinRule: "open",
  muteMode: "none",
  pushMode: "all",
  mutedUntil: null,
  description: "",
  extension: "",
};

async function opened() {
  const fake = createFakeBridge();
  const store = createGroupSettingsStore(fake.bridge);
  const stop = store.getState().listen();
  store.getState().open({ accountId, groupId: "1", selfId: null });
  await fake.take("groups.settings").answer(base);
  return { ...fake, store, stop };
}

test("a change is sent at once, shows as wanted meanwhile, and then as the server has it", async () => {
  const { store, take } = await opened();
  const changing = store.getState().change("joinRule", "closed");
  expect(store.getState().saves.joinRule).toMatchObject({ state: "saving", wanted: "closed" });
  const call = take("groups.changeSettings");
  expect(call.input).toEqual({ accountId, groupId: "1", changes: { joinRule: "closed" } });
  await call.answer({ ...base, joinRule: "closed" });
  await changing;
  expect(store.getState().settings?.joinRule).toBe("closed");
  expect(store.getState().saves.joinRule?.state).toBe("saved");
});

test("a refused change keeps the old value, tells why, and can be tried again", async () => {
  const { store, take } = await opened();
  const changing = store.getState().change("showsHistory", true);
  await take("groups.changeSettings").fail(new AppError("refused", "no"));
  await changing;
  expect(store.getState()).toMatchObject({
    settings: { showsHistory: false },
    saves: { showsHistory: { state: "failed", error: { code: "refused" } } },
  });
  const again = store.getState().retry("showsHistory");
  const call = take("groups.changeSettings");
  expect(call.input).toMatchObject({ changes: { showsHistory: true } });
  await call.answer({ ...base, showsHistory: true });
  await again;
  expect(store.getState().saves.showsHistory?.state).toBe("saved");
});

test("what is not confirmed is looked at without being sent again", async () => {
  const { store, take, waiting } = await opened();
  const changing = store.getState().change("showsHistory", true);
  await take("groups.changeSettings").fail(new AppError("unconfirmed", "still as before"));
  await changing;
  await take("groups.settings").answer(base);
  expect(store.getState()).toMatchObject({
    settings: { showsHistory: false },
    saves: { showsHistory: { state: "failed", error: { code: "unconfirmed" } } },
  });
  const looking = store.getState().lookAgain("showsHistory");
  await take("groups.settings").answer({ ...base, showsHistory: true });
  await looking;
  expect(store.getState()).toMatchObject({ settings: { showsHistory: true }, saves: {} });
  expect(waiting("groups.changeSettings")).toBe(0);
});

test("an answer for the group left behind is dropped", async () => {
  const { store, take } = await opened();
  const late = store.getState().change("joinRule", "closed");
  const call = take("groups.changeSettings");
  store.getState().open({ accountId, groupId: "2", selfId: null });
  await call.answer({ ...base, joinRule: "closed" });
  await late;
  expect(store.getState()).toMatchObject({ settings: null, saves: {} });
});

test("of two changes of one setting the later one is told", async () => {
  const { store, take } = await opened();
  const first = store.getState().change("pushMode", "none");
  const second = store.getState().change("pushMode", "mention");
  await take("groups.changeSettings").fail(new AppError("offline", "gone"));
  await take("groups.changeSettings").answer({ ...base, pushMode: "mention" });
  await Promise.all([first, second]);
  expect(store.getState().saves.pushMode).toMatchObject({ state: "saved", wanted: "mention" });
});

test("a change made elsewhere is read, and a failed reading keeps what is shown", async () => {
  const { store, take, emit } = await opened();
  emit("administration.changed", { accountId, groupId: "1" });
  await take("groups.settings").answer({ ...base, mutedUntil: -1 });
  expect(store.getState().settings?.mutedUntil).toBe(-1);
  emit("administration.changed", { accountId, groupId: "1" });
  await take("groups.settings").fail(new AppError("offline", "gone"));
  expect(store.getState()).toMatchObject({ settings: { mutedUntil: -1 }, loadError: { code: "offline" } });
});

test("our card comes from the cached list, and a saved one shows at once", async () => {
  const { bridge, take } = createFakeBridge();
  const store = createGroupSettingsStore(bridge);
  store.getState().open({ accountId, groupId: "1", selfId: "7" });
  await take("members.get").answer({
    id: "7",
    name: "The boss, as noted",
    card: "Lin",
    role: "member",
    joinedAt: null,
    mutedUntil: null,
  });
  await take("groups.settings").answer(base);
  expect(store.getState().card).toBe("Lin");
  const saving = store.getState().setCard("Lin W.");
  await take("groups.setCard").answer(undefined);
  await saving;
  expect(store.getState().card).toBe("Lin W.");
});
