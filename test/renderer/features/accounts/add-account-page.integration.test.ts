import type { Locator, Page } from "@playwright/test";
import { test } from "vitest";
import type { Reply } from "../../../../shared/ipc/contract.ts";
import { answer, called } from "../../support/fake-main-calls.ts";
import { fakePages, type PageOptions } from "../../support/fake-pages.ts";
import { axeFindings, expect, picture } from "../../support/page-checks.ts";

const onPage = fakePages();
const welcome: PageOptions = { scene: "welcome" };

async function openForm(page: Page, language: "en" | "zh-CN" = "en") {
  const name = language === "en" ? /^Add account/ : /^添加账号/;
  await page.getByRole("main").getByRole("button", { name }).click();
  return page.locator("form");
}

const field = (form: Locator, label: string) => form.getByRole("textbox", { name: label, exact: true });

async function fill(form: Locator, words: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(words)) await field(form, label).fill(value);
}

const privateDeployment = (form: Locator) => form.getByRole("checkbox", { name: "Private deployment" });

const lanying = {
  "App ID": "app",
  "User name": "ann",
  Password: "top secret",
  "Account name": "Work",
};
const byHand = { ...lanying, "Server address": "https://api.example.com" };
const gewe = {
  "Server address": "gewe.example.com",
  "Device ID": "wx_device",
  "Account name": "Phone",
  Token: "top-secret",
};

test("an error goes as soon as the next try is stopped, or another kind of account is chosen", () =>
  onPage(welcome, async (page) => {
    const form = await openForm(page);
    const send = form.getByRole("button", { name: "Sign in" });
    const stale = form.getByText(/Signing in failed|field was cleared/);
    await fill(form, lanying);
    await send.click();
    await expect(stale).toHaveCount(2);
    await expect(field(form, "Password")).toBeFocused();
    await fill(form, { Password: "typed again", "App ID": "" });
    await send.click();
    await expect(form.getByLabel("App ID")).toHaveAccessibleDescription("Fill this in");
    await expect(stale).toHaveCount(0);
    await expect(field(form, "Password")).toHaveValue("typed again");
    await fill(form, { "App ID": "app" });
    await send.click();
    await expect(stale).toHaveCount(2);
    await form.getByText("WeChat (GeWe)").click();
    await expect(stale).toHaveCount(0);
  }));

test("an empty form marks all that is missing at once, and the first of it takes the focus", () =>
  onPage(welcome, async (page) => {
    const form = await openForm(page);
    await form.getByRole("button", { name: "Sign in" }).click();
    for (const label of ["App ID", "User name", "Password"]) {
      await expect(field(form, label)).toHaveAccessibleDescription("Fill this in");
    }
    await expect(form.getByLabel("App ID")).toBeFocused();
    await fill(form, lanying);
    await privateDeployment(form).check();
    await form.getByRole("button", { name: "Sign in" }).click();
    await expect(form.getByLabel("Server address")).toHaveAccessibleDescription(
      "Fill in one of the two addresses, and only one",
    );
    await fill(form, { "Server address": "http://api.example.com" });
    await form.getByRole("button", { name: "Sign in" }).click();
    await expect(form.getByRole("checkbox", { name: /^I understand/ })).toBeFocused();
    expect(await called(page, "accounts.add")).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  }));

test("an app id, a name and a password are enough", () =>
  onPage(welcome, async (page) => {
    const form = await openForm(page);
    await fill(form, { "App ID": " app ", "User name": "ann", Password: " top secret" });
    await picture(page, "add-account-by-app-id");
    await field(form, "Password").press("Enter");
    const credential = { type: "password", user: "ann", password: " top secret" };
    await expect
      .poll(() => called(page, "accounts.add"))
      .toEqual([{ kind: "lanying", name: "ann", appId: "app", credential, allowsInsecureHttp: false }]);
  }));

