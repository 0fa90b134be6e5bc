import type { Page } from "@playwright/test";
import { expect, test } from "vitest";
import type { Account } from "../../../../shared/domain/account.ts";
import { answer, emit } from "../../support/fake-main-calls.ts";
import { groupPages, ownedGroup } from "../../support/group-pages.ts";

const onGroup = groupPages();
const signedOut = { ok: false, code: "signed_out", message: "HTTP 401" } as const;
const reads = [
  "groups.refresh",
  "members.sync",
  "files.sync",
  "announcements.sync",
  "moderation.sync",
  "groups.settings",
] as const;

async function tellAccounts(page: Page, isSignedIn: boolean): Promise<void> {
  const reply = await page.evaluate(() => window.qunzhu?.call("accounts.list", undefined));
  if (reply?.ok !== true) throw new Error("the page knows no accounts");
  const accounts = (reply.value as Account[]).map((account) => ({ ...account, isSignedIn }));
  await answer(page, "accounts.list", { ok: true, value: accounts });
  await emit(page, "accounts.changed", {});
}

test("on every tab, what failed because we were signed out is read again once we are signed in", () =>
  onGroup({ group: ownedGroup, files: 3 }, async (page) => {
    const failures = page.locator(".error-line");
    for (const tab of ["Overview", "Members", "Files", "Announcements", "Moderation", "Settings"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("tab", { name: tab, selected: true }).waitFor();
      for (const name of reads) await answer(page, name, signedOut);
      await tellAccounts(page, false);
      await emit(page, "shell.command", { command: "refresh" });
      await failures.first().waitFor();
      for (const name of reads) await answer(page, name, null);
      await tellAccounts(page, true);
      await expect.poll(() => failures.count(), { message: tab }).toBe(0);
    }
  }));
