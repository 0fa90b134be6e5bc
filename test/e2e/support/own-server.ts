import { expect, type Locator, type Page } from "@playwright/test";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { test as base } from "../../support/app.ts";
import { choose, groupsArrived } from "./app-pages.ts";

/** A test with a server of its own, as if somebody else ran it: the app knows only its address. */
export const test = base.extend<{ server: Demo }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from here.
  server: async ({}, use) => {
    const server = await startDemo();
    await use(server);
    await server.stop();
  },
});

export interface TypedAccount {
  readonly kind?: "Lanying IM" | "WeChat (GeWe)";
  /** Of a private deployment, or of a gateway. */
  readonly apiUrl?: string;
  /** Of a private deployment that finds its server by the app id. */
  readonly directory?: string;
  readonly appId: string;
  readonly name: string;
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
}

/** Opens the form on the first screen, or beside the groups where there is an account already. */
export async function openAccountForm(page: Page): Promise<Locator> {
  const firstScreen = page.getByRole("main").getByRole("button", { name: /^Add account/ });
  const rail = page.getByRole("navigation").getByRole("button", { name: /^Add account/ });
  await expect(rail).toBeVisible();
  await ((await firstScreen.isVisible()) ? firstScreen : rail).click();
  const name = page.getByRole("textbox", { name: "Account name" });
  await expect(name).toBeVisible();
  return page.locator("form").filter({ has: name });
}

/** Types an account into the form, without sending it. */
export async function fillAccount(form: Locator, account: TypedAccount): Promise<void> {
  if (account.kind) await choose(form, "Kind of account", account.kind);
  const isGateway = account.kind === "WeChat (GeWe)";
  if (isGateway) await choose(form, "Server", "Another gateway");
  else await form.getByRole("checkbox", { name: "Private deployment" }).check();
  if (account.apiUrl !== undefined) await form.getByLabel("Server address").fill(account.apiUrl);
  if (account.directory !== undefined) await form.getByLabel("Directory address").fill(account.directory);
  await form.getByLabel(isGateway ? "Device ID" : "App ID").fill(account.appId);
  await form.getByLabel("Account name").fill(account.name);
  if (account.token !== undefined) {
    if (!isGateway) await choose(form, "Sign in with", "Token");
    await tokenField(form).fill(account.token);
    return;
  }
  await form.getByLabel("User name").fill(account.user ?? "");
  await passwordField(form).fill(account.password ?? "");
}

/** Password fields have no role, and a choice beside them has the same name. */
export function passwordField(within: Page | Locator): Locator {
  return within.locator("input[name=password]");
}

export function tokenField(within: Page | Locator): Locator {
  return within.locator("input[name=token]");
}

/** The account of the server's own user, by password. */
export function ownAccount(server: Demo, name = "Work"): TypedAccount {
  const { apiUrl, appId, user, password } = server;
  return { apiUrl, appId, name, user, password };
}

export async function addAccount(page: Page, account: TypedAccount): Promise<void> {
  const form = await openAccountForm(page);
  await fillAccount(form, account);
  await form.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: account.name })).toBeVisible();
  await groupsArrived(page);
}

/** Signs in as another program would, to have a token to paste. */
export async function issueToken(server: Demo, user: string): Promise<string> {
  const response = await fetch(`${server.apiUrl}/token/user`, {
    method: "POST",
    headers: { app_id: server.appId, "content-type": "application/json" },
    body: JSON.stringify({ name: user, password: server.password }),
  });
  const { data } = (await response.json()) as { data: { token: string } };
  return data.token;
}