test("a private deployment names its server or its directory, and not both", () =>
  onPage(welcome, async (page) => {
    const form = await openForm(page);
    const directory = form.getByLabel("Directory address");
    const send = form.getByRole("button", { name: "Sign in" });
    await expect(directory).toHaveCount(0);
    await privateDeployment(form).check();
    await fill(form, byHand);
    await directory.fill("dns.example.com");
    await send.click();
    await expect(directory).toHaveAccessibleDescription("Fill in one of the two addresses, and only one");
    await expect(directory).toHaveValue("https://dns.example.com");
    await fill(form, { "Server address": "" });
    await directory.fill("http://dns.example.com");
    await send.click();
    await expect(directory).toHaveAccessibleDescription(/must begin with https/);
    expect(await axeFindings(page)).toEqual([]);
    await directory.fill("https://dns.example.com");
    await send.click();
    await expect
      .poll(() => called(page, "accounts.add"))
      .toMatchObject([{ name: "Work", directory: "https://dns.example.com" }]);
    await fill(form, { Password: "top secret" });
    await privateDeployment(form).uncheck();
    await send.click();
    await expect.poll(() => called(page, "accounts.add")).toHaveLength(2);
    const [, second] = await called(page, "accounts.add");
    expect(Object.keys(second ?? {})).not.toContain("directory");
  }));

test("an administrator's token asks for the user it acts for as soon as it is pasted", () =>
  onPage(welcome, async (page) => {
    const form = await openForm(page);
    await fill(form, { "App ID": "app" });
    await form.getByRole("radiogroup", { name: "Sign in with" }).getByText("Token", { exact: true }).click();
    const token = form.locator("input[name=token]");
    const userId = form.getByLabel("User ID");
    await token.fill(`e30.${btoa('{"app":"app","sub":"7","role":1}')}.x`);
    await expect(userId).toHaveCount(0);
    await token.fill(`e30.${btoa('{"app":"app","sub":"20","role":2}')}.x`);
    await userId.fill("me");
    await form.getByRole("button", { name: "Sign in" }).click();
    await expect(userId).toHaveAccessibleDescription("Enter the user’s ID, which is a number");
    await picture(page, "add-account-admin-token");
    expect(await axeFindings(page)).toEqual([]);
    await userId.fill("2302128618880");
    await form.getByRole("button", { name: "Sign in" }).click();
    await expect
      .poll(() => called(page, "accounts.add"))
      .toMatchObject([{ name: "app", credential: { type: "token", userId: "2302128618880" } }]);
  }));

test("an address without a scheme is completed", () =>
  onPage(welcome, async (page) => {
    const form = await openForm(page);
    await privateDeployment(form).check();
    const address = form.getByLabel("Server address");
    for (const [typed, whole] of [
      ["api.example.com", "https://api.example.com"],
      ["api.example.com:8443/v2/api", "https://api.example.com:8443/v2/api"],
      ["127.0.0.1:2531/v2/api", "http://127.0.0.1:2531/v2/api"],
      ["http://api.example.com", "http://api.example.com"],
      ["not an address", "not an address"],
    ] as const) {
      await address.fill(typed);
      await form.getByLabel("App ID").focus();
      await expect(address).toHaveValue(whole);
    }
    await fill(form, { ...byHand, "Server address": "api.example.com" });
    await address.press("Enter");
    const sent = { apiUrl: "https://api.example.com", name: "Work", allowsInsecureHttp: false };
    await expect.poll(() => called(page, "accounts.add")).toMatchObject([sent]);
  }));

test("what was typed stays while the kind is switched there and back, or the settings are looked at", () =>
  onPage({}, async (page) => {
    await page.getByRole("navigation").getByRole("button", { name: "Add account" }).click();
    const form = page.getByRole("complementary").locator("form");
    await privateDeployment(form).check();
    await fill(form, byHand);
    await form.getByText("WeChat (GeWe)").click();
    await form.getByText("Lanying IM").click();
    await expect(form.getByLabel("User name")).toHaveValue("ann");
    await fill(form, { Password: "top secret" });
    const network = { reason: "proxy_unreachable", host: "proxy.example.com:8080" } as const;
    await answer(page, "accounts.add", { ok: false, code: "offline", message: "no", network });
    await form.getByRole("button", { name: "Sign in" }).click();
    await form.getByRole("button", { name: "Network settings" }).click();
    await expect(page.getByRole("region", { name: "Network" })).toBeFocused();
    await page.getByRole("navigation").getByRole("button", { name: "Add account" }).click();
    const kept = { ...byHand, Password: "" };
    for (const [label, value] of Object.entries(kept)) {
      await expect(field(form, label)).toHaveValue(value);
    }
  }));

