import type { Page } from "@playwright/test";
import { test } from "vitest";
import type { NetworkFault } from "../../../../shared/errors.ts";
import { answer, called } from "../../support/fake-main-calls.ts";
import { fakePages, wholePage } from "../../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";

const onPage = fakePages();

const words = {
  en: {
    settings: "Settings",
    network: "Network",
    manual: "Manual",
    address: "Proxy address",
    user: "User name",
    password: "Password",
    save: "Save",
    kept: "A password is kept. Leave this empty to keep using it.",
  },
  "zh-CN": {
    settings: "设置",
    network: "网络",
    manual: "手动设置",
    address: "代理地址",
    user: "用户名",
    password: "密码",
    save: "保存",
    kept: "已保存密码，留空则继续使用。",
  },
} as const;

async function openNetwork(page: Page, language: keyof typeof words = "en") {
  const { settings, network } = words[language];
  await page.getByRole("button", { name: settings, exact: true }).click();
  const part = page.getByRole("region", { name: network });
  await part.waitFor();
  return part;
}

const byHand = { mode: "manual", address: "http://proxy.example.com:8080", user: "ann" };

for (const [language, theme, width, height] of [
  ["en", "light", 1280, 800],
  ["en", "dark", 1280, 800],
  ["zh-CN", "light", 1280, 800],
  ["zh-CN", "dark", 2560, 1440],
] as const) {
  test(`a proxy is set by hand, its password shown nowhere (${language}, ${theme}, ${width})`, () =>
    onPage({ language, theme, width, height }, async (page) => {
      const { manual, address, user, password, save, kept } = words[language];
      const part = await openNetwork(page, language);
      await picture(page, `network-system-${language}-${theme}-${width}`);
      await part.getByText(manual).click();
      await part.getByLabel(address).fill(byHand.address);
      await part.getByLabel(user).fill(byHand.user);
      await part.getByLabel(password).fill("top secret");
      expect(await called(page, "settings.setProxy")).toEqual([]);
      await part.getByRole("button", { name: save }).click();
      await expect
        .poll(() => called(page, "settings.setProxy"))
        .toEqual([{ proxy: byHand, password: "top secret" }]);
      await expect(part.getByLabel(password)).toHaveValue("");
      await expect(part.getByText(kept)).toBeVisible();
      await part.getByRole("button", { name: save }).scrollIntoViewIfNeeded();
      await picture(page, `network-manual-${language}-${theme}-${width}`);
      expect(await axeFindings(page)).toEqual([]);
    }));
}

test("what was saved is there after a reload, and its password can be forgotten", () =>
  onPage({}, async (page) => {
    const part = await openNetwork(page);
    await part.getByText("Manual").click();
    await part.getByLabel("Proxy address").fill(byHand.address);
    await part.getByLabel("User name").fill(byHand.user);
    await part.getByLabel("Password").fill("top secret");
    await part.getByLabel("Password").press("Enter");
    await expect(part.getByText("Saved", { exact: true })).toBeVisible();
    await page.reload();
    await wholePage(page);
    await openNetwork(page);
    await expect(part.getByLabel("Proxy address")).toHaveValue(byHand.address);
    await expect(part.getByLabel("User name")).toHaveValue(byHand.user);
    await expect(part.getByLabel("Password")).toHaveValue("");
    await expect(part.getByText(words.en.kept)).toBeVisible();
    await part.getByRole("button", { name: "Forget password" }).click();
    await expect(part.getByText(words.en.kept)).toHaveCount(0);
    await expect(part.getByLabel("Password")).toBeFocused();
    expect(await called(page, "settings.setProxy")).toEqual([{ proxy: byHand, password: null }]);
  }));

