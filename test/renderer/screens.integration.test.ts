import type { Page } from "@playwright/test";
import { test } from "vitest";
import { fakePages, type PageOptions, wholePage } from "./support/fake-pages.ts";
import { bigGroup } from "./support/group-pages.ts";
import { axeFindingsInBoth, expect } from "./support/page-checks.ts";

// React complains of what it finds wrong only here.
const onPage = fakePages({ build: "development" });
const list = (page: Page, name: string) => page.getByRole("grid", { name });

async function openMembers(page: Page) {
  await list(page, "Groups").getByText(bigGroup).click();
  await page.getByRole("tab", { name: "Members" }).click();
  await list(page, "Members").getByRole("row").first().waitFor();
}

const screens: readonly (readonly [
  name: string,
  options: PageOptions,
  steps: (page: Page) => Promise<unknown>,
])[] = [
  ["welcome", { scene: "welcome" }, (page) => page.getByRole("heading", { level: 1 }).waitFor()],
  [
    "add account with its warnings",
    { scene: "welcome" },
    async (page) => {
      await page.getByRole("main").getByRole("button", { name: "Add account" }).click();
      await page.getByRole("checkbox", { name: "Private deployment" }).check();
      await page.getByLabel("Server address").fill("http://example.com");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("Agree to this first").waitFor();
    },
  ],
  ["groups, nothing open", {}, (page) => list(page, "Groups").getByRole("row").first().waitFor()],
  ["no groups", { scene: "empty" }, (page) => page.getByText("No groups yet").waitFor()],
  ["groups on their way", { scene: "loading" }, (page) => page.getByLabel("Groups are loading").waitFor()],
  ["notices", { scene: "notices" }, (page) => page.getByLabel("Notices").waitFor()],
  ["members", {}, openMembers],
  [
    "a member's card",
    {},
    async (page) => {
      await openMembers(page);
      await list(page, "Members").getByRole("row").nth(5).click();
      await page.getByRole("complementary").getByText("Until lifted", { exact: true }).waitFor();
    },
  ],
  [
    "overview",
    {},
    async (page) => {
      await openMembers(page);
      await page.getByRole("tab", { name: "Overview" }).click();
    },
  ],
  [
    "offline",
    { scene: "offline" },
    async (page) => {
      await openMembers(page);
      await page.keyboard.press("F5");
      await page.getByRole("alert").nth(1).waitFor();
    },
  ],
  [
    "settings with a question",
    {},
    async (page) => {
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByRole("button", { name: "Remove Work" }).click();
    },
  ],
  [
    "signed out",
    {},
    async (page) => {
      await page.keyboard.press("Control+3");
      await page.getByRole("button", { name: "Sign in again" }).click();
      await page.getByLabel("User name").waitFor();
    },
  ],
];

const gentle: PageOptions = { scene: "gentle" };
const gentleScreens: typeof screens = [
  [
    "with an account that was asked to slow down",
    gentle,
    (page) => page.getByText(/slow down until/).waitFor(),
  ],
  [
    "with the settings of such an account",
    gentle,
    async (page) => {
      await page.getByRole("button", { name: "Settings" }).click();
      await page
        .getByRole("complementary")
        .getByText(/slow down until/)
        .first()
        .waitFor();
    },
  ],
  [
    "with a search that says what was never read",
    gentle,
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByText("members of 988 groups, files of 990, announcements of 1.").waitFor();
    },
  ],
  [
    "with an inbox that says what it was not told",
    gentle,
    async (page) => {
      await page.getByRole("button", { name: /^Inbox/ }).click();
      await page.getByText(/940 groups were not asked about/).waitFor();
    },
  ],
  [
    "with an overview whose role was not read",
    gentle,
    async (page) => {
      await list(page, "Groups").getByText("小区团购").click();
      await page.getByRole("tab", { name: "Overview" }).click();
      await page.getByText("Member, or admin: not read yet").waitFor();
    },
  ],
  [
    "with a chat room open",
    {},
    async (page) => {
      const row = list(page, "Groups").getByRole("row", { name: /Weekend hiking/ });
      await expect(row).toContainText("Chat room");
      await row.click();
      await page.getByRole("tab", { name: "Overview" }).click();
      await page.locator(".facts").getByText("Chat room").waitFor();
    },
  ],
  [
    "with a new group that can be a chat room",
    {},
    async (page) => {
      await page.getByRole("button", { name: "New group" }).click();
      await page
        .getByLabel("Group name")
        .or(page.getByLabel("Name", { exact: true }))
        .first()
        .fill("Room");
      await page.getByRole("radio", { name: "Chat room" }).check({ force: true });
    },
  ],
];

test.each([...screens, ...gentleScreens])(`axe finds nothing wrong %s`, async (_name, options, steps) => {
  await onPage({ ...options }, async (page) => {
    await steps(page);
    expect(await axeFindingsInBoth(page)).toEqual([]);
  });
});

