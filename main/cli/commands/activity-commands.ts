import { resolve } from "node:path";
import { type Activity, ActivityKind } from "../../../shared/domain/activity.ts";
import { type Undo, undoOf } from "../../../shared/domain/undo.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ActivityFilter } from "../../features/activity/activity-repository.ts";
import type { Services } from "../../services.ts";
import type { Command, CommandInput, OptionSpec } from "../command.ts";
import { reportOf } from "../job-report.ts";
import { onlyArgument, wholeNumber } from "../options.ts";
import type { Session } from "../session.ts";

const narrowing: Readonly<Record<string, OptionSpec>> = {
  account: { value: "N", help: "only this account's" },
  group: { value: "ID", help: "only of this group" },
  kind: { value: "K[,K…]", help: "only these acts, e.g. rename_group,seen_left" },
  query: { value: "TEXT", help: "part of a name, an id or a detail" },
  since: { value: "ISO", help: "from this time on, e.g. 2026-11-20 or 2026-11-20T08:00" },
};

async function filterFrom(session: Session, { options }: CommandInput): Promise<ActivityFilter> {
  const { account, group = null, kind, query = "", since } = options;
  const accountId = account === undefined ? null : (await session.account(account)).id;
  const kinds = (kind ?? "").split(",").filter((word) => word !== "");
  return {
    ...{ accountId, groupId: group, query, who: "all", until: null },
    kinds: kinds.map(kindNamed),
    since: since === undefined ? null : momentOf(since),
  };
}

function kindNamed(word: string): ActivityKind {
  const kind = ActivityKind.safeParse(word.trim());
  if (kind.success) return kind.data;
  throw new AppError(
    "invalid",
    `--kind: there is no "${word}"; it could be: ${ActivityKind.options.join(", ")}`,
  );
}

/** A day alone begins at midnight here, as in the window. */
function momentOf(iso: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}/.test(iso)
    ? new Date(iso.length === 10 ? `${iso}T00:00` : iso).getTime()
    : Number.NaN;
  if (Number.isNaN(ms)) throw new AppError("invalid", "--since takes a time like 2026-11-20T08:00");
  return ms;
}

async function actNamed(services: Services, input: CommandInput): Promise<Activity> {
  const word = onlyArgument(input, "act's id, as `activity list` shows it");
  if (!/^[1-9]\d{0,14}$/.test(word)) throw new AppError("invalid", `"${word}" is no act's id`);
  return services.activity.get(Number(word));
}

/** What an undo would do; asks the server, changes nothing. */
async function planned({ jobs, undo }: Services, act: Activity, how: Undo) {
  const { id, accountId } = act;
  switch (how.type) {
    case "job":
      return { type: how.type, plan: await jobs.planUndo(how.jobId) };
    case "person": {
      const { groupId, userId, action } = how;
      const wanted = { accountId, groupIds: [groupId], userIds: [userId], action: { type: action } };
      return { type: how.type, plan: await jobs.plan(wanted) };
    }
    case "value":
      return { type: how.type, change: how.change, found: await undo.look(id) };
    case "announcement":
      return { type: how.type, announcementId: how.announcementId };
    case "impossible":
      throw new AppError("unsupported", `this cannot be undone: ${reasons[how.reason]}${undoneBy(act)}`);
    case "nothing":
      throw new AppError("invalid", "there is nothing to take back");
  }
}

function undoneBy({ takenBack, jobId }: Activity): string {
  if (takenBack === null) return "";
  return `${jobId ? " with its job" : ""}, by act ${takenBack.id} at ${new Date(takenBack.at).toISOString()}`;
}

const reasons: Readonly<Record<Extract<Undo, { type: "impossible" }>["reason"], string>> = {
  taken_back: "it was taken back already",
  final: "nothing takes it back",
  by_hand: "only by hand",
  not_known: "what it was before is not known",
  over: "the mute has ended anyway",
  job_gone: "its job was undone already, or nothing of it can be",
  job_running: "its job has not ended",
};

async function undo(session: Session, input: CommandInput): Promise<unknown> {
  const services = await session.services();
  const act = await actNamed(services, input);
  const { id, accountId, kind } = act;
  await session.signedIn(services.accounts.get(accountId).name);
  const plan = await planned(services, act, undoOf(act, await services.jobs.list(), Date.now()));
  const told = { id, kind, ...plan };
  if (input.options.yes === undefined) return { ...told, isDone: false };
  if ("plan" in plan) {
    const { id: jobId } = await services.jobs.run(plan.plan.planId);
    return reportOf(services.jobs, jobId);
  }
  // What was found was not shown before, so only --anyway is a yes to that.
  const result = await services.undo.undo(id, input.options.anyway !== undefined);
  if (result.state !== "changed") return { ...told, isDone: true, found: result };
  throw new AppError(
    "refused",
    `it was changed again since, to ${JSON.stringify(result.now)}: --anyway sets it back all the same`,
  );
}

/** What was done through the app and what others did, and taking it back. */
export const activityCommands: readonly Command[] = [
  {
    path: ["activity", "list"],
    summary:
      "What was done and seen, newest first: total, and rows with id, at, kind, target, outcome, change, takenBack.",
    options: { ...narrowing, limit: { value: "I", help: "how many rows (default 100)" } },
    run: async (session, input) => {
      const filter = await filterFrom(session, input);
      const limit = wholeNumber(input, "limit", 100);
      const { total, rows } = await (await session.services()).activity.window({
        ...filter,
        offset: 0,
        limit,
      });
      return { total, rows };
    },
  },
  {
    path: ["activity", "export"],
    summary: "Writes all that matches as CSV into a file, which it replaces.",
    options: narrowing,
    argumentName: "FILE",
    run: async (session, input) => {
      const path = resolve(onlyArgument(input, "file"));
      const filter = await filterFrom(session, input);
      await (await session.services()).activity.exportTo(path, filter);
      return { path };
    },
  },
  {
    path: ["activity", "undo"],
    summary: "Takes one act back. Without --yes it tells what it would do and what is there now.",
    options: {
      yes: { help: "do it" },
      anyway: { help: "with --yes: also where it was changed again since" },
    },
    argumentName: "ID",
    run: undo,
  },
];
