import { type JobPlan, targetKindOf } from "../../shared/domain/job.ts";
import { AppError } from "../../shared/errors.ts";
import type { JobsService } from "../features/jobs/jobs-service.ts";
import type { CommandInput, OptionSpec } from "./command.ts";
import { type JobReport, reportOf } from "./job-report.ts";

/** Options of every command that makes a plan. */
export const planOptions: Readonly<Record<"plan" | "yes", OptionSpec>> = {
  plan: { help: "say what would be acted on and what is left out; run nothing" },
  yes: { help: "run it" },
};

export const minutesOption: Readonly<Record<"minutes", OptionSpec>> = {
  minutes: { value: "M", help: "how long; without it, or -1: for ever" },
};

/** Answers the plan itself with `--plan`, runs it with `--yes`; with neither its summary is the refusal. */
export async function runPlan(
  jobs: JobsService,
  input: CommandInput,
  plan: JobPlan,
): Promise<Omit<JobPlan, "planId"> | JobReport> {
  const { planId, ...shown } = plan;
  if (input.options.plan !== undefined) return shown;
  if (input.options.yes === undefined) {
    throw new AppError("invalid", `${summaryOf(plan)}. --yes runs it, --plan tells each by name`);
  }
  const { id } = await jobs.run(planId);
  return reportOf(jobs, id);
}

/** The minutes of `--minutes`; -1, for ever, without it. Their range is the action's own affair. */
export function minutesFrom({ options }: CommandInput): number {
  if (options.minutes !== undefined && !/^-1$|^\d{1,7}$/.test(options.minutes)) {
    throw new AppError("invalid", "--minutes takes a whole number, or -1 for ever");
  }
  return Number(options.minutes ?? -1);
}

const nouns = { person: "people in", file: "files in", group: "" } as const;

/** One line that says what would happen. */
function summaryOf({ action, targets, leftOut, callCount, estimatedMs, isReversible }: JobPlan): string {
  const groups = new Set(targets.map(({ groupId }) => groupId)).size;
  const noun = nouns[targetKindOf(action.type)];
  const what = noun === "" ? `${groups} groups` : `${targets.length} ${noun} ${groups} groups`;
  const reasons = Object.entries(Object.groupBy(leftOut, ({ reason }) => reason)).map(
    ([reason, those]) => `${reason} ${those?.length}`,
  );
  const left = reasons.length === 0 ? "" : `, ${leftOut.length} left out (${reasons.join(", ")})`;
  const cost = `${callCount} calls, about ${Math.ceil(estimatedMs / 1000)} s`;
  const undo = isReversible ? "can be undone" : "cannot be undone";
  return `${action.type}: ${what}${left}; ${cost}; ${undo}`;
}
