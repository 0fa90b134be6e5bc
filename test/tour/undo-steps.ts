import { expect } from "@playwright/test";
import { activityMessages } from "../../renderer/features/activity/activity-messages.ts";
import { administrationMessages } from "../../renderer/features/administration/administration-messages.ts";
import { announcementsMessages } from "../../renderer/features/announcements/announcements-messages.ts";
import { groupsMessages } from "../../renderer/features/groups/groups-messages.ts";
import { jobsMessages } from "../../renderer/features/jobs/jobs-messages.ts";
import type { App } from "../support/app.ts";
import type { TourLanguage, TourStep } from "./tour-steps.ts";

const groups = [/周末登山队/, /Open Source Friends/, /阳光小区业主群/] as const;

/** Things that are done and taken back: an announcement in three groups, and a setting, from the activity. */
export function undoSteps(app: App, language: TourLanguage): readonly TourStep[] {
  const { page } = app;
  const jobs = jobsMessages[language];
  const activity = activityMessages[language];
  const administration = administrationMessages[language];
  const announcements = announcementsMessages[language];
  const panel = page.getByRole("complementary");
  const three = (words: string) => words.replace("{{count, number}}", "3");
  const rail = page.getByRole("navigation");
  const list = page.getByRole("grid", { name: groupsMessages[language].groups, exact: true });
  const done = panel.getByRole("row").filter({ hasText: jobs.done });

  return [
    {
      name: "announce in three groups",
      run: async () => {
        await page.keyboard.press("Escape");
        for (const name of groups)
          await list
            .getByRole("row", { name })
            .first()
            .click({ modifiers: ["Control"] });
        await page.getByRole("button", { name: jobs.announce, exact: true }).click();
        await panel.getByLabel(announcements.title).fill("暑假 Summer break");
        await panel.getByLabel(announcements.content, { exact: true }).fill("We meet again on 1 September.");
        await panel.getByRole("button", { name: jobs.showPlan }).click();
        await expect(panel.getByRole("button", { name: three(jobs.announceGroups_other) })).toBeVisible();
      },
    },
    {
      name: "announced",
      run: async () => {
        await panel.getByRole("button", { name: three(jobs.announceGroups_other) }).click();
        await expect(done).toHaveCount(3, { timeout: 20_000 });
      },
    },
    {
      name: "taken back in all three",
      run: async () => {
        await panel.getByRole("button", { name: jobs.undo, exact: true }).click();
        await panel.getByRole("button", { name: three(jobs.unannounceGroups_other) }).click();
        await expect(panel.getByText(jobs.doneState)).toBeVisible({ timeout: 20_000 });
        await expect(done).toHaveCount(3);
      },
    },
    {
      name: "change who may join",
      run: async () => {
        await page.keyboard.press("Escape");
        await list.getByRole("row", { name: groups[1] }).click();
        await page.getByRole("tab", { name: groupsMessages[language].settings }).click();
        const rule = page.getByRole("radiogroup", { name: administration.joinRule });
        await rule.getByRole("radio", { name: administration.joinApproval }).check();
        await expect(page.getByText(administration.saved)).toBeVisible();
      },
    },
    {
      name: "the activity shows before and after",
      run: async () => {
        await rail.getByRole("button", { name: activity.title }).click();
        await expect(changed()).toBeVisible();
        await changed().click();
        await expect(panel.getByRole("region", { name: activity.before })).toContainText(
          administration.joinOpen,
        );
      },
    },
    {
      name: "undone from there",
      run: async () => {
        await panel.getByRole("button", { name: new RegExp(`^${activity.undo}`) }).click();
        const [start = ""] = activity.undoneTo.split("{{");
        await expect(page.getByRole("status").filter({ hasText: start })).toContainText(
          administration.joinOpen,
        );
      },
    },
  ];

  function changed() {
    const name = `${administration.joinOpen} → ${administration.joinApproval}`;
    return page.getByRole("button", { name }).first();
  }
}
