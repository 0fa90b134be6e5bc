import { AppError } from "../../../shared/errors.ts";
import type { Command } from "../command.ts";
import { readIds } from "../id-list.ts";
import { groupOptions } from "../in-group.ts";
import { required } from "../options.ts";
import { planOptions, runPlan } from "../run-plan.ts";

/** Deleting files: one at once, many as a plan that is run with --yes. */
export const fileJobCommands: readonly Command[] = [
  {
    path: ["files", "delete"],
    summary:
      "Deletes files from a group; cannot be undone. One --file at once; --files as a plan, which answers jobId and results: groupId, fileId, outcome, reason of each.",
    options: {
      ...groupOptions,
      file: { value: "ID", help: "one file's id, as `files list` shows it" },
      files: {
        value: "FILE|IDS",
        help: "many: a CSV file or one with an id in each line, or ids with commas",
      },
      ...planOptions,
    },
    run: async (session, input) => {
      const { file: fileId, files: list, plan } = input.options;
      if ((fileId === undefined) === (list === undefined)) {
        throw new AppError("invalid", "pass --file for one, or --files for many");
      }
      const groupId = required(input, "group");
      const ids = list === undefined ? [] : await readIds("files", list);
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { files, jobs } = await session.services();
      if (fileId !== undefined && plan === undefined) {
        const [result] = await files.remove(accountId, groupId, [fileId]);
        if (result?.isDeleted) return { fileId };
        throw new AppError("refused", result?.reason ?? "the server did not delete it");
      }
      const items = (fileId === undefined ? ids : [fileId]).map((targetId) => ({ groupId, targetId }));
      return runPlan(
        jobs,
        input,
        await jobs.planItems({ accountId, items, action: { type: "delete_files" } }),
      );
    },
  },
];
