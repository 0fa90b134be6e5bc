import { startDemo } from "../../main/demo/demo-server.ts";
import { expect } from "../support/app.ts";
import { groupRow, list, memberRow, openGroup } from "./support/app-pages.ts";
import { addAccount, ownAccount, passwordField } from "./support/own-server.ts";
import { test } from "./support/restarts.ts";

test("without the server everything read before is still there, and a retry brings it back", async ({
  start,
  server,
}) => {
  const { page } = await start();
  await addAccount(page, ownAccount(server));
  await openGroup(page, "Open Source Friends", "Members");
  await expect(memberRow(page, "Alice Brown")).toBeVisible();
  await expect(page.getByRole("tabpanel").getByText(/^As of /)).toBeVisible();
  await server.control({ fault: { dropConnection: true } });
  await page.reload();

  await expect(groupRow(page, "Open Source Friends")).toBeVisible();
  const pane = page.getByRole("region", { name: "Groups" });
  await expect(pane.getByText(/^As of /)).toBeVisible();
  const problem = pane.getByRole("alert");
  await expect(problem).toContainText(`The connection to ${new URL(server.apiUrl).host} was cut off.`);
  await openGroup(page, "Open Source Friends", "Members");
  await expect(memberRow(page, "Alice Brown")).toBeVisible();

  await server.control({ clearFaults: true });
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(problem).toHaveCount(0);
});

test("a failing server is told apart from a missing one, beside what failed", async ({ start, server }) => {
  const { page } = await start();
  await addAccount(page, ownAccount(server));
  await server.control({ fault: { path: "^/group/member_list$", status: 500 } });
  await openGroup(page, "Open Source Friends", "Members");
  const problem = page.getByRole("tabpanel").getByRole("alert");
  await expect(problem).toContainText("The members could not be refreshed.");
  await expect(problem).toContainText("The server had a problem.");
  await server.control({ clearFaults: true });
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(memberRow(page, "Alice Brown")).toBeVisible();
});

test("started while the server is gone, the app shows what it knows and signs in when it returns", async ({
  start,
  server,
}) => {
  const first = await start();
  await addAccount(first.page, ownAccount(server));
  await expect(groupRow(first.page, "Open Source Friends")).toBeVisible();
  await first.close();
  await server.stop();

  // A test keeps no secrets between two starts, so this account has to sign in again.
  const { page } = await start();
  await expect(groupRow(page, "Open Source Friends")).toBeVisible();
  await expect(page.getByText(/^As of /)).toBeVisible();
  const banner = page.getByRole("region", { name: "Sign in again" });
  await banner.getByRole("button", { name: "Sign in again" }).click();
  await passwordField(banner).fill(server.password);
  await banner.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(banner.getByRole("alert")).toContainText(
    `${new URL(server.apiUrl).host} refused the connection.`,
  );
  await expect(passwordField(banner)).toHaveValue("");

  const returned = await startDemo({ apiPort: Number(new URL(server.apiUrl).port) });
  try {
    await passwordField(banner).fill(server.password);
    await passwordField(banner).press("Enter");
    await expect(banner).toHaveCount(0);
    await openGroup(page, "Open Source Friends", "Members");
    await expect(list(page, "Members").getByRole("row").first()).toBeVisible();
  } finally {
    await returned.stop();
  }
});

test("announcements and the lists of moderation read before are there without the server, and are found", async ({
  start,
  server,
}) => {
  const { page } = await start();
  await addAccount(page, ownAccount(server));
  const owned = (await server.inspect()).groups.find(({ id }) => id === server.groups.owned);
  const { title = "" } = owned?.announcements.at(-1) ?? {};
  expect(title).not.toBe("");
  await openGroup(page, owned?.name ?? "", "Announcements");
  const announcement = page.getByRole("tabpanel").getByRole("button", { name: title });
  await expect(announcement).toBeVisible();
  await page.getByRole("tab", { name: "Moderation" }).click();
  const muted = page.getByRole("grid", { name: "Muted" }).getByRole("row");
  await expect(muted.first()).toBeVisible();
  await server.control({ fault: { dropConnection: true } });
  await page.reload();

  await openGroup(page, "Open Source Friends", "Members");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill(title);
  await page.getByRole("option", { name: title }).first().click();
  await expect(announcement).toBeFocused();
  await expect(announcement).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("tabpanel").getByText(/As of \d/)).toBeVisible();
  await expect(page.getByRole("tabpanel").getByRole("alert")).toContainText("as last read");
  await page.getByRole("tab", { name: "Moderation" }).click();
  await expect(muted.first()).toBeVisible();
  await expect(page.getByText("Not refreshed: this is the list as last read.").first()).toBeVisible();
});
