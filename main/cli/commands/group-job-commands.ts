import type { z } from "zod";
import { GroupAction } from "../../../shared/domain/job.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Command, CommandInput } from "../command.ts";
import { readIds } from "../id-list.ts";
import { accountOption } from "../in-group.ts";
import { required } from "../options.ts";
import { minutesFrom, minutesOption, planOptions, runPlan } from "../run-plan.ts";
import { changesOf } from "./settings-commands.ts";

const groupsOption = {
  groups: {
    value: "FILE|IDS",
    help: "a CSV file or one with an id in each line, or ids with commas",
    isRequired: true,
  },
} as const;

type Wish = z.input<typeof GroupAction>;

function groupsCommand(
  name: string,
  summary: string,
  own: Pick<Command, "options" | "argumentName">,
  wishOf: (input: CommandInput) => Wish,
): Command {
  return {
    ...own,
    path: ["groups", name],
    summary: `${summary} Answers jobId and results: groupId, outcome, reason of each.`,
    options: { ...accountOption, ...groupsOption, ...own.options, ...planOptions },
    run: async (session, input) => {
      const action = actionOf(wishOf(input));
      const groupIds = await readIds("groups", required(input, "groups"));
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { jobs } = await session.services();
      return runPlan(jobs, input, await jobs.planGroups({ accountId, groupIds, action }));
    },
  };
}

function actionOf(wish: Wish): GroupAction {
  const action = GroupAction.safeParse(wish);
  if (action.success) return action.data;
  throw new AppError("invalid", `--${action.error.issues[0]?.path.join(".")} is missing or out of range`);
}

/** `--set` takes one; further ones stand behind it, or follow a comma. */
function settingsFrom({ options, arguments: others }: CommandInput) {
  return changesOf([...(options.set ?? "").split(","), ...others].filter((word) => word !== ""));
}

/** What is done to many groups at once, as plans that are run with --yes. */
export const groupJobCommands: readonly Command[] = [
  groupsCommand(
    "announce",
    "Adds an announcement to groups.",
    {
      options: {
        title: { value: "TEXT", help: "its title", isRequired: true },
        content: { value: "TEXT", help: "its text", isRequired: true },
      },
    },
    (input) => ({ type: "announce", title: required(input, "title"), content: required(input, "content") }),
  ),
  groupsCommand(
    "apply-settings",
    "Sets the same in groups; --plan shows for each what would change.",
    {
      options: {
        set: { value: "NAME=VALUE", help: "as for settings set; more may follow", isRequired: true },
      },
      argumentName: "NAME=VALUE…",
    },
    (input) => ({ type: "apply_settings", changes: settingsFrom(input) }),
  ),
  groupsCommand("mute-all", "Mutes everybody in groups.", { options: minutesOption }, (input) => ({
    type: "mute_all",
    minutes: minutesFrom(input),
  })),
  groupsCommand("unmute-all", "Lets everybody in groups speak again.", { options: {} }, () => ({
    type: "unmute_all",
  })),
  groupsCommand("leave", "Leaves groups; cannot be undone.", { options: {} }, () => ({ type: "leave" })),
];
