import type { Job } from "../../../shared/domain/job.ts";
import { type ErrorCode, toAppError } from "../../../shared/errors.ts";
import type { Command, CommandInput } from "../command.ts";
import { jobSummary, reportOf, resultsOf } from "../job-report.ts";
import { onlyArgument } from "../options.ts";
import type { Session } from "../session.ts";

const argumentName = "JOB";
const mayStayOut: ReadonlySet<ErrorCode> = new Set(["signed_out", "offline"]);

async function jobNamed(session: Session, input: CommandInput): Promise<Job> {
  const jobId = onlyArgument(input, "job's id");
  return (await session.services()).jobs.get(jobId);
}

async function nameOf(session: Session, { accountId }: Job): Promise<string> {
  return (await session.services()).accounts.get(accountId).name;
}

export const jobCommands: readonly Command[] = [
  {
    path: ["jobs", "list"],
    summary: "Every job, newest first: id, action, state, total and counts by outcome.",
    options: {},
    run: async (session) => (await (await session.services()).jobs.list()).map(jobSummary),
  },
  {
    path: ["jobs", "show"],
    summary: "One job and its results: groupId, userId, outcome, reason of each.",
    options: {},
    argumentName,
    run: async (session, input) => {
      const job = await jobNamed(session, input);
      const { jobs } = await session.services();
      return { jobId: job.id, ...jobSummary(job), results: await resultsOf(jobs, job.id) };
    },
  },
  {
    path: ["jobs", "resume"],
    summary:
      "Goes on with a paused or interrupted job; what is not certain is read back before anything is sent.",
    options: {},
    argumentName,
    run: async (session, input) => {
      const job = await jobNamed(session, input);
      await session.signedIn(await nameOf(session, job));
      const { jobs } = await session.services();
      await jobs.resume(job.id);
      return reportOf(jobs, job.id);
    },
  },
  {
    path: ["jobs", "cancel"],
    summary: "Cancels a job before its next call, also one that another run of the app is at.",
    options: {},
    argumentName,
    run: async (session, input) => {
      const job = await jobNamed(session, input);
      // Signed in it can read back what is not certain; without, that stays unknown.
      await session.signedIn(await nameOf(session, job)).catch((cause: unknown) => {
        if (!mayStayOut.has(toAppError(cause).code)) throw cause;
      });
      const { jobs } = await session.services();
      await jobs.cancel(job.id);
      return jobSummary(await jobs.get(job.id));
    },
  },
];
