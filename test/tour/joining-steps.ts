import { expect } from "@playwright/test";
import type { DemoFacts } from "../../main/demo/demo-interface.ts";
import { joinMessages } from "../../renderer/features/join/join-messages.ts";
import { onDesk, screenshotOf } from "../e2e/support/desk.ts";
import type { App } from "../support/app.ts";
import { drawPicture, toPng } from "../support/qr-images.ts";
import type { TourLanguage, TourStep } from "./tour-steps.ts";

/** What is held before the tour's camera, which is a film. */
export const cameraCode = '{"source":"app","action":"group","info":{"group_id":"77","info":"key"}}';

/** Codes out of pictures: one joined by itself, several one after another, known again, and one before the camera. */
export function joiningSteps(app: App, server: DemoFacts, language: TourLanguage): readonly TourStep[] {
  const { page } = app;
  const join = joinMessages[language];
  const panel = page.getByRole("complementary", { name: join.title });
  const cards = panel.getByRole("article");
  const button = (name: string) => panel.getByRole("button", { name, exact: true });
  const { codes } = server;
  const counted = (words: string, count: number) => words.replace("{{count}}", String(count));

  /** Three groups to join with two accounts, and a link that is made to look like a group's. */
  async function bringSeveral(): Promise<void> {
    const { approvalGroup, wechatGroup, fullGroup } = codes;
    const imitation = wechatGroup.replace("weixin.qq.com", "weixin.qq.com.example.net");
    const picture = screenshotOf([approvalGroup, wechatGroup, fullGroup, imitation], 300);
    await app.dropFiles("aside.side-panel", [await onDesk(app, "four codes.png", picture)]);
    await expect(cards).toHaveCount(4, { timeout: 20_000 });
    await expect(cards.nth(3).getByRole("note")).toContainText("weixin.qq.com");
  }

  return [
    {
      name: "drop a screenshot with QR codes",
      run: async () => {
        const { openGroup, wechatPerson } = codes;
        const picture = drawPicture({ width: 760, height: 560, isChat: true }, [
          { text: openGroup, x: 60, y: 90, size: 300 },
          { text: wechatPerson, x: 470, y: 260, size: 220 },
        ]);
        await page.getByRole("button", { name: join.title }).click();
        await app.dropFiles("aside.side-panel", [await onDesk(app, "screenshot.png", toPng(picture))]);
        await expect(button(join.join)).toBeVisible({ timeout: 20_000 });
      },
    },
    {
      name: "asked before joining",
      run: async () => {
        await button(join.join).click();
        await expect(button(join.confirmJoin)).toBeVisible();
      },
    },
    {
      name: "joined",
      run: async () => {
        await button(join.confirmJoin).click();
        await expect(panel.getByText(join.outcome_joined)).toBeVisible({ timeout: 20_000 });
        await expect(page.getByRole("row", { name: /Sunday Chess Club/ })).toBeVisible();
      },
    },
    {
      name: "several codes in one screenshot",
      run: async () => {
        await button(join.clear).click();
        await bringSeveral();
        await expect(button(counted(join.joinMany_other, 3))).toBeEnabled();
      },
    },
    {
      name: "asked before joining several",
      run: async () => {
        await button(counted(join.joinMany_other, 3)).click();
        await expect(button(join.confirmJoin)).toBeVisible();
      },
    },
    {
      name: "joined one after another",
      run: async () => {
        await button(join.confirmJoin).click();
        const ends = [join.end_joined, join.end_pending_approval, join.end_refused];
        const words = ends.map((end) => counted(end, 1)).join(" · ");
        await expect(panel.getByText(words)).toBeVisible({ timeout: 30_000 });
      },
    },
    {
      name: "brought again, they are known",
      run: async () => {
        await button(join.ok).click();
        await button(join.clear).click();
        await bringSeveral();
        await expect(cards.locator(".join-seen")).toHaveCount(3);
      },
    },
    {
      name: "a code before the camera",
      run: async () => {
        await button(join.clear).click();
        await expect(cards).toHaveCount(0);
        await button(join.camera).click();
        await expect(panel.getByRole("article", { name: join.kind_lanying_group })).toBeVisible({
          timeout: 30_000,
        });
      },
    },
  ];
}
