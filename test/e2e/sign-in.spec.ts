import { expect } from "../support/app.ts";
import { groupRow, openSettings } from "./support/app-pages.ts";
import {
  addAccount,
  fillAccount,
  issueToken,
  openAccountForm,
  ownAccount,
  passwordField,
  test,
  tokenField,
} from "./support/own-server.ts";
import { requestsIn } from "./support/running-demo.ts";

test("a password signs in, and leaves its field as soon as it is sent", async ({ app, server }) => {
  const form = await openAccountForm(app.page);
  await fillAccount(form, ownAccount(server));
  await server.control({ fault: { path: "^/token/user$", delayMs: 2000, failTimes: 1 } });
  await passwordField(form).press("Enter");
  await expect(passwordField(form)).toHaveValue("");
  await expect(groupRow(app.page, "周末登山队")).toBeVisible();
  const accounts = await app.page.evaluate(() => window.qunzhu?.call("accounts.list", undefined));
  expect(accounts).toMatchObject({ ok: true, value: [{ name: "Work", userName: "demo", canRenew: true }] });
});

test("a wrong password is said in words, keeps nothing, and can be typed again", async ({ app, server }) => {
  const form = await openAccountForm(app.page);
  await fillAccount(form, { ...ownAccount(server), password: "not the password" });
  await form.getByRole("button", { name: "Sign in" }).click();
  await expect(form.getByRole("alert")).toContainText("Signing in failed. The server does not accept this.");
  await expect(passwordField(form)).toHaveValue("");
  await expect(form.getByLabel("User name")).toHaveValue("demo");
  const kept = await app.page.evaluate(() => window.qunzhu?.call("accounts.list", undefined));
  expect(kept).toEqual({ ok: true, value: [] });
  await passwordField(form).fill(server.password);
  await form.getByRole("button", { name: "Sign in" }).click();
  await expect(groupRow(app.page, "Open Source Friends")).toBeVisible();
});

test("an app id, a name and a password sign in, and the settings show the server that was found", async ({
  app,
  server,
}) => {
  const { directoryUrl: directory, appId, user, password } = server;
  const form = await openAccountForm(app.page);
  await fillAccount(form, { directory, appId: "nosuchapp", name: "", user, password });
  await passwordField(form).press("Enter");
  await expect(form.getByRole("alert")).toContainText("The app ID was not accepted.");
  await form.getByLabel("App ID").fill(appId);
  await passwordField(form).fill(password);
  await passwordField(form).press("Enter");
  await expect(groupRow(app.page, "Open Source Friends")).toBeVisible();
  await expect(app.page.getByRole("heading", { level: 1, name: user })).toBeVisible();
  const settings = await openSettings(app.page);
  await expect(settings.getByText(`Server: ${new URL(server.apiUrl).host}, found by app ID`)).toBeVisible();
});

test("without a server of its own no test gets further than finding one", async ({ app, server }) => {
  const { appId, user, password } = server;
  const form = await openAccountForm(app.page);
  await fillAccount(form, { appId, name: "", user, password });
  await form.getByRole("checkbox", { name: "Private deployment" }).uncheck();
  await passwordField(form).press("Enter");
  await expect(form.getByRole("alert")).toContainText("The server could not be found.");
  const kept = await app.page.evaluate(() => window.qunzhu?.call("accounts.list", undefined));
  expect(kept).toEqual({ ok: true, value: [] });
});

test("an administrator's token acts for the user whose id is asked for", async ({ app, server }) => {
  const { directoryUrl: directory, appId, adminToken: token } = server;
  const form = await openAccountForm(app.page);
  await fillAccount(form, { directory, appId, name: "Ops", token });
  await form.getByLabel("User ID").fill(server.userId);
  await tokenField(form).press("Enter");
  await expect(groupRow(app.page, "Open Source Friends")).toBeVisible();
  const { requests } = await server.inspect();
  const actedFor = requests
    .filter(({ path }) => path.startsWith("/group/"))
    .map(({ headers }) => headers.user_id);
  expect([...new Set(actedFor)]).toEqual([server.userId]);
});

test("a pasted token signs in", async ({ app, server }) => {
  const form = await openAccountForm(app.page);
  const { apiUrl, appId } = server;
  await fillAccount(form, { apiUrl, appId, name: "By token", token: await issueToken(server, "alice") });
  await tokenField(form).press("Enter");
  await expect(groupRow(app.page, "Product Design Review")).toBeVisible();
  await expect(app.page.getByRole("button", { name: "By token, Lanying IM" })).toBeVisible();
});

test("a WeChat account signs in through its gateway", async ({ app, server }) => {
  const { geweUrl, geweAppId, geweToken } = server;
  const name = "Phone";
  await addAccount(app.page, {
    kind: "WeChat (GeWe)",
    apiUrl: geweUrl,
    appId: geweAppId,
    name,
    token: geweToken,
  });
  await expect(groupRow(app.page, "大学同学会")).toBeVisible();
});