test("a gateway's account needs what stands in its console, as it was copied there", () =>
  onPage(welcome, async (page) => {
    const form = await openForm(page);
    await form.getByText("WeChat (GeWe)").click();
    await expect(form.getByRole("listitem")).toHaveCount(3);
    await form.getByRole("button", { name: "Open the console" }).click();
    await expect.poll(() => called(page, "accounts.openConsole")).toHaveLength(1);
    await expect(form.getByText("https://www.geweapi.com/gewe/v2/api")).toBeVisible();
    await fill(form, { "Device ID": "wx_device", "Account name": "Phone", Token: "two words" });
    const send = form.getByRole("button", { name: "Sign in" });
    await send.click();
    await expect(field(form, "Token")).toHaveAccessibleDescription(/This is no token/);
    expect(await called(page, "accounts.add")).toEqual([]);
    await fill(form, { Token: "X-GEWE-TOKEN: {{c9ffbedb}}" });
    await answer(page, "accounts.add", { ok: false, code: "bad_answer", message: "404" });
    await send.click();
    const sent = { kind: "gewe", apiUrl: "https://www.geweapi.com/gewe/v2/api", appId: "wx_device" };
    await expect.poll(() => called(page, "accounts.add")).toMatchObject([sent]);
    // The service's other address is offered where the first did not work, with its warning.
    await form.getByRole("button", { name: "Use the unencrypted address" }).click();
    await expect(form.getByText("http://api.geweapi.com/gewe/v2/api")).toBeVisible();
    await expect(form.getByText("This address is not encrypted")).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
  }));

for (const [language, theme] of [
  ["en", "light"],
  ["en", "dark"],
  ["zh-CN", "light"],
  ["zh-CN", "dark"],
] as const) {
  test(`the form of a gateway's account fits its place (${language}, ${theme})`, () =>
    onPage({ ...welcome, language, theme }, async (page) => {
      const form = await openForm(page, language);
      await form.locator(".ant-segmented-item").nth(1).click();
      await expect(form.getByRole("listitem")).toHaveCount(3);
      await picture(page, `gewe-form-${language}-${theme}`);
      await form.locator(".ant-segmented-item").nth(3).click();
      await form.locator("input.text-input").first().fill("192.168.2.198:2531");
      await form.locator("button[type=submit]").click();
      await picture(page, `gewe-form-other-${language}-${theme}`);
      expect(await axeFindings(page)).toEqual([]);
    }));
}

test("another gateway's address is taken as people have it", () =>
  onPage(welcome, async (page) => {
    const form = await openForm(page);
    await form.getByText("WeChat (GeWe)").click();
    await form.getByText("Another gateway").click();
    const address = form.getByLabel("Server address");
    for (const [typed, whole] of [
      ["gewe.example.com", "https://gewe.example.com"],
      ["https://gewe.example.com/gewe/v2/api/login/checkOnline", "https://gewe.example.com/gewe/v2/api"],
      ["127.0.0.1:2531/v2/api/", "http://127.0.0.1:2531/v2/api"],
    ] as const) {
      await address.fill(typed);
      await form.getByLabel("Device ID").focus();
      await expect(address).toHaveValue(whole);
    }
  }));

const host = "api.example.com";
/** The refusal of an app id by the directory, or of name and password, as it reaches the page. */
const refused = (step: "app" | "sign_in", code: string, message = "") =>
  ({ code: "refused", message: "no", step, server: { code, message } }) as const;
