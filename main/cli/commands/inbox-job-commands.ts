import type { ItemAction } from "../../../shared/domain/job.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Services } from "../../services.ts";
import type { Command, CommandInput } from "../command.ts";
import { readIds, readPeople } from "../id-list.ts";
import { accountOption } from "../in-group.ts";
import { required } from "../options.ts";
import { planOptions, runPlan } from "../run-plan.ts";

interface Item {
  readonly groupId: string;
  readonly targetId: string;
}

/** Who applied and is meant: named people in named groups, whether they wait or not; else all that wait and fit. */
async function itemsOf(
  { inbox }: Services,
  accountId: string,
  { options }: CommandInput,
): Promise<readonly Item[]> {
  const groupIds = options.groups === undefined ? null : await readIds("groups", options.groups);
  const userIds = options.users === undefined ? null : await readPeople(options.users);
  if (groupIds !== null && userIds !== null) {
    return groupIds.flatMap((groupId) => userIds.map((targetId) => ({ groupId, targetId })));
  }
  await inbox.readBack(accountId);
  const { rows } = await inbox.list({ showsDecided: false });
  const meant = rows
    .filter((row) => row.accountId === accountId && row.kind === "application")
    .map(({ groupId, personId }) => ({ groupId, targetId: personId }))
    .filter(({ groupId }) => groupIds === null || groupIds.includes(groupId))
    .filter(({ targetId }) => userIds === null || userIds.includes(targetId));
  if (meant.length === 0) throw new AppError("not_found", "no such application waits");
  return meant;
}

function applicationsCommand(name: string, summary: string, action: ItemAction): Command {
  return {
    path: ["inbox", name],
    summary: `${summary} Answers jobId and results: groupId, userId, outcome, reason of each.`,
    options: {
      ...accountOption,
      groups: { value: "FILE|IDS", help: "only of these groups: a list, or ids with commas" },
      users: { value: "FILE|IDS", help: "only these people: a list, or ids with commas" },
      ...planOptions,
    },
    run: async (session, input) => {
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const services = await session.services();
      const items = await itemsOf(services, accountId, input);
      return runPlan(services.jobs, input, await services.jobs.planItems({ accountId, items, action }));
    },
  };
}

/** Applications of many people, as plans that are run with --yes. */
export const inboxJobCommands: readonly Command[] = [
  applicationsCommand("approve", "Lets people who applied into their groups: all that wait, or some.", {
    type: "approve_applications",
  }),
  applicationsCommand("refuse", "Refuses people who applied: all that wait, or some.", {
    type: "refuse_applications",
  }),
];