test("what is wrong is said at its field, which takes the focus, and nothing half typed is used", () =>
  onPage({}, async (page) => {
    const part = await openNetwork(page);
    const address = part.getByLabel("Proxy address");
    const save = part.getByRole("button", { name: "Save" });
    await part.getByText("Manual").click();
    await save.click();
    await expect(address).toBeFocused();
    await expect(address).toHaveAccessibleDescription("Fill this in");
    await address.fill("http://ann:pw@proxy.example.com");
    await save.click();
    await expect(address).toHaveAccessibleDescription("Enter the user name and password in their own fields");
    await address.fill("http://");
    await part.getByLabel("Password").fill("top secret");
    await save.click();
    await expect(part.getByLabel("User name")).toHaveAccessibleDescription("A password needs a user name");
    expect(await called(page, "settings.setProxy")).toEqual([]);
    await part.getByLabel("User name").fill("ann");
    await save.click();
    await expect(address).toHaveAccessibleDescription("Enter an address like http://proxy.example.com:8080");
    await expect(address).toBeFocused();
    await picture(page, "network-problem");
    await part.getByText("No proxy").click();
    const none = { proxy: { mode: "none", address: "", user: "" } };
    await expect.poll(() => called(page, "settings.setProxy")).toContainEqual(none);
    await expect(part.getByText("Enter an address like")).toHaveCount(0);
  }));

test("an address that was refused and put right is not called wrong again", () =>
  onPage({}, async (page) => {
    const part = await openNetwork(page);
    const address = part.getByLabel("Proxy address");
    const user = part.getByLabel("User name");
    await part.getByText("Manual").click();
    await address.fill("http://");
    await address.press("Enter");
    await expect(address).toHaveAccessibleDescription("Enter an address like http://proxy.example.com:8080");
    await address.fill(byHand.address);
    await part.getByLabel("Password").fill("top secret");
    await part.getByLabel("Password").press("Enter");
    await expect(user).toBeFocused();
    await expect(user).toHaveAccessibleDescription("A password needs a user name");
    await expect(address).not.toHaveAttribute("aria-invalid");
    await expect(part.getByText("the password field was cleared")).toHaveCount(0);
  }));

test("with keys alone, in a low window: one stop at the choice, and the words of what is wrong in sight", () =>
  onPage({ width: 760, height: 480 }, async (page) => {
    const part = await openNetwork(page);
    await page.getByRole("button", { name: "Choose folder…" }).focus();
    await page.keyboard.press("Tab");
    await expect(part.getByRole("radio", { name: "System" })).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(part.getByRole("radio", { name: "Manual" })).toBeChecked();
    await expect(part.getByRole("status")).toHaveText("Not saved yet. In use: System");
    // The keys pass the choice between, which is used at once.
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowRight");
    await expect(part.getByRole("status")).toHaveText("Not saved yet. In use: No proxy");
    await page.keyboard.press("Tab");
    await expect(part.getByLabel("Proxy address")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(part.getByText("Fill this in")).toBeInViewport({ ratio: 1 });
  }));

test("a proxy that cannot be kept is said where it was set", () =>
  onPage({}, async (page) => {
    const part = await openNetwork(page);
    await answer(page, "settings.setProxy", { ok: false, code: "storage", message: "locked" });
    await part.getByText("No proxy").click();
    await expect(part.getByRole("alert")).toContainText("The setting could not be saved.");
    await expect(part.getByRole("radio", { name: "System" })).toBeChecked();
  }));

for (const language of ["en", "zh-CN"] as const) {
  test(`an error that a proxy may cure leads to its settings (${language})`, () =>
    onPage({ language }, async (page) => {
      const network: NetworkFault = {
        reason: "proxy_password",
        host: "proxy.example.com:8080",
        detail: "407 Proxy Authentication Required",
      };
      await answer(page, "groups.sync", { ok: false, code: "offline", message: "407", network });
      await page.keyboard.press("F5");
      const alert = page.getByRole("alert").filter({ hasText: network.host }).first();
      await expect(alert).toContainText("407 Proxy Authentication Required");
      await picture(page, `network-error-${language}`);
      await alert.getByRole("button", { name: language === "en" ? "Network settings" : "网络设置" }).click();
      const part = page.getByRole("region", { name: words[language].network });
      await expect(part).toBeFocused();
      await expect(part).toBeInViewport();
    }));
}