test("a wrong token and the address of something else are told apart", async ({ app, server }) => {
  const { geweUrl, geweAppId, geweToken } = server;
  const { host, origin } = new URL(geweUrl);
  const form = await openAccountForm(app.page);
  const phone = { kind: "WeChat (GeWe)", apiUrl: geweUrl, appId: geweAppId, name: "Phone" } as const;
  await fillAccount(form, { ...phone, token: "two words" });
  await tokenField(form).press("Enter");
  await expect(form.getByText("This is no token")).toBeVisible();
  await fillAccount(form, { ...phone, token: "not-the-token" });
  await tokenField(form).press("Enter");
  await expect(form.getByRole("alert")).toContainText("The gateway does not accept this token.");
  await fillAccount(form, { ...phone, apiUrl: `${origin}/v2`, token: geweToken });
  await tokenField(form).press("Enter");
  await expect(form.getByRole("alert")).toContainText(
    `Something answers at ${host}, but not as a GeWe gateway.`,
  );
  // Copied without its scheme.
  await fillAccount(form, { ...phone, apiUrl: geweUrl.replace("http://", ""), token: geweToken });
  await tokenField(form).press("Enter");
  await expect(groupRow(app.page, "大学同学会")).toBeVisible();
});

test("an unencrypted address beyond this computer needs the person's consent", async ({ app, server }) => {
  // Leads to this computer too, but does not look like it.
  const apiUrl = server.apiUrl.replace("127.0.0.1", "0.0.0.0");
  const form = await openAccountForm(app.page);
  await fillAccount(form, { ...ownAccount(server), apiUrl });
  await expect(form.getByText("This address is not encrypted")).toBeVisible();
  await form.getByRole("button", { name: "Sign in" }).click();
  await expect(form.getByText("Agree to this first")).toBeVisible();
  const unasked = await app.page.evaluate(
    ([url, user, password]) =>
      window.qunzhu?.call("accounts.add", {
        kind: "lanying",
        name: "x",
        apiUrl: url,
        appId: "x",
        credential: { type: "password", user, password },
      }),
    [apiUrl, server.user, server.password],
  );
  expect(unasked).toMatchObject({ ok: false, code: "insecure" });
  expect(requestsIn(await server.inspect(), { origin: "api" })).toBe(0);

  await form.getByRole("checkbox", { name: /^I understand/ }).check();
  await form.getByRole("button", { name: "Sign in" }).click();
  await expect(groupRow(app.page, "Open Source Friends")).toBeVisible();
});

test("the Enter that ends a Chinese word does not send the form", async ({ app, server }) => {
  const form = await openAccountForm(app.page);
  await fillAccount(form, ownAccount(server));
  const user = form.getByLabel("User name");
  await user.fill("");
  const keyboard = await app.page.context().newCDPSession(app.page);
  await keyboard.send("Input.imeSetComposition", { text: "demo", selectionStart: 4, selectionEnd: 4 });
  await app.page.keyboard.press("Enter");
  await expect(user).toHaveValue("demo");
  await expect(passwordField(form)).toHaveValue(server.password);
  expect(requestsIn(await server.inspect(), { origin: "api" })).toBe(0);
  await keyboard.send("Input.insertText", { text: "demo" });
  await app.page.keyboard.press("Enter");
  await expect(groupRow(app.page, "Open Source Friends")).toBeVisible();
  expect(requestsIn(await server.inspect(), { origin: "api", path: "/token/user" })).toBe(1);
});

test("two accounts live side by side, and one can be removed", async ({ app, server }) => {
  const { page } = app;
  await addAccount(page, ownAccount(server));
  const { geweUrl, geweAppId, geweToken } = server;
  const phone = { kind: "WeChat (GeWe)", apiUrl: geweUrl, appId: geweAppId, token: geweToken } as const;
  await addAccount(page, { ...phone, name: "Phone" });
  await expect(groupRow(page, "大学同学会")).toBeVisible();
  await expect(groupRow(page, "Open Source Friends")).toHaveCount(0);
  await page.getByRole("button", { name: "Work, Lanying IM" }).click();
  await expect(groupRow(page, "Open Source Friends")).toBeVisible();
  await page.keyboard.press("Control+2");
  await expect(groupRow(page, "大学同学会")).toBeVisible();

  const settings = await openSettings(page);
  await settings.getByRole("button", { name: "Remove Phone" }).click();
  await settings.getByRole("button", { name: "Remove account" }).click();
  await expect(page.getByRole("button", { name: "Phone, WeChat (GeWe)" })).toHaveCount(0);
  await expect(groupRow(page, "Open Source Friends")).toBeVisible();
  await settings.getByRole("button", { name: "Remove Work" }).click();
  await settings.getByRole("button", { name: "Remove account" }).click();
  await expect(page.getByRole("button", { name: /^Try the demo/ })).toBeVisible();
});

test("the same person on the same server is refused a second time", async ({ app, server }) => {
  await addAccount(app.page, ownAccount(server));
  const form = await openAccountForm(app.page);
  await fillAccount(form, ownAccount(server, "Again"));
  await form.getByRole("button", { name: "Sign in" }).click();
  await expect(form.getByRole("alert")).toContainText("The account could not be added.");
  await expect(app.page.getByRole("button", { name: /^Again,/ })).toHaveCount(0);
});
