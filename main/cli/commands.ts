import type { Command } from "./command.ts";
import { accountCommands } from "./commands/account-commands.ts";
import { activityCommands } from "./commands/activity-commands.ts";
import { announcementCommands } from "./commands/announcement-commands.ts";
import { backendCommands } from "./commands/backend-commands.ts";
import { deviceCommands } from "./commands/device-commands.ts";
import { fileCommands } from "./commands/file-commands.ts";
import { fileJobCommands } from "./commands/file-job-commands.ts";
import { friendCommands } from "./commands/friend-commands.ts";
import { groupAdministrationCommands } from "./commands/group-administration-commands.ts";
import { groupCommands } from "./commands/group-commands.ts";
import { groupEntryCommands } from "./commands/group-entry-commands.ts";
import { groupJobCommands } from "./commands/group-job-commands.ts";
import { inboxCommands } from "./commands/inbox-commands.ts";
import { inboxJobCommands } from "./commands/inbox-job-commands.ts";
import { jobCommands } from "./commands/job-commands.ts";
import { joinCommands } from "./commands/join-commands.ts";
import { memberCommands } from "./commands/member-commands.ts";
import { moderationCommands } from "./commands/moderation-commands.ts";
import { peopleCommands } from "./commands/people-commands.ts";
import { qrCommands } from "./commands/qr-commands.ts";
import { searchCommands } from "./commands/search-commands.ts";
import { settingsCommands } from "./commands/settings-commands.ts";

/** Every command, in the order of the help text. */
export const commands: readonly Command[] = [
  ...accountCommands,
  ...deviceCommands,
  ...searchCommands,
  ...groupCommands,
  ...groupAdministrationCommands,
  ...groupEntryCommands,
  ...groupJobCommands,
  ...settingsCommands,
  ...announcementCommands,
  ...memberCommands,
  ...peopleCommands,
  ...moderationCommands,
  ...inboxCommands,
  ...inboxJobCommands,
  ...jobCommands,
  ...activityCommands,
  ...fileCommands,
  ...fileJobCommands,
  ...qrCommands,
  ...joinCommands,
  ...friendCommands,
  ...backendCommands,
];
