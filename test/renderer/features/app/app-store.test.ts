import { expect, test } from "vitest";
import { createAppStore } from "../../../../renderer/features/app/app-store.ts";
import { isStale, wantsSync } from "../../../../renderer/features/app/sync-rules.ts";
import { defaultSettings } from "../../../../shared/domain/settings.ts";
import { AppError } from "../../../../shared/errors.ts";
import type { CallOutput } from "../../../../shared/ipc/contract.ts";
import { createFakeBridge } from "../../support/fake-bridge.ts";
import { sampleAccount } from "../../support/samples.ts";

const state: CallOutput<"app.state"> = {
  version: "0.1.0",
  shell: "chromium",
  systemLanguage: "zh-CN",
  platform: "linux",
  secretPlace: "os",
  settings: defaultSettings,
  hasProxyPassword: false,
  notices: [],
};

test("a changed setting is read again from main", async () => {
  const { bridge, take, emit } = createFakeBridge();
  const store = createAppStore(bridge);
  store.getState().listen();
  void store.getState().load();
  await take("app.state").answer(state);
  emit("settings.changed", {});
  await take("app.state").answer({ ...state, settings: { ...defaultSettings, theme: "dark" } });
  expect(store.getState().state?.settings.theme).toBe("dark");
});

test("an error keeps what was known", async () => {
  const { bridge, take, emit } = createFakeBridge();
  const store = createAppStore(bridge);
  store.getState().listen();
  void store.getState().load();
  await take("app.state").answer(state);
  emit("notices.changed", {});
  await take("app.state").fail(new AppError("storage", "locked"));
  expect(store.getState()).toMatchObject({ state: { version: "0.1.0" }, loadError: { code: "storage" } });
});

test("a list is fetched unasked when older than a minute, never while signed out", () => {
  const now = 1_000_000_000;
  expect(isStale(null, now)).toBe(true);
  expect(isStale(now - 59_000, now)).toBe(false);
  expect(isStale(now - 61_000, now)).toBe(true);
  expect(wantsSync(sampleAccount({ isSignedIn: false }), now)).toBe(false);
  expect(wantsSync(sampleAccount(), now)).toBe(true);
});