test("the page says its language, and follows a change of it at once", async () => {
  await onPage({ language: "zh-CN" }, async (page) => {
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await page.getByRole("button", { name: "设置" }).click();
    await page.getByText("English").click();
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});

test("a password field is empty as soon as it was sent, and the server's words show", async () => {
  await onPage({ scene: "welcome" }, async (page) => {
    await page.getByRole("main").getByRole("button", { name: "Add account" }).click();
    await page.getByLabel("App ID").fill("app");
    await page.getByLabel("Account name").fill("Work");
    await page.getByLabel("User name").fill("ann");
    await page.getByLabel("Password", { exact: true }).last().fill("hunter2");
    await page.keyboard.press("Enter");
    await page.getByText("Operation rejected").waitFor();
    await expect(page.locator('input[name="password"]')).toHaveValue("");
    await expect(page.locator('input[name="user"]')).toHaveValue("ann");
  });
});

test("100,000 members: the end is one key away, and only what is seen exists", async () => {
  await onPage({}, async (page) => {
    await openMembers(page);
    const members = list(page, "Members");
    await expect(members).toHaveAttribute("aria-rowcount", "100000");
    await members.focus();
    await page.keyboard.press("End");
    await members.locator('[aria-rowindex="100000"]').getByText("99999").waitFor();
    expect(await members.getByRole("row").count()).toBeLessThan(60);
    await page.keyboard.press("Enter");
    await page.getByRole("complementary").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("complementary").waitFor({ state: "detached" });
    await expect(members).toBeFocused();
  });
});

test("Ctrl+F goes to the search of the pane one is in, and typing finds", async () => {
  await onPage({}, async (page) => {
    await openMembers(page);
    await list(page, "Members").focus();
    await page.keyboard.press("Control+f");
    await page.keyboard.type("Sofia");
    await page.getByText("matches").waitFor();
    await page.keyboard.press("Control+f");
    await page.keyboard.type("chess");
    await page.waitForFunction(() => document.querySelectorAll(".groups-list [role=row]").length === 1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 2, name: "Chess club" }).waitFor();
  });
});

test("Enter that picks a Chinese word stays in the field; the next one moves on to the results", async () => {
  await onPage({}, async (page) => {
    const search = page.getByRole("searchbox", { name: "Search groups" });
    await list(page, "Groups").getByRole("row").first().waitFor();
    await search.focus();
    const press = (isComposing: boolean) =>
      search.evaluate((field, composing) => {
        field.dispatchEvent(
          new KeyboardEvent("keydown", {
            key: "Enter",
            isComposing: composing,
            bubbles: true,
            cancelable: true,
          }),
        );
        return document.activeElement === field;
      }, isComposing);
    expect(await press(true)).toBe(true);
    expect(await press(false)).toBe(false);
  });
});

test("a search typed far down a long list shows its results from the top", async () => {
  await onPage({}, async (page) => {
    await openMembers(page);
    await list(page, "Members").focus();
    await page.keyboard.press("End");
    await page.locator('[aria-rowindex="100000"]').waitFor();
    await page.getByRole("searchbox", { name: "Search members" }).fill("Alex Chen");
    await list(page, "Members").locator('[aria-rowindex="1"]').getByText("Alex Chen").waitFor();
  });
});

test("one side panel at a time: joining closes the settings, the settings close joining", async () => {
  await onPage({}, async (page) => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("complementary", { name: "Settings" }).waitFor();
    await page.getByRole("button", { name: "Join by QR code" }).click();
    await page.getByRole("complementary", { name: "Settings" }).waitFor({ state: "detached" });
    await expect(page.getByRole("complementary")).toHaveCount(1);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("complementary", { name: "Settings" }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll("aside").length === 1);
  });
});

test("Ctrl+2 shows the second account", async () => {
  await onPage({}, async (page) => {
    await page.keyboard.press("Control+2");
    await page.getByRole("heading", { level: 1, name: "Demo WeChat" }).waitFor();
    const current = page.getByRole("navigation").locator("[aria-current]");
    await expect(current).toHaveAttribute("aria-label", /WeChat \(GeWe\)/);
  });
});

test("the group list is as wide as one makes it, also next time", async () => {
  await onPage({}, async (page) => {
    const splitter = page.getByRole("separator");
    await splitter.focus();
    await page.keyboard.press("ArrowRight");
    await expect(splitter).toHaveAttribute("aria-valuenow", "316");
    await page.reload();
    await wholePage(page);
    await expect(page.getByRole("separator")).toHaveAttribute("aria-valuenow", "316");
  });
});

test("names are shown as they are written, never as markup", async () => {
  await onPage({}, async (page) => {
    await list(page, "Groups").getByText("<b>bold</b>").waitFor();
    await expect(page.locator(".groups-list b, .groups-list script")).toHaveCount(0);
  });
});
