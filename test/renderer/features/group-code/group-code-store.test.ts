import { expect, test } from "vitest";
import { createGroupCodeStore } from "../../../../renderer/features/group-code/group-code-store.ts";
import { createInvitesStore } from "../../../../renderer/features/group-code/invites-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const place = { accountId, groupId: "1" };
const code = (text: string, expiresAt: number | null) => ({ text, createdAt: 0, expiresAt });

test("a code that is still good is shown again, one that has run out is asked for anew", async () => {
  const clock = { now: 1000 };
  const { bridge, take, waiting } = createFakeBridge();
  const { getState } = createGroupCodeStore(bridge, () => clock.now);
  getState().open(place);
  await take("groups.code").answer(code("first", 5000));
  getState().open({ ...place });
  expect(waiting("groups.code")).toBe(0);
  clock.now = 5000;
  getState().open(place);
  await take("groups.code").answer(code("second", null));
  expect(getState().code?.text).toBe("second");
});

test("another group's code is never shown for this one", async () => {
  const { bridge, take } = createFakeBridge();
  const { getState } = createGroupCodeStore(bridge);
  getState().open(place);
  const late = take("groups.code");
  getState().open({ accountId, groupId: "2" });
  await take("groups.code").fail(new AppError("refused", "no"));
  await late.answer(code("first", null));
  expect(getState()).toMatchObject({ code: null, isLoading: false, loadError: { code: "refused" } });
});

test("whether members may invite is asked once, and again after a change; what is not told stays unknown", async () => {
  const { bridge, take, waiting, emit } = createFakeBridge();
  const { getState } = createInvitesStore(bridge);
  const stop = getState().listen();
  void getState().ask(accountId, "1");
  void getState().ask(accountId, "1");
  await take("groups.settings").fail(new AppError("offline", "no network"));
  expect(getState().known.size).toBe(0);
  void getState().ask(accountId, "1");
  await take("groups.settings").answer({ allowsMemberInvites: false } as never);
  expect([...getState().known.values()]).toEqual([false]);
  emit("administration.changed", place);
  await take("groups.settings").answer({ allowsMemberInvites: true } as never);
  expect([...getState().known.values()]).toEqual([true]);
  emit("administration.changed", { accountId, groupId: "2" });
  expect(waiting("groups.settings")).toBe(0);
  stop();
});