const causes: readonly (readonly [
  string,
  "lanying" | "gewe",
  Omit<Reply & { ok: false }, "ok">,
  string,
  string,
])[] = [
  [
    "wrong-token",
    "gewe",
    { code: "signed_out", message: "401", server: { code: "401", message: "" } },
    "The gateway does not accept this token.",
    "网关不接受此 Token。",
  ],
  [
    "not-gewe",
    "gewe",
    { code: "bad_answer", message: "404", server: { code: "404", message: "" } },
    "Something answers at gewe.example.com, but not as a GeWe gateway.",
    "gewe.example.com 有应答，但不是 GeWe 网关。",
  ],
  [
    "not-lanying",
    "lanying",
    { code: "bad_answer", message: "no JSON", step: "sign_in" },
    "Signing in failed. The server that was found does not answer as a group API.",
    "登录失败。找到的服务器没有按群组 API 应答",
  ],
  [
    "wrong-password",
    "lanying",
    refused("sign_in", "402", "Operation rejected"),
    "Signing in failed. The server does not accept this. Check the user name, password, and app ID.",
    "登录失败。服务器不接受，请检查用户名、密码和 App ID。",
  ],
  [
    "unknown-app",
    "lanying",
    refused("app", "99998", "invalid app_id"),
    "The app ID was not accepted. There is no app with this ID.",
    "App ID 未被接受。没有这个 App ID 的应用",
  ],
  [
    "frozen-app",
    "lanying",
    refused("app", "frozen"),
    "The app ID was not accepted. This app is frozen",
    "App ID 未被接受。该应用已被服务方冻结",
  ],
  [
    "no-server-named",
    "lanying",
    { code: "bad_answer", message: "no", step: "find_server" },
    "The server could not be found. The directory names no server for this app ID.",
    "找不到服务器。目录服务中没有此 App ID 的服务器。",
  ],
  [
    "insecure-server",
    "lanying",
    { code: "insecure", message: "no", step: "find_server" },
    "The server could not be found. The directory names a server without encryption.",
    "找不到服务器。目录服务给出的服务器未加密",
  ],
  [
    "no-directory",
    "lanying",
    {
      code: "offline",
      message: "no",
      step: "find_server",
      network: { reason: "unreachable", host: "dns.lanyingim.com" },
    },
    "The server could not be found. dns.lanyingim.com can’t be reached.",
    "找不到服务器。无法连接 dns.lanyingim.com",
  ],
  [
    "unread-account",
    "lanying",
    { code: "server_error", message: "no", step: "read_account", server: { code: "20000", message: "db" } },
    "Signed in, but the account could not be read. The server’s database had a problem.",
    "已登录，但无法读取账号。服务器数据库出错了。",
  ],
  [
    "no-such-host",
    "lanying",
    { code: "offline", message: "no", network: { reason: "no_such_host", host } },
    "There is no server called api.example.com.",
    "找不到服务器 api.example.com",
  ],
  [
    "server-down",
    "lanying",
    { code: "offline", message: "no", network: { reason: "connection_refused", host } },
    "api.example.com refused the connection.",
    "api.example.com 拒绝了连接。",
  ],
  [
    "certificate",
    "lanying",
    {
      code: "insecure",
      message: "no",
      network: {
        reason: "certificate_unknown_issuer",
        host,
        detail: "CN=Example Corp Root CA, O=Example Corp",
      },
    },
    "This computer doesn’t trust the issuer of the certificate of api.example.com.",
    "api.example.com 的证书由本机不信任的机构颁发。",
  ],
];

for (const [language, theme] of [
  ["en", "light"],
  ["zh-CN", "dark"],
] as const) {
  test(`a sign-in that failed says why in words of its own (${language})`, () =>
    onPage({ ...welcome, language, theme }, async (page) => {
      const form = await openForm(page, language);
      for (const [name, kind, reply, en, zh] of causes) {
        await answer(page, "accounts.add", { ok: false, ...reply });
        await form
          .locator(".ant-segmented-item")
          .nth(kind === "lanying" ? 0 : 1)
          .click();
        if (kind === "gewe") await form.locator(".ant-segmented-item").nth(3).click();
        const values = Object.values(kind === "lanying" ? lanying : gewe);
        const fields = form.locator("input.text-input");
        await expect(fields).toHaveCount(values.length);
        for (const [index, value] of values.entries()) await fields.nth(index).fill(value);
        await form.locator("button[type=submit]").click();
        const alert = form.getByRole("alert");
        await expect(alert).toContainText(language === "en" ? en : zh);
        await expect(form.getByText(/address is not encrypted|地址未加密/)).toHaveCount(0);
        if (reply.network?.detail) await expect(alert).toContainText(reply.network.detail);
        await picture(page, `sign-in-${name}-${language}`);
      }
      expect(await axeFindings(page)).toEqual([]);
    }));
}
