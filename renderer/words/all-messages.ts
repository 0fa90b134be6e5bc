import { errorsMessages } from "../errors/errors-messages.ts";
import { networkMessages } from "../errors/network-messages.ts";
import { serverCodeMessages } from "../errors/server-code-messages.ts";
import { accountsMessages } from "../features/accounts/accounts-messages.ts";
import { deviceMessages } from "../features/accounts/device-messages.ts";
import { activityMessages } from "../features/activity/activity-messages.ts";
import { administrationMessages } from "../features/administration/administration-messages.ts";
import { announcementsMessages } from "../features/announcements/announcements-messages.ts";
import { appMessages } from "../features/app/app-messages.ts";
import { filesMessages } from "../features/files/files-messages.ts";
import { friendsMessages } from "../features/friends/friends-messages.ts";
import { groupCodeMessages } from "../features/group-code/group-code-messages.ts";
import { groupsMessages } from "../features/groups/groups-messages.ts";
import { inboxMessages } from "../features/inbox/inbox-messages.ts";
import { jobsMessages } from "../features/jobs/jobs-messages.ts";
import { joinMessages } from "../features/join/join-messages.ts";
import { membersMessages } from "../features/members/members-messages.ts";
import { moderationMessages } from "../features/moderation/moderation-messages.ts";
import { searchMessages } from "../features/search/search-messages.ts";
import { settingsMessages } from "../features/settings/settings-messages.ts";
import { transfersMessages } from "../features/transfers/transfers-messages.ts";

/** The words of every area, in both languages. */
export const messages = {
  app: appMessages,
  accounts: accountsMessages,
  device: deviceMessages,
  groups: groupsMessages,
  members: membersMessages,
  administration: administrationMessages,
  settings: settingsMessages,
  files: filesMessages,
  transfers: transfersMessages,
  join: joinMessages,
  jobs: jobsMessages,
  inbox: inboxMessages,
  friends: friendsMessages,
  moderation: moderationMessages,
  announcements: announcementsMessages,
  groupCode: groupCodeMessages,
  activity: activityMessages,
  search: searchMessages,
  errors: errorsMessages,
  serverCodes: serverCodeMessages,
  network: networkMessages,
} as const;

export type Language = "zh-CN" | "en";

/** What one language says, by area. */
export type Words = { readonly [Area in keyof typeof messages]: Readonly<Record<string, string>> };

/** The words of one language alone. */
export function wordsIn(language: Language): Words {
  const words = Object.entries(messages).map(([area, both]) => [area, both[language]]);
  return Object.fromEntries(words) as Words;
}
