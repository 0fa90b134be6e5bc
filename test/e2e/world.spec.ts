import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type App, test as base, expect, launchApp } from "../support/app.ts";
import { type SmallWorld, startSmallWorld } from "../support/world/small-world.ts";
import { fileRow, groupRow, groupsArrived, openGroup, transferRow } from "./support/app-pages.ts";
import { onDesk } from "./support/desk.ts";
import { codeCard, confirmJoining, pasteCode } from "./support/join-panel.ts";
import { addAccount, fillAccount, openAccountForm, ownAccount, passwordField } from "./support/own-server.ts";

/** An app that goes out by the environment, in a world of names, and the proxy between them. */
const test = base.extend<{ small: SmallWorld; launch: (proxy: { readonly url: string }) => Promise<App> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from here.
  small: async ({}, use) => {
    const small = await startSmallWorld();
    await use(small);
    await small.stop();
  },
  launch: async ({ small }, use) => {
    const started: App[] = [];
    await use(async (proxy) => {
      const app = await launchApp({ env: small.environment(proxy) });
      started.push(app);
      return app;
    });
    for (const app of started) await app.close();
  },
});

const pictureIn = (row: ReturnType<typeof groupRow>) => row.locator("img.avatar");

test("the whole main job in the window, with servers that have names and no ports", async ({
  small,
  launch,
}) => {
  const { demo, apiUrl, geweUrl } = small;
  const proxy = await small.proxy();
  const app = await launch(proxy);
  const { page } = app;
  await addAccount(page, ownAccount({ ...demo, apiUrl }));
  await expect(pictureIn(groupRow(page, "Open Source Friends"))).toHaveJSProperty("complete", true);

  await openGroup(page, "Open Source Friends", "Files");
  const bytes = randomBytes(3_000_000);
  await app.dropFiles("main", [await onDesk(app, "minutes.bin", bytes)]);
  await expect(transferRow(page, "minutes.bin")).toContainText("Uploaded");
  await fileRow(page, "minutes.bin").dblclick();
  await expect(transferRow(page, "minutes.bin").filter({ hasText: "Downloaded" })).toHaveCount(1);
  expect(bytes.equals(await readFile(path.join(app.downloadsFolder, "minutes.bin")))).toBe(true);

  await pasteCode(page, demo.codes.openGroup);
  const card = codeCard(page, "Group code");
  await confirmJoining(card);
  await expect(card.getByRole("status")).toContainText("Joined.");
  expect(proxy.askedFor()).toEqual(["api.example.com:443", "files.example.net:443"]);

  const { geweAppId: appId, geweToken: token } = demo;
  await addAccount(page, { kind: "WeChat (GeWe)", apiUrl: geweUrl, appId, token, name: "Phone" });
  await expect(pictureIn(groupRow(page, "大学同学会"))).toHaveJSProperty("complete", true);
  expect(proxy.askedFor()).toEqual([
    "api.example.com:443",
    "files.example.net:443",
    "gateway.example.org:443",
  ]);
});

test("what stands in the way is told by its cause, and the work goes on when it is gone", async ({
  small,
  launch,
}) => {
  const { demo, apiUrl, authority } = small;
  const until = new Date("2021-01-01T00:00:00Z");
  const expired = (name: string) => small.front(name, authority.issue({ names: [name], until }));
  const proxy = await small.proxy({ routes: { "api.example.com:443": await expired("api.example.com") } });
  const app = await launch(proxy);
  const { page } = app;
  const form = await openAccountForm(page);
  await fillAccount(form, ownAccount({ ...demo, apiUrl }));
  const signIn = async () => {
    await passwordField(form).fill(demo.password);
    await form.getByRole("button", { name: "Sign in" }).click();
  };
  await signIn();
  await expect(form.getByRole("alert")).toContainText(/certificate/);
  proxy.behave({ refusesWith: 403 });
  await signIn();
  await expect(form.getByRole("alert")).toContainText(/proxy/);
  proxy.behave({ password: { user: "wei", password: "in the office only" } });
  await signIn();
  await expect(form.getByRole("alert")).toContainText(/proxy.*password/);
  proxy.behave({});
  await signIn();
  await groupsArrived(page);

  await openGroup(page, "周末登山队", "Files");
  const storage = "files.example.net:443";
  const row = transferRow(page, "报名记录.csv");
  const again = row.getByRole("button", { name: "Try 报名记录.csv again" });
  proxy.behave({ routes: { [storage]: await expired("files.example.net") } });
  await fileRow(page, "报名记录.csv").dblclick();
  await expect(row).toContainText(/certificate/);
  proxy.behave({ cuts: { route: storage, afterBytes: 2_000_000, times: 1 } });
  await again.click();
  await expect(again).toBeVisible();
  expect((await readdir(app.downloadsFolder)).filter((name) => !name.endsWith(".part"))).toEqual([]);
  await again.click();
  await expect(row).toContainText("Downloaded");
  const bytes = await readFile(path.join(app.downloadsFolder, "报名记录.csv"));
  expect(bytes.length).toBe(5 * 1024 * 1024);
});
