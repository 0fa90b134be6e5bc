import { adminRoutes } from "./admin-routes.ts";
import { announcementRoutes } from "./announcement-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import { groupRoutes } from "./group-routes.ts";
import { inboxRoutes } from "./inbox-routes.ts";
import { memberRoutes } from "./member-routes.ts";
import { moderationRoutes } from "./moderation-routes.ts";
import { qrRoutes } from "./qr-routes.ts";
import type { LanyingHandlers } from "./route.ts";
import { settingsRoutes } from "./settings-routes.ts";

/** Every operation that is served; a missing one does not compile. */
export const lanyingHandlers: LanyingHandlers = {
  ...adminRoutes,
  ...announcementRoutes,
  ...fileRoutes,
  ...groupRoutes,
  ...inboxRoutes,
  ...memberRoutes,
  ...moderationRoutes,
  ...qrRoutes,
  ...settingsRoutes,
};
