import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import type { Demo } from "../../main/demo/demo-interface.ts";
import { accountsMessages } from "../../renderer/features/accounts/accounts-messages.ts";
import { groupsMessages } from "../../renderer/features/groups/groups-messages.ts";
import { membersMessages } from "../../renderer/features/members/members-messages.ts";
import { onDesk } from "../e2e/support/desk.ts";
import type { App } from "../support/app.ts";
import { wechatAccount } from "../support/demo-accounts.ts";

export type TourLanguage = "en" | "zh-CN";

export interface TourStep {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const uploadName = "会议纪要 minutes.pdf";

/** The first things a person does, in order; each step waits for what the person would wait for. */
export function tourSteps(app: App, server: Demo, language: TourLanguage): readonly TourStep[] {
  const { page } = app;
  const accounts = accountsMessages[language];
  const groups = groupsMessages[language];
  const members = membersMessages[language];
  const uploaded = randomBytes(24 * 1024 * 1024);
  const upload = page.getByRole("tabpanel").getByRole("row", { name: uploadName });

  return [
    {
      name: "welcome",
      run: () => expect(page.getByRole("button", { name: accounts.tryDemo })).toBeVisible(),
    },
    {
      name: "add an account by its app id",
      run: async () => {
        await page.getByRole("main").getByRole("button", { name: accounts.addAccount }).click();
        await page.getByLabel(accounts.appId, { exact: true }).fill(server.appId);
        await page.getByLabel(accounts.user, { exact: true }).fill(server.user);
        await page.locator("input[name=password]").fill(server.password);
        await page.getByLabel(accounts.name, { exact: true }).fill("青禾社区");
      },
    },
    {
      name: "of a private deployment the directory is named",
      run: async () => {
        await page.getByRole("checkbox", { name: accounts.privateDeployment }).check();
        await page.getByLabel(accounts.directory, { exact: true }).fill(server.directoryUrl);
      },
    },
    {
      name: "the server is found and signed in to",
      run: async () => {
        await page.getByRole("button", { name: accounts.signIn, exact: true }).click();
        await expect(page.getByRole("row", { name: /Open Source Friends/ })).toBeVisible();
        // Codes of both kinds are joined later on.
        const added = await page.evaluate(
          (account) => window.qunzhu?.call("accounts.add", account),
          wechatAccount(server),
        );
        expect(added).toMatchObject({ ok: true });
      },
    },
    {
      name: "open a group of 20,000",
      run: async () => {
        await page.getByRole("row", { name: /万人大群/ }).click();
        await page.getByRole("tab", { name: groups.members }).click();
        const everybody = members.count_other.replace("{{count, number}}", "20,000");
        await expect(page.getByText(everybody).first()).toBeVisible({ timeout: 20_000 });
      },
    },
    {
      name: "search a member",
      run: async () => {
        await page.getByRole("searchbox", { name: members.search }).fill("欧阳");
        await page.getByRole("row", { name: /欧阳/ }).first().click();
        await expect(
          page.getByRole("complementary").getByText(members.joined, { exact: true }),
        ).toBeVisible();
      },
    },
    {
      name: "files of a group",
      run: async () => {
        await page.keyboard.press("Escape");
        await page.getByRole("row", { name: /Open Source Friends/ }).click();
        await page.getByRole("tab", { name: groups.files }).click();
        await expect(page.getByRole("tabpanel").getByRole("row").first()).toBeVisible();
      },
    },
    {
      name: "drop a file",
      run: async () => {
        const slowly = { origin: "storage", bytesPerSecond: 12 * 1024 * 1024, failTimes: 1 } as const;
        await server.control({ fault: slowly });
        await app.dropFiles("main", [await onDesk(app, uploadName, uploaded)]);
        const progress = page.getByRole("progressbar").first();
        await expect
          .poll(async () => Number(await progress.getAttribute("aria-valuenow")))
          .toBeGreaterThan(40);
      },
    },
    {
      name: "the upload has ended",
      run: () => expect(upload).toBeVisible({ timeout: 20_000 }),
    },
    {
      name: "download it and compare the bytes",
      run: async () => {
        await upload.dblclick();
        const finished = async () =>
          (await readdir(app.downloadsFolder)).filter((file) => !file.endsWith(".part"));
        await expect.poll(finished, { timeout: 20_000 }).toEqual([uploadName]);
        const downloaded = await readFile(path.join(app.downloadsFolder, uploadName));
        if (!downloaded.equals(uploaded)) throw new Error("the downloaded bytes are not the uploaded ones");
      },
    },
  ];
}
