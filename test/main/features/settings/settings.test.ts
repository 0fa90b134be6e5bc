import { expect, test } from "vitest";
import { createNoticesService } from "../../../../main/features/settings/notices-service.ts";
import { createProxyService } from "../../../../main/features/settings/proxy-service.ts";
import { createSettingsCalls } from "../../../../main/features/settings/settings-calls.ts";
import { createSettingsService } from "../../../../main/features/settings/settings-service.ts";
import { silentLog } from "../../../../main/platform/log.ts";
import { directly } from "../../../../main/platform/network/routes.ts";
import { createMemorySecrets } from "../../../../main/shell/secrets/memory-secrets.ts";
import { appCalls } from "../../../../shared/ipc/app-calls.ts";
import type { Emit } from "../../../../shared/ipc/contract.ts";
import { openedDatabase, tempDatabase } from "../../platform/database/temp-database.ts";

async function world() {
  const { database, file } = await tempDatabase();
  const emitted: string[] = [];
  const emit: Emit = (name) => void emitted.push(name);
  return {
    database,
    file,
    emit,
    emitted,
    settings: createSettingsService({ database, emit }),
    notices: createNoticesService({ database, emit }),
  };
}

test("settings begin at their defaults", async () => {
  const { settings } = await world();
  expect(await settings.get()).toEqual({
    language: "system",
    theme: "system",
    downloadFolder: null,
    proxy: { mode: "system", address: "", user: "" },
  });
});

test("changing one setting leaves the others, through the contract too", async () => {
  const { settings, database, file, emit, emitted } = await world();
  await settings.update({ language: "zh-CN", downloadFolder: "/home/ann/下载" });
  const { input } = appCalls["settings.update"];
  // A page may go back to the system's folder, and choose none of its own.
  expect(input.safeParse({ downloadFolder: "/home/ann/.config/autostart" }).success).toBe(false);
  expect(input.parse({ downloadFolder: null })).toEqual({ downloadFolder: null });
  const parsed = input.parse({ theme: "dark" });
  expect(parsed).toEqual({ theme: "dark" });
  const expected = {
    language: "zh-CN",
    theme: "dark",
    downloadFolder: "/home/ann/下载",
    proxy: { mode: "system", address: "", user: "" },
  };
  expect(await settings.update({ theme: "dark" })).toEqual(expected);
  expect(emitted).toEqual(["settings.changed", "settings.changed"]);
  await database.close();
  expect(await createSettingsService({ database: await openedDatabase(file), emit }).get()).toEqual(expected);
});

test("a kept value that makes no sense any more is its default", async () => {
  const { settings, database } = await world();
  await database.run(`INSERT INTO settings VALUES ('theme', '"sepia"'), ('language', 'not json')`);
  expect(await settings.get()).toMatchObject({ theme: "system", language: "system" });
});

test("a notice is told once until it is dismissed", async () => {
  const { notices, emitted } = await world();
  await notices.add("database_damaged", "x.damaged-1");
  await notices.add("database_damaged", "x.damaged-1");
  await notices.add("secrets_memory_only", null);
  await notices.add("secrets_memory_only", null);
  const list = await notices.list();
  expect(list.map(({ kind, detail }) => [kind, detail])).toEqual(
    expect.arrayContaining([
      ["database_damaged", "x.damaged-1"],
      ["secrets_memory_only", null],
    ]),
  );
  expect(list).toHaveLength(2);
  for (const { id } of list) await notices.dismiss(id);
  await notices.dismiss("00000000-0000-4000-8000-000000000000");
  expect(await notices.list()).toEqual([]);
  expect(emitted).toHaveLength(4);
});

test("what the journal lost is told in words of its own, each once", async () => {
  const { notices } = await world();
  const journal = {
    openingNotice: { kind: "database_lost", keptAs: null },
    openingLosses: { damagedRows: 3, lostWrites: 7 },
  } as const;
  const found = [
    { kind: "journal_lost", detail: null },
    { kind: "journal_rows_damaged", detail: "3" },
    { kind: "journal_writes_lost", detail: "7" },
  ];
  expect(await notices.addOpeningNotices(journal)).toEqual(found);
  await notices.addOpeningNotices(journal);
  const kept = (await notices.list()).map(({ kind, detail }) => ({ kind, detail }));
  expect(kept).toHaveLength(3);
  expect(kept).toEqual(expect.arrayContaining(found));
});

test("the app's state names the settings, the notices and where secrets are", async () => {
  const { settings, notices } = await world();
  await notices.add("crash_recovered", null);
  const about = {
    version: "1.2.3",
    shell: "chromium",
    systemLanguage: "zh-CN",
    platform: "linux",
    secretPlace: "memory",
  } as const;
  const picks = ["/home/ann/Files", null];
  const pickFolder = async () => picks.shift() ?? null;
  const proxy = createProxyService({
    settings,
    secrets: createMemorySecrets(),
    systemRoutesFor: directly,
    log: silentLog,
  });
  const calls = createSettingsCalls({ settings, proxy, notices, about, pickFolder });
  const state = appCalls["app.state"].output.parse(await calls["app.state"]());
  expect(state).toMatchObject({
    ...about,
    notices: [{ kind: "crash_recovered" }],
    settings: { theme: "system" },
  });
  expect(await calls["settings.pickDownloadFolder"]()).toMatchObject({ downloadFolder: "/home/ann/Files" });
  expect(await calls["settings.pickDownloadFolder"]()).toBeNull();
  expect(await settings.get()).toMatchObject({ downloadFolder: "/home/ann/Files" });
});

test("a proxy's password is kept while another way is chosen, and goes with its address", async () => {
  const { settings, database } = await world();
  const secrets = createMemorySecrets();
  const proxy = createProxyService({ settings, secrets, systemRoutesFor: directly, log: silentLog });
  const byHand = { mode: "manual", address: "http://proxy.example.com:8080", user: "ann" } as const;
  await proxy.set(byHand, "top secret");
  await proxy.set({ ...byHand, mode: "none" }, undefined);
  expect(await proxy.hasPassword()).toBe(true);
  await proxy.set({ ...byHand, address: "http://other.example.com:8080" }, undefined);
  expect(await proxy.hasPassword()).toBe(false);
  await proxy.set(byHand, undefined);
  expect(await proxy.hasPassword()).toBe(false);
  await database.close();
});
