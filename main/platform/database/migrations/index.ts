import { accounts } from "./0001-accounts.ts";
import { groups } from "./0002-groups.ts";
import { filesAndTransfers } from "./0003-files-transfers.ts";
import { inbox } from "./0004-inbox.ts";
import { announcementDrafts } from "./0005-announcement-drafts.ts";
import { search } from "./0006-search.ts";
import { announcements } from "./0007-announcements.ts";
import { transferRunners } from "./0008-transfer-runners.ts";
import { foundServers } from "./0009-found-servers.ts";
import { people } from "./0010-people.ts";
import { wechatDevices } from "./0011-wechat-devices.ts";
import { groupsLookedAt } from "./0012-groups-looked-at.ts";
import type { Migration } from "./migration.ts";

/** Every step, in order. A new one is added at the end. */
export const migrations: readonly Migration[] = [
  accounts,
  groups,
  filesAndTransfers,
  inbox,
  announcementDrafts,
  search,
  announcements,
  transferRunners,
  foundServers,
  people,
  wechatDevices,
  groupsLookedAt,
];
