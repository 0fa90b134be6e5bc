import type { Command } from "./command.ts";
import { accountCommands } from "./commands/account-commands.ts";
import { backendCommands } from "./commands/backend-commands.ts";
import { fileCommands } from "./commands/file-commands.ts";
import { groupCommands } from "./commands/group-commands.ts";
import { jobCommands } from "./commands/job-commands.ts";
import { joinCommands } from "./commands/join-commands.ts";
import { memberCommands } from "./commands/member-commands.ts";

/** Every command, in the order of the help text. */
export const commands: readonly Command[] = [
  ...accountCommands,
  ...groupCommands,
  ...memberCommands,
  ...jobCommands,
  ...fileCommands,
  ...joinCommands,
  ...backendCommands,
];
