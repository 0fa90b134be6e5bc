import { lanyingSessionEndpoints } from "../../backends/lanying/endpoints.ts";
import { BusinessError } from "../state/business-error.ts";
import { requireAdmin, requireMember } from "../state/permissions.ts";
import { avatarLink, givesAddresses } from "./group-answers.ts";
import type { Call } from "./route.ts";

type TicketRoute = (call: Call, query: Record<string, string>, storageUrl: string) => unknown;

/** Tickets by path: where to send bytes, and what to register afterwards. */
export const ticketRoutes = new Map<string, TicketRoute>([
  [
    "/file/upload/chat",
    ({ world, store, userId, linksUrl }, query, storageUrl) => {
      const input = lanyingSessionEndpoints["/file/upload/chat"].query.parse(query);
      if (input.to_type !== 2) throw new BusinessError(10002, "to_type");
      requireMember(world.group(input.to_id), userId);
      const { key, fields } = store.ticket(`chat/${input.to_id}`, world.now());
      return {
        upload_url: `${storageUrl}/bucket`,
        upload_method: "POST",
        download_url: `${linksUrl}/file/download/chat?file_sign=${store.fileSign(key)}`,
        oss_body_param: fields,
      };
    },
  ],
  [
    "/file/upload/avatar/group",
    ({ world, store, userId, linksUrl }, query, storageUrl) => {
      const input = lanyingSessionEndpoints["/file/upload/avatar/group"].query.parse(query);
      const group = world.group(input.group_id);
      if (!group.memberModify) requireAdmin(group, userId);
      const { key, fields } = store.ticket(`avatar/group/${input.group_id}`, world.now());
      return {
        upload_url: `${storageUrl}/bucket`,
        upload_method: "POST",
        download_url: givesAddresses(world) ? avatarLink(linksUrl, key) : key,
        oss_body_param: fields,
      };
    },
  ],
]);
