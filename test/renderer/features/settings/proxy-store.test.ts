import { expect, test } from "vitest";
import { createProxyStore } from "../../../../renderer/features/settings/proxy-store.ts";
import { defaultSettings, type ProxySettings } from "../../../../shared/domain/settings.ts";
import { AppError } from "../../../../shared/errors.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";

const saved: ProxySettings = { mode: "system", address: "http://old.example.com:3128", user: "" };
const byHand: ProxySettings = { mode: "manual", address: "http://proxy.example.com:8080", user: "ann" };

function world() {
  const { bridge, take, waiting } = createFakeBridge();
  const store = createProxyStore(bridge);
  return { take, waiting, store, state: () => store.getState() };
}

test("a proxy typed by hand is used only once it is saved, and its password is kept nowhere in the page", async () => {
  const { take, waiting, state } = world();
  await state().choose("manual", saved);
  state().edit({ address: byHand.address });
  expect(waiting("settings.setProxy")).toBe(0);
  void state().save(byHand, "top secret");
  const call = take("settings.setProxy");
  expect(call.input).toEqual({ proxy: byHand, password: "top secret" });
  await call.answer({ ...defaultSettings, proxy: byHand });
  expect(state()).toMatchObject({ draft: byHand, isSaved: true, isSaving: false, error: null });
  expect(JSON.stringify(state())).not.toContain("top secret");
  state().settle(byHand);
  expect(state().draft).toEqual({});
});

test("without a password the kept one is left as it is, and forgetting it touches nothing else", async () => {
  const { take, state } = world();
  void state().save(byHand);
  expect(take("settings.setProxy").input).toEqual({ proxy: byHand });
  state().edit({ address: "http://half" });
  void state().forgetPassword(saved);
  const call = take("settings.setProxy");
  expect(call.input).toEqual({ proxy: saved, password: null });
  await call.answer({ ...defaultSettings, proxy: saved });
  expect(state().draft).toEqual({ address: "http://half" });
});

test("no proxy is used at once, with what was saved and not with what is half typed", async () => {
  const { take, state } = world();
  await state().choose("manual", saved);
  state().edit({ address: "http://half" });
  void state().choose("none", saved);
  const call = take("settings.setProxy");
  expect(call.input).toEqual({ proxy: { ...saved, mode: "none" } });
  await call.answer({ ...defaultSettings, proxy: { ...saved, mode: "none" } });
  state().settle({ ...saved, mode: "none" });
  expect(state().draft).toEqual({ address: "http://half" });
});

test("what could not be saved is not shown as chosen, and what was typed stays", async () => {
  const { take, state } = world();
  void state().choose("none", saved);
  await take("settings.setProxy").fail(new AppError("storage", "locked"));
  expect(state()).toMatchObject({ draft: { mode: "system" }, isSaved: false, error: { code: "storage" } });
  state().edit(byHand);
  void state().save(byHand);
  await take("settings.setProxy").fail(new AppError("invalid", "no address"));
  expect(state()).toMatchObject({ draft: byHand, isSaved: false, error: { code: "invalid" } });
});
