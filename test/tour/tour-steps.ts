import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import type { App } from "../support/app.ts";
import { drawPicture, toPng } from "../support/qr-images.ts";

export interface TourStep {
  readonly name: string;
  readonly run: (app: App) => Promise<void>;
}

const uploadName = "会议纪要 minutes.pdf";
const uploadBytes = randomBytes(3 * 1024 * 1024);

async function dropOnGroup(app: App, name: string, bytes: Buffer): Promise<void> {
  const folder = path.join(app.dataFolder, "desk");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  await app.dropFiles("main", [file]);
}

/** The main job as a person does it, in order; each step waits for what the person would wait for. */
export const tourSteps: readonly TourStep[] = [
  {
    name: "welcome",
    run: async ({ page }) => {
      await expect(page.getByRole("button", { name: /demo|演示/i })).toBeVisible();
    },
  },
  {
    name: "add an account",
    run: async ({ page }) => {
      await page
        .getByRole("button", { name: /add account|添加账号/i })
        .last()
        .click();
      await expect(page.locator("input[type=password]").first()).toBeVisible();
    },
  },
  {
    name: "sign in to the demo",
    run: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page
        .getByRole("button", { name: /demo|演示/i })
        .first()
        .click();
      await expect(page.getByRole("row", { name: /Open Source Friends/ })).toBeVisible();
    },
  },
  {
    name: "open a group of 20,000",
    run: async ({ page }) => {
      await page.getByRole("row", { name: /万人大群/ }).click();
      await page.getByRole("tab", { name: /members|成员/i }).click();
      await expect(page.getByText(/^20,000 (members|位成员|名成员|人)|20,000 名/).first()).toBeVisible({
        timeout: 20_000,
      });
    },
  },
  {
    name: "search a member",
    run: async ({ page }) => {
      await page.getByRole("searchbox", { name: /member|成员/i }).fill("欧阳");
      await expect(page.getByRole("row", { name: /欧阳/ }).first()).toBeVisible();
      await page.getByRole("row", { name: /欧阳/ }).first().click();
      await expect(page.getByRole("complementary").first()).toBeVisible();
    },
  },
  {
    name: "files of a group",
    run: async ({ page }) => {
      await page.getByRole("row", { name: /Open Source Friends/ }).click();
      await page.getByRole("tab", { name: /files|文件/i }).click();
      await expect(page.getByRole("row", { name: /\.(pdf|png|xlsx|txt|zip|docx|md)/ }).first()).toBeVisible();
    },
  },
  {
    name: "drop a file",
    run: async (app) => {
      await app.main("demoControl", {
        fault: { origin: "storage", bytesPerSecond: 3 * 1024 * 1024, failTimes: 1 },
      });
      await dropOnGroup(app, uploadName, uploadBytes);
      await expect(app.page.getByRole("progressbar").first()).toBeVisible();
    },
  },
  {
    name: "the upload has ended",
    run: async ({ page }) => {
      await expect(page.getByRole("row", { name: new RegExp(uploadName) }).first()).toBeVisible({
        timeout: 20_000,
      });
    },
  },
  {
    name: "download it and compare the bytes",
    run: async ({ page, downloadsFolder }) => {
      await page
        .getByRole("row", { name: new RegExp(uploadName) })
        .first()
        .dblclick();
      await expect
        .poll(async () => (await readdir(downloadsFolder)).filter((file) => !file.endsWith(".part")), {
          timeout: 20_000,
        })
        .toEqual([uploadName]);
      const arrived = await readFile(path.join(downloadsFolder, uploadName));
      if (!arrived.equals(uploadBytes)) throw new Error("the downloaded bytes are not the uploaded ones");
    },
  },
  {
    name: "drop a screenshot with QR codes",
    run: async (app) => {
      const facts = (await app.main("demoFacts")) as { codes: Record<string, string> };
      const codes = [
        { text: facts.codes.openGroup ?? "", x: 60, y: 90, size: 300 },
        { text: facts.codes.wechatPerson ?? "", x: 470, y: 260, size: 220 },
      ];
      const folder = path.join(app.dataFolder, "desk");
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, "screenshot.png");
      await writeFile(file, toPng(drawPicture({ width: 760, height: 560, isChat: true }, codes)));
      await app.page.getByRole("button", { name: /join by qr|扫码入群|扫码加群/i }).click();
      await app.dropFiles("[data-join-panel]", [file]);
      await expect(app.page.getByRole("button", { name: /^(join|加入|入群)/i }).first()).toBeVisible({
        timeout: 20_000,
      });
    },
  },
  {
    name: "asked before joining",
    run: async ({ page }) => {
      await page
        .getByRole("button", { name: /^(join|加入|入群)/i })
        .first()
        .click();
    },
  },
  {
    name: "joined",
    run: async ({ page }) => {
      await page
        .locator("[data-join-panel]")
        .getByRole("button", { name: /^(join|加入|入群)/i })
        .first()
        .click();
      await expect(page.getByText(/^(joined|已加入)/i).first()).toBeVisible({ timeout: 20_000 });
    },
  },
];
