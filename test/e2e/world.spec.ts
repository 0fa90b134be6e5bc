import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type App, test as base, expect, launchApp } from "../support/app.ts";
import { selfSigned } from "../support/world/certificates.ts";
import { type SmallWorld, startSmallWorld } from "../support/world/small-world.ts";
import type { ProxyBehaviour } from "../support/world/test-proxy.ts";
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
  const api = "api.example.com";
  const storage = "files.example.net";
  const until = new Date("2021-01-01T00:00:00Z");
  const expired = (name: string) => small.front(name, authority.issue({ names: [name], until }));
  const leadsTo = async (front: ReturnType<typeof small.front>) => ({
    routes: { [`${api}:443`]: await front },
  });
  const proxy = await small.proxy();
  const app = await launch(proxy);
  const { page } = app;
  const form = await openAccountForm(page);
  await fillAccount(form, ownAccount({ ...demo, apiUrl }));
  const signIn = async (behaviour: ProxyBehaviour) => {
    proxy.behave(behaviour);
    await passwordField(form).fill(demo.password);
    await form.getByRole("button", { name: "Sign in" }).click();
  };
  const told = form.getByRole("alert");
  await signIn(await leadsTo(expired(api)));
  await expect(told).toContainText(/certificate of api\.example\.com.* has expired/);
  await signIn(await leadsTo(small.front(api, authority.issue({ names: ["www.example.com"] }))));
  await expect(told).toContainText(/certificate is not for api\.example\.com/);
  await signIn(await leadsTo(small.front(api, selfSigned({ names: [api] }))));
  await expect(told).toContainText(/doesn’t trust the issuer of the certificate of api\.example\.com/);
  await signIn({ hangsUp: "before TLS" });
  await expect(told).toContainText(/connection to api\.example\.com.* was cut off/);
  await signIn({ refusesWith: 403 });
  await expect(told).toContainText(/proxy server 127\.0\.0\.1:\d+ doesn’t allow/);
  await signIn({ password: { user: "wei", password: "in the office only" } });
  await expect(told).toContainText(/proxy server 127\.0\.0\.1:\d+ wants a valid user name and password/);
  // At last the right one, on the other side of IPv6.
  await signIn(await leadsTo(small.front(api, authority.issue({ names: [api] }), "::1")));
  await groupsArrived(page);

  await openGroup(page, "周末登山队", "Files");
  const name = "报名记录.csv";
  const row = transferRow(page, name);
  const again = row.getByRole("button", { name: `Try ${name} again` });
  proxy.behave({ routes: { [`${storage}:443`]: await expired(storage) } });
  await fileRow(page, name).dblclick();
  await expect(row).toContainText(/certificate of files\.example\.net.* has expired/);
  proxy.behave({ cuts: { route: `${storage}:443`, afterBytes: 2_000_000, times: 1 } });
  await again.click();
  await expect(row).toContainText(/connection to files\.example\.net.* was cut off/);
  expect((await readdir(app.downloadsFolder)).filter((file) => !file.endsWith(".part"))).toEqual([]);
  await again.click();
  await expect(row).toContainText("Downloaded");
  expect((await readFile(path.join(app.downloadsFolder, name))).length).toBe(5 * 1024 * 1024);
});
