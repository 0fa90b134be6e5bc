import { expect, test } from "vitest";
import { createDraftStore } from "../../../../renderer/features/announcements/draft-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { accountId } from "../../support/samples.ts";

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const place = { accountId, groupId: "1" };

async function restored(title = "", content = "") {
  const fake = createFakeBridge();
  const store = createDraftStore(fake.bridge);
  void store.getState().openAt(place);
  await fake.take("announcements.draft").answer({ title, content });
  return { ...fake, store, state: store.getState };
}

test("what was kept is there again and the form is open; without a draft it is not", async () => {
  expect((await restored("Trip", "At nine")).state()).toMatchObject({
    ...{ title: "Trip", content: "At nine", isOpen: true, isRestored: true },
  });
  expect((await restored()).state()).toMatchObject({ isOpen: false, isRestored: true });
});

test("what is typed is kept together, with the group it was typed for", async () => {
  const { state, take, waiting } = await restored();
  state().write({ title: "T" });
  state().write({ title: "Tr" });
  expect([waiting("announcements.keepDraft"), state().keeping]).toEqual([0, "waiting"]);
  void state().openAt({ accountId, groupId: "2" });
  const call = take("announcements.keepDraft");
  expect(call.input).toEqual({ ...place, title: "Tr", content: "" });
  await call.answer(undefined);
  await take("announcements.draft").answer({ title: "", content: "" });
  expect(state()).toMatchObject({ title: "", keeping: "kept" });
});

test("a draft that could not be kept says so", async () => {
  const { state, take } = await restored();
  state().write({ content: "x" });
  void state().flush();
  await take("announcements.keepDraft").fail(new AppError("storage", "full"));
  expect(state().keeping).toBe("failed");
});

test("nothing is sent before it was asked about, nor while a part is missing", async () => {
  const { state, waiting } = await restored("Trip", "  ");
  state().ask(true);
  await state().send();
  expect([state().isConfirming, waiting("announcements.add")]).toEqual([false, 0]);
});

test("it is sent once, trimmed, and then the form is empty", async () => {
  const { state, take, waiting } = await restored(" Trip ", "At nine\n");
  state().ask(true);
  const sending = state().send();
  void state().send();
  await settled();
  const call = take("announcements.add");
  expect(waiting("announcements.add")).toBe(0);
  expect(call.input).toEqual({ ...place, title: "Trip", content: "At nine" });
  const added = { id: "1", title: "Trip", content: "At nine", authorId: null, createdAt: null };
  await call.answer(added);
  await sending;
  expect(state()).toMatchObject({ title: "", content: "", isOpen: false, isSending: false });
});

test("what was refused stays to be corrected, and the words with it", async () => {
  const { state, take } = await restored("Trip", "At nine");
  state().ask(true);
  void state().send();
  await settled();
  await take("announcements.add").fail(new AppError("outcome_unknown", "lost"));
  expect(state()).toMatchObject({ title: "Trip", isSending: false, isConfirming: false });
  expect(state().error?.code).toBe("outcome_unknown");
});

test("an old announcement becomes a new draft, and the draft it replaced can be put back", async () => {
  const { state } = await restored("Mine", "half written");
  state().takeOver({ title: "Old", content: "words" });
  expect(state()).toMatchObject({ title: "Old", isOpen: true, isTakenOver: true });
  state().putBack();
  expect(state()).toMatchObject({
    title: "Mine",
    content: "half written",
    replaced: null,
    isTakenOver: false,
  });
});

test("words changed while being asked about are asked about again", async () => {
  const { state } = await restored("Trip", "At nine");
  state().ask(true);
  state().write({ content: "At ten" });
  expect(state().isConfirming).toBe(false);
});
