import { expect } from "@playwright/test";
import type { DemoFacts } from "../../main/demo/demo-interface.ts";
import { groupCodeMessages } from "../../renderer/features/group-code/group-code-messages.ts";
import { groupsMessages } from "../../renderer/features/groups/groups-messages.ts";
import { inboxMessages } from "../../renderer/features/inbox/inbox-messages.ts";
import { jobsMessages } from "../../renderer/features/jobs/jobs-messages.ts";
import { membersMessages } from "../../renderer/features/members/members-messages.ts";
import { demoPerson } from "../e2e/support/demo-person.ts";
import type { App } from "../support/app.ts";
import type { TourLanguage, TourStep } from "./tour-steps.ts";

const groupId = "2306414724992";

/** Acting on many: a plan, a run in which one refuses, the run of the failure again; the inbox; the group's QR code. */
export function administrationSteps(
  app: App,
  server: DemoFacts,
  language: TourLanguage,
): readonly TourStep[] {
  const { page } = app;
  const jobs = jobsMessages[language];
  const panel = page.getByRole("complementary");
  const person = (name: string) => page.getByRole("tabpanel").getByRole("row", { name });

  return [
    {
      name: "plan to mute three",
      run: async () => {
        await page.keyboard.press("Escape");
        await page.getByRole("row", { name: /Open Source Friends/ }).click();
        await page.getByRole("tab", { name: groupsMessages[language].members }).click();
        await person("Alice Brown").click({ modifiers: ["Control"] });
        await person("Keiko Ito").click({ modifiers: ["Control"] });
        await page
          .getByRole("grid", { name: membersMessages[language].members })
          .getByRole("row", { selected: false })
          .nth(3)
          .click({ modifiers: ["Control"] });
        await page.getByRole("tabpanel").getByRole("button", { name: jobs.mute, exact: true }).click();
        await expect(
          panel.getByRole("button", { name: jobs.mutePeople_other.replace("{{count, number}}", "3") }),
        ).toBeVisible();
      },
    },
    {
      name: "one of them has left meanwhile",
      run: async () => {
        await (await demoPerson(server, "alice")).leave(groupId);
        await panel
          .getByRole("button", { name: jobs.mutePeople_other.replace("{{count, number}}", "3") })
          .click();
        await expect(panel.getByRole("row", { name: "Alice Brown" })).toContainText(jobs.refused);
      },
    },
    {
      name: "the failure is run again",
      run: async () => {
        await (await demoPerson(server, "alice")).join(groupId);
        await panel
          .getByRole("button", { name: jobs.runAgain_one.replace("{{count, number}}", "1") })
          .click();
        const confirm = language === "en" ? jobs.mutePeople_one : jobs.mutePeople_other;
        await panel.getByRole("button", { name: confirm.replace("{{count, number}}", "1") }).click();
        await expect(panel.getByRole("row").first()).toContainText(jobs.done);
      },
    },
    {
      name: "the inbox over all groups",
      run: async () => {
        await page.keyboard.press("Escape");
        await page
          .getByRole("navigation")
          .getByRole("button", { name: inboxMessages[language].open })
          .click();
        await expect(
          page.getByRole("grid", { name: inboxMessages[language].title }).getByRole("row").first(),
        ).toBeVisible();
      },
    },
    {
      name: "the group's QR code",
      run: async () => {
        await page
          .getByRole("row", { name: /周末登山队/ })
          .first()
          .click();
        await page.getByRole("button", { name: groupCodeMessages[language].title, exact: true }).click();
        await expect(panel.getByRole("img").first()).toBeVisible();
      },
    },
  ];
}
