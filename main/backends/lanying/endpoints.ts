import { announcementEndpoints } from "./endpoints/announcements.ts";
import { fileEndpoints } from "./endpoints/files.ts";
import { furtherEndpoints } from "./endpoints/further.ts";
import { groupEndpoints } from "./endpoints/group.ts";
import { inboxEndpoints } from "./endpoints/inbox.ts";
import { memberEndpoints } from "./endpoints/members.ts";
import { moderationEndpoints } from "./endpoints/moderation.ts";
import { peopleEndpoints } from "./endpoints/people.ts";
import { qrEndpoints } from "./endpoints/qr.ts";
import { sessionEndpoints } from "./endpoints/session.ts";
import { settingsEndpoints } from "./endpoints/settings.ts";

/**
 * The whole group API by path: 53 operations, 76 method and path pairs. POST is sent for every write, as the vendor's
 * own clients do: it is documented for all of them and keeps bodies out of DELETE.
 */
export const lanyingEndpoints = {
  ...groupEndpoints,
  ...memberEndpoints,
  ...moderationEndpoints,
  ...announcementEndpoints,
  ...inboxEndpoints,
  ...settingsEndpoints,
  ...fileEndpoints,
  ...qrEndpoints,
} as const;

export type LanyingPath = keyof typeof lanyingEndpoints;

/** Group operations that the printed document lacks and clients use all the same. */
export const lanyingFurtherEndpoints = furtherEndpoints;

export type LanyingFurtherPath = keyof typeof lanyingFurtherEndpoints;

/** Sign-in and upload tickets: outside the group API, needed by the main job. */
export const lanyingSessionEndpoints = sessionEndpoints;

/** Who people are: used by the vendor's own clients, not in the printed document. */
export const lanyingPeopleEndpoints = peopleEndpoints;
