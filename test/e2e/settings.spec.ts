import { expect } from "../support/app.ts";
import { choose, openSettings } from "./support/app-pages.ts";
import { test } from "./support/restarts.ts";
import { openDemo } from "./support/running-demo.ts";

test("language and colours change at once and outlive a restart", async ({ start }) => {
  const first = await start();
  await openDemo(first);
  await choose(await openSettings(first.page), /^Appearance/, "Dark");
  await expect(first.page.locator("html")).toHaveAttribute("data-theme", "dark");
  await choose(first.page, /Language/, "简体中文");
  await expect(first.page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(first.page.getByRole("searchbox", { name: "搜索群" })).toBeVisible();
  await first.close();

  const { page } = await start();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("searchbox", { name: "搜索群" })).toBeVisible();
  await choose(await openSettings(page), /Language/, "English");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a proxy set by hand outlives a restart", async ({ start }) => {
  const first = await start();
  await openDemo(first);
  const panel = await openSettings(first.page);
  await choose(panel, "Proxy server", "Manual");
  await panel.getByLabel("Proxy address").fill("not an address");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByText("Enter an address like http://proxy.example.com:8080")).toBeVisible();
  await panel.getByLabel("Proxy address").fill("socks5://proxy.example.com:1080");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByText("Saved", { exact: true })).toBeVisible();
  await first.close();

  const again = await openSettings((await start()).page);
  await expect(again.getByLabel("Proxy address")).toHaveValue("socks5://proxy.example.com:1080");
});

test("colours follow the system until the person chooses", async ({ app }) => {
  const html = app.page.locator("html");
  await app.page.emulateMedia({ colorScheme: "dark" });
  await expect(html).toHaveAttribute("data-theme", "dark");
  await app.page.emulateMedia({ colorScheme: "light" });
  await expect(html).toHaveAttribute("data-theme", "light");
  await choose(await openSettings(app.page), /^Appearance/, "Light");
  await app.page.emulateMedia({ colorScheme: "dark" });
  await expect(html).toHaveAttribute("data-theme", "light");
});

test("the licences of what the app is made of come with it", async ({ app }) => {
  const { page } = app;
  await openDemo(app);
  await (await openSettings(page)).getByRole("button", { name: "Open-source licences" }).click();
  const panel = page.getByRole("complementary", { name: "Open-source licences" });
  for (const [name, terms] of [
    ["better-sqlite3", "Joshua Wise"],
    ["react-dom", "Meta Platforms"],
    ["zxing-cpp", "Apache License"],
  ] as const) {
    await panel.getByRole("searchbox").fill(name);
    await panel.getByRole("row").filter({ hasText: name }).click();
    await expect(panel.getByRole("region")).toContainText(terms);
    await panel.getByRole("button", { name: "All licences" }).click();
  }
});
