import type { Page } from "@playwright/test";
import { test } from "vitest";
import type { DeviceSignIn, DeviceState } from "../../../../shared/domain/device-sign-in.ts";
import { accounts } from "../../harness/fake-world.ts";
import { answer, called, emit } from "../../support/fake-main-calls.ts";
import { fakePages } from "../../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";

const onPage = fakePages();
const accountId = "00000000-0000-4000-8000-000000000002";
const code = { text: "http://weixin.qq.com/x/4dmHZZMtoLbHoLZwd1wE", picture: null, endsAt: 0 };
const nothing = {
  isNewDevice: false,
  deviceId: "wx_device",
  code,
  person: null,
  checkUrl: null,
  words: null,
  error: null,
};

/** The sign-in becomes this, and the page is told. */
async function becomes(page: Page, signIn: Partial<DeviceSignIn> | null, more: Partial<DeviceState> = {}) {
  const state: DeviceState = {
    accountId,
    settings: { type: "ipad", regionId: "440000" },
    newDeviceId: null,
    signIn: signIn && { ...nothing, step: "waiting", ...signIn },
    ...more,
  };
  await answer(page, "accounts.device", { ok: true, value: state });
  await emit(page, "deviceSignIn.changed", { accountId });
}

async function openPanel(page: Page, button: RegExp) {
  await page.keyboard.press("Control+2");
  await page.getByRole("main").getByRole("button", { name: button }).click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("combobox").waitFor();
  return panel;
}

const check = "https://support.weixin.qq.com/security/readtemplate?t=login_verify/face&ticket=example";
/** Every state, what it must say in English, and how its picture is called. */
const steps: readonly (readonly [name: string, Partial<DeviceSignIn>, RegExp, Partial<DeviceState>?])[] = [
  ["preparing", { step: "preparing", code: null }, /Trying without a code/],
  ["waiting", { step: "waiting" }, /Scan it with WeChat/],
  ["refused", { step: "waiting", words: "获取登录状态失败" }, /Gateway: 获取登录状态失败/],
  ["scanned", { step: "scanned", person: "林晓" }, /林晓 has scanned it/],
  ["check", { step: "check", checkUrl: check, words: check }, /WeChat wants a check first/],
  ["cancelled", { step: "cancelled" }, /cancelled on the phone/],
  ["expired", { step: "expired", words: "二维码已失效" }, /too old/],
  ["nobody", { step: "nobody" }, /nobody was signed in/],
  ["other-person", { step: "other_person", person: "陈默" }, /not this account’s person/],
  [
    "failed",
    {
      step: "failed",
      code: null,
      error: { code: "refused", message: "no", server: { code: "-1", message: "创建设备失败" } },
    },
    /Signing in failed/,
  ],
  [
    "new-device",
    { step: "waiting", isNewDevice: true, deviceId: "wx_wR_new" },
    /On the new device wx_wR_new/,
    { newDeviceId: "wx_wR_new" },
  ],
];

for (const [language, theme] of [
  ["en", "light"],
  ["en", "dark"],
  ["zh-CN", "light"],
  ["zh-CN", "dark"],
] as const) {
  test(`a dropped device is told, and each step of signing in again has its words (${language}, ${theme})`, () =>
    onPage({ scene: "deviceOffline", language, theme }, async (page) => {
      const isEnglish = language === "en";
      const named = (what: string) => picture(page, `device-${what}-${language}-${theme}`);
      await page.keyboard.press("Control+2");
      await expect(
        page.getByText(isEnglish ? /WeChat is signed out on the gateway/ : /微信已掉线/),
      ).toBeVisible();
      await named("banner");
      const panel = await openPanel(page, isEnglish ? /^Sign in with a code/ : /^扫码登录/);
      await becomes(page, null);
      await named("form");
      await panel.locator("summary").click();
      await named("last-resort");
      expect(await axeFindings(page)).toEqual([]);
      for (const [name, signIn, words, more] of steps) {
        // The one before is over first, so that each is drawn anew.
        await becomes(page, null);
        await becomes(page, signIn, more);
        if (isEnglish) await expect(panel).toContainText(words);
        await named(name);
        expect(await axeFindings(page), name).toEqual([]);
      }
      const account = { ...accounts[1], isDeviceOffline: false };
      await answer(page, "accounts.list", { ok: true, value: [accounts[0], account] });
      await emit(page, "accounts.changed", {});
      await becomes(page, { step: "done" });
      await expect(panel).toContainText(isEnglish ? "WeChat is signed in again." : "微信已重新登录。");
      await expect(page.getByRole("region", { name: isEnglish ? /^Sign in to/ : /^重新登录/ })).toHaveCount(
        0,
      );
      await named("done");
    }));
}

