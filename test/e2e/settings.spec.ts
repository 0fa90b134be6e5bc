import { expect, launchApp, test } from "../support/app.ts";
import { choose, openSettings } from "./support/app-pages.ts";
import { openDemo } from "./support/running-demo.ts";

test("language and colours change at once and outlive a restart", async ({ app }) => {
  const html = app.page.locator("html");
  await openDemo(app);
  await choose(await openSettings(app.page), /^Appearance/, "Dark");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await choose(app.page, /Language/, "简体中文");
  await expect(html).toHaveAttribute("lang", "zh-CN");
  await expect(app.page.getByRole("searchbox", { name: "搜索群" })).toBeVisible();
  await app.close();

  const again = await launchApp({ dataFolder: app.dataFolder });
  try {
    await expect(again.page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expect(again.page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(again.page.getByRole("searchbox", { name: "搜索群" })).toBeVisible();
    await choose(await openSettings(again.page), /Language/, "English");
    await expect(again.page.locator("html")).toHaveAttribute("lang", "en");
  } finally {
    await again.close();
  }
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
