import { type JobPlan, PeopleAction, type PeopleActionType } from "../../../shared/domain/job.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Command, CommandInput, OptionSpec } from "../command.ts";
import { reportOf } from "../job-report.ts";
import { required } from "../options.ts";
import { readPeople } from "../people-list.ts";

const common: Readonly<Record<string, OptionSpec>> = {
  account: { value: "N", help: "the account's name", isRequired: true },
  group: { value: "ID[,ID…]", help: "the group, or several", isRequired: true },
  users: {
    value: "FILE|IDS",
    help: "a CSV file or one with an id in each line, or ids with commas",
    isRequired: true,
  },
};
const confirming: Readonly<Record<string, OptionSpec>> = {
  plan: { help: "say who would be acted on and who is left out; run nothing" },
  yes: { help: "run it" },
};
const minutes = { minutes: { value: "M", help: "how long; without it, or -1: for ever" } };
const reason = { reason: { value: "TEXT", help: "what the invited people read" } };

function actionFrom(type: PeopleActionType, { options }: CommandInput): PeopleAction {
  if (options.minutes !== undefined && !/^-1$|^\d{1,7}$/.test(options.minutes)) {
    throw new AppError("invalid", "--minutes takes a whole number, or -1 for ever");
  }
  const wanted = { type, minutes: Number(options.minutes ?? -1), reason: options.reason ?? "" };
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

/** One line that says what would happen. */
function summaryOf({ action, targets, leftOut, callCount, estimatedMs, isReversible }: JobPlan): string {
  const groups = new Set(targets.map(({ groupId }) => groupId)).size;
  const reasons = Object.entries(Object.groupBy(leftOut, ({ reason }) => reason)).map(
    ([reason, people]) => `${reason} ${people?.length}`,
  );
  const left = reasons.length === 0 ? "" : `, ${leftOut.length} left out (${reasons.join(", ")})`;
  const cost = `${callCount} calls, about ${Math.ceil(estimatedMs / 1000)} s`;
  const undo = isReversible ? "can be undone" : "cannot be undone";
  return `${action.type}: ${targets.length} people in ${groups} groups${left}; ${cost}; ${undo}`;
}

function peopleCommand(type: PeopleActionType, summary: string, own: Command["options"] = {}): Command {
  return {
    path: ["members", type],
    summary: `${summary} Answers jobId and results: groupId, userId, outcome, reason of each.`,
    options: { ...common, ...own, ...confirming },
    run: async (session, input) => {
      const action = actionFrom(type, input);
      const groupIds = groupsFrom(input);
      const userIds = await readPeople(required(input, "users"));
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { jobs } = await session.services();
      const { planId, ...plan } = await jobs.plan({ accountId, groupIds, userIds, action });
      if (input.options.plan !== undefined) return plan;
      if (input.options.yes === undefined) {
        const told = summaryOf({ planId, ...plan });
        throw new AppError("invalid", `${told}. --yes runs it, --plan tells everybody by name`);
      }
      const { id } = await jobs.run(planId);
      return reportOf(jobs, id);
    },
  };
}

/** What is done to people, as plans that are run with --yes. */
export const memberCommands: readonly Command[] = [
  peopleCommand("kick", "Removes people from groups; cannot be undone."),
  peopleCommand("mute", "Mutes people.", minutes),
  peopleCommand("unmute", "Lifts mutes."),
  peopleCommand("block", "Removes people and keeps them from coming back."),
  peopleCommand("unblock", "Lets people come back; brings nobody back by itself."),
  peopleCommand("promote", "Makes people admins."),
  peopleCommand("demote", "Makes admins plain members."),
  peopleCommand("invite", "Invites people; who has to agree is asked first.", reason),
];