test("the rail says what is wrong with the account", () =>
  onPage({ scene: "deviceOffline" }, async (page) => {
    const name = "Demo WeChat, WeChat (GeWe), WeChat is signed out on the device";
    await expect(page.getByRole("button", { name })).toBeVisible();
  }));

test("signing in sends what was chosen; a new device only behind its warning", () =>
  onPage({ scene: "deviceOffline" }, async (page) => {
    const panel = await openPanel(page, /^Sign in with a code/);
    await panel.getByText("Mac").click();
    await panel.getByRole("combobox").selectOption({ label: "Guangdong" });
    await panel.getByRole("button", { name: "Show the code" }).click();
    const sent = { accountId, type: "mac", regionId: "440000" };
    await expect.poll(() => called(page, "accounts.startDevice")).toEqual([{ ...sent, device: "same" }]);
    await panel.locator("summary").click();
    const another = panel.getByRole("button", { name: "Show a code of a new device" });
    await expect(another).toBeDisabled();
    await panel.getByRole("checkbox").check();
    await another.click();
    await expect
      .poll(() => called(page, "accounts.startDevice"))
      .toMatchObject([{ device: "same" }, { device: "new" }]);
  }));

test("a number that the phone shows is passed on, and a check opens in the browser", () =>
  onPage({ scene: "deviceOffline" }, async (page) => {
    const panel = await openPanel(page, /^Sign in with a code/);
    await becomes(page, { step: "scanned", person: "林晓" });
    const number = panel.getByRole("textbox", { name: "Does the phone show a number?" });
    await number.fill("12");
    await number.press("Enter");
    await expect(number).toHaveAccessibleDescription("4 to 8 digits");
    await number.fill("123456");
    await number.press("Enter");
    await expect
      .poll(() => called(page, "accounts.enterDeviceNumber"))
      .toEqual([{ accountId, number: "123456" }]);
    await expect(panel.getByText("Passed on.")).toBeVisible();
    await becomes(page, { step: "check", checkUrl: check, words: check });
    await expect(panel.getByText(check)).toBeVisible();
    await panel.getByRole("button", { name: "Open the page" }).click();
    await expect.poll(() => called(page, "accounts.openDeviceCheck")).toEqual([{ accountId }]);
    await panel.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => called(page, "accounts.cancelDevice")).toEqual([{ accountId }]);
  }));

test("a code that comes only as a picture is shown as that", () =>
  onPage({ scene: "deviceOffline" }, async (page) => {
    const panel = await openPanel(page, /^Sign in with a code/);
    const dot =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await becomes(page, { step: "waiting", code: { text: null, picture: dot, endsAt: 0 } });
    await expect(panel.getByRole("img", { name: "Code to sign in to WeChat" })).toHaveAttribute("src", dot);
  }));

for (const language of ["en", "zh-CN"] as const) {
  test(`a group that the gateway does not list offers to be saved (${language})`, () =>
    onPage({ scene: "unlisted", language }, async (page) => {
      await page.keyboard.press("Control+2");
      await page.getByRole("row").getByText("羽毛球周三局", { exact: true }).click();
      const save = page.getByRole("button", {
        name: language === "en" ? "Save to contacts" : "保存到通讯录",
      });
      await save.waitFor();
      await picture(page, `unlisted-${language}`);
      await save.click();
      await expect.poll(() => called(page, "groups.save")).toHaveLength(1);
    }));
}
