import { expect, onTestFinished, test } from "vitest";
import { createProxyService } from "../../../../main/features/settings/proxy-service.ts";
import { createSettingsService } from "../../../../main/features/settings/settings-service.ts";
import type { RoutesFor } from "../../../../main/platform/network/routes.ts";
import { createMemorySecrets } from "../../../../main/shell/secrets/memory-secrets.ts";
import type { SecretStore } from "../../../../main/shell/shell.ts";
import { tempDatabase } from "../../platform/database/temp-database.ts";

const url = new URL("https://api.example.com/");
const manual = { mode: "manual", address: "http://proxy.example.com:8080", user: "ann" } as const;
const asSystemSays: RoutesFor = async () => [
  { scheme: "http", hostname: "system.example.com", port: 1, user: "", password: "" },
];

async function world(secrets: SecretStore = createMemorySecrets()) {
  const { database } = await tempDatabase();
  const registered: string[] = [];
  const settings = createSettingsService({ database, emit: () => undefined });
  const log = { registerSecret: (value: string) => void registered.push(value) };
  const open = () => createProxyService({ settings, secrets, systemRoutesFor: asSystemSays, log });
  return { database, secrets, settings, registered, open, service: open() };
}

test("as the system says, until something else is set; what is set holds from the next request on", async () => {
  const { service } = await world();
  expect(await service.routesFor(url)).toMatchObject([{ hostname: "system.example.com" }]);
  await service.set({ mode: "none", address: "", user: "" }, null);
  expect(await service.routesFor(url)).toEqual(["direct"]);
  await service.set({ ...manual, user: "" }, null);
  expect(await service.routesFor(url)).toMatchObject([
    { hostname: "proxy.example.com", port: 8080, user: "" },
  ]);
});

test("the password is used, kept by the secret store over a restart, and lies nowhere else", async () => {
  const { service, open, database, registered } = await world();
  await service.set(manual, "pass-phrase-1");
  for (const opened of [service, open()]) {
    expect(await opened.hasPassword()).toBe(true);
    expect(await opened.routesFor(url)).toMatchObject([{ user: "ann", password: "pass-phrase-1" }]);
  }
  expect(JSON.stringify(await database.all("SELECT * FROM settings"))).not.toContain("pass-phrase-1");
  expect(registered).toContain("pass-phrase-1");
});

test("a password is never sent to a proxy it was not typed for", async () => {
  const { service, secrets } = await world();
  await service.set(manual, "pass-phrase-1");
  await service.set(manual, undefined);
  expect(await service.hasPassword()).toBe(true);
  await service.set({ ...manual, address: "http://elsewhere.example.com:8080" }, undefined);
  expect(await service.hasPassword()).toBe(false);
  expect(await service.routesFor(url)).toMatchObject([{ user: "ann", password: "" }]);
  expect(await secrets.read("proxy/password")).toBeNull();
  await service.set(manual, "pass-phrase-2");
  await service.set({ ...manual, user: "bob" }, undefined);
  expect(await service.routesFor(url)).toMatchObject([{ user: "bob", password: "" }]);
  await service.set(manual, "pass-phrase-3");
  await service.set(manual, null);
  expect(await service.hasPassword()).toBe(false);
});

test("an address that is none, or holds a password, is refused and nothing is changed", async () => {
  const { service, settings } = await world();
  for (const address of ["", "ftp://a:1", "http://ann:secret@proxy.example.com:8080"]) {
    await expect(service.set({ ...manual, address }, "x")).rejects.toMatchObject({ code: "invalid" });
  }
  expect((await settings.get()).proxy.mode).toBe("system");
  expect(await service.hasPassword()).toBe(false);
});

test("a store of secrets that opens late is asked again; until then nothing goes another way", async () => {
  const open = createMemorySecrets();
  let isLocked = false;
  const locking: SecretStore = {
    ...open,
    read: (name) => (isLocked ? Promise.reject(new Error("locked")) : open.read(name)),
  };
  const { service, open: again } = await world(locking);
  await service.set(manual, "pass-phrase-1");
  isLocked = true;
  onTestFinished(() => {
    isLocked = false;
  });
  const restarted = again();
  await expect(restarted.routesFor(url)).rejects.toThrow("locked");
  isLocked = false;
  expect(await restarted.routesFor(url)).toMatchObject([{ password: "pass-phrase-1" }]);
});
