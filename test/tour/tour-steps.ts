import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { accountsMessages } from "../../renderer/features/accounts/accounts-messages.ts";
import { groupsMessages } from "../../renderer/features/groups/groups-messages.ts";
import { joinMessages } from "../../renderer/features/join/join-messages.ts";
import { membersMessages } from "../../renderer/features/members/members-messages.ts";
import type { App } from "../support/app.ts";
import { drawPicture, toPng } from "../support/qr-images.ts";

export type TourLanguage = "en" | "zh-CN";

export interface TourStep {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const uploadName = "会议纪要 minutes.pdf";

/** The main job as a person does it, in order; each step waits for what the person would wait for. */
export function tourSteps(app: App, language: TourLanguage): readonly TourStep[] {
  const { page } = app;
  const accounts = accountsMessages[language];
  const groups = groupsMessages[language];
  const members = membersMessages[language];
  const join = joinMessages[language];
  const uploaded = randomBytes(24 * 1024 * 1024);
  const upload = page.getByRole("tabpanel").getByRole("row", { name: uploadName });

  /** Puts a file where a desktop would have it. */
  async function onDesk(name: string, bytes: Buffer): Promise<string> {
    const folder = path.join(app.dataFolder, "desk");
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, name), bytes);
    return path.join(folder, name);
  }

  return [
    {
      name: "welcome",
      run: () => expect(page.getByRole("button", { name: accounts.tryDemo })).toBeVisible(),
    },
    {
      name: "add an account",
      run: async () => {
        await page.getByRole("main").getByRole("button", { name: accounts.addAccount }).click();
        await page.getByLabel(accounts.apiUrl).fill("https://api.example.com");
        await page.getByLabel(accounts.appId, { exact: true }).fill("welovemaxim");
        await page.getByLabel(accounts.user, { exact: true }).fill("chenjing");
        await expect(page.getByRole("button", { name: accounts.signIn, exact: true })).toBeEnabled();
      },
    },
    {
      name: "sign in to the demo",
      run: async () => {
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: accounts.tryDemo }).click();
        await expect(page.getByRole("row", { name: /Open Source Friends/ })).toBeVisible();
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
        const slowly = { origin: "storage", bytesPerSecond: 12 * 1024 * 1024, failTimes: 1 };
        await app.main("demoControl", { fault: slowly });
        await app.dropFiles("main", [await onDesk(uploadName, uploaded)]);
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
    {
      name: "drop a screenshot with QR codes",
      run: async () => {
        const { codes } = (await app.main("demoFacts")) as { codes: Record<string, string> };
        const picture = drawPicture({ width: 760, height: 560, isChat: true }, [
          { text: codes.openGroup ?? "", x: 60, y: 90, size: 300 },
          { text: codes.wechatPerson ?? "", x: 470, y: 260, size: 220 },
        ]);
        await page.getByRole("button", { name: join.title }).click();
        await app.dropFiles("aside.side-panel", [await onDesk("screenshot.png", toPng(picture))]);
        await expect(page.getByRole("button", { name: join.join })).toBeVisible({ timeout: 20_000 });
      },
    },
    {
      name: "asked before joining",
      run: async () => {
        await page.getByRole("button", { name: join.join }).click();
        await expect(page.getByRole("button", { name: join.confirmJoin, exact: true })).toBeVisible();
      },
    },
    {
      name: "joined",
      run: async () => {
        await page.getByRole("button", { name: join.confirmJoin, exact: true }).click();
        await expect(page.getByText(join.outcome_joined)).toBeVisible({ timeout: 20_000 });
        await expect(page.getByRole("row", { name: /Sunday Chess Club/ })).toBeVisible();
      },
    },
  ];
}
