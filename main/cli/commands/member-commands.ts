import { PeopleAction, type PeopleActionType } from "../../../shared/domain/job.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Command, CommandInput, OptionSpec } from "../command.ts";
import { readPeople } from "../id-list.ts";
import { required } from "../options.ts";
import { minutesFrom, minutesOption, planOptions, runPlan } from "../run-plan.ts";

const common: Readonly<Record<string, OptionSpec>> = {
  account: { value: "N", help: "the account's name", isRequired: true },
  group: { value: "ID[,ID…]", help: "the group, or several", isRequired: true },
  users: {
    value: "FILE|IDS",
    help: "a CSV file or one with an id in each line, or ids with commas",
    isRequired: true,
  },
};
const reason = { reason: { value: "TEXT", help: "what the invited people read" } };

function actionFrom(type: PeopleActionType, input: CommandInput): PeopleAction {
  const wanted = { type, minutes: minutesFrom(input), reason: input.options.reason ?? "" };
  const action = PeopleAction.safeParse(wanted);
  if (action.success) return action.data;
  throw new AppError("invalid", `${action.error.issues[0]?.path.join(".")} is out of range`);
}

function groupsFrom(input: CommandInput): string[] {
  const ids = required(input, "group")
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  if (ids.length === 0) throw new AppError("invalid", "--group names no group");
  return [...new Set(ids)];
}

function peopleCommand(type: PeopleActionType, summary: string, own: Command["options"] = {}): Command {
  return {
    path: ["members", type],
    summary: `${summary} Answers jobId and results: groupId, userId, outcome, reason of each.`,
    options: { ...common, ...own, ...planOptions },
    run: async (session, input) => {
      const action = actionFrom(type, input);
      const groupIds = groupsFrom(input);
      const userIds = await readPeople(required(input, "users"));
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { jobs } = await session.services();
      return runPlan(jobs, input, await jobs.plan({ accountId, groupIds, userIds, action }));
    },
  };
}

/** What is done to people, as plans that are run with --yes. */
export const memberCommands: readonly Command[] = [
  peopleCommand("kick", "Removes people from groups; cannot be undone."),
  peopleCommand("mute", "Mutes people.", minutesOption),
  peopleCommand("unmute", "Lifts mutes."),
  peopleCommand("block", "Removes people and keeps them from coming back."),
  peopleCommand("unblock", "Lets people come back; brings nobody back by itself."),
  peopleCommand("promote", "Makes people admins."),
  peopleCommand("demote", "Makes admins plain members."),
  peopleCommand("invite", "Invites people; who has to agree is asked first.", reason),
];
