import type { Announcement } from "../../../shared/domain/announcement.ts";
import type { AdministrationBackend } from "../administration.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import type { AdministrationParts } from "./lanying-administration.ts";
import { writeOne } from "./lanying-writes.ts";

type Announcements = Pick<
  AdministrationBackend,
  "announcements" | "announcement" | "lastAnnouncement" | "announce" | "removeAnnouncement"
>;

type WireAnnouncement = EndpointAnswer<(typeof lanyingEndpoints)["/group/announcement"]>;

/** The announcements of a group, newest first. */
export function announcementAdministration({
  connection: { signedIn },
  write,
}: AdministrationParts): Announcements {
  return {
    async announcements(groupId, signal) {
      const endpoint = lanyingEndpoints["/group/announcement/list"];
      const found = await signedIn.call(endpoint, { group_id: groupId }, { signal });
      return newestFirst(found.map(announcementOf));
    },

    async announcement(groupId, announcementId) {
      const input = { group_id: groupId, announcement_id: announcementId };
      return announcementOf(await signedIn.call(lanyingEndpoints["/group/announcement"], input));
    },

    async lastAnnouncement(groupId) {
      const last = await signedIn.call(lanyingEndpoints["/group/announcement/last"], { group_id: groupId });
      return last ? announcementOf(last) : null;
    },

    async announce(groupId, title, content) {
      const input = { group_id: groupId, title, content };
      const added = await write(lanyingEndpoints["/group/announcement/edit"], input);
      return announcementOf({ ...added, title: added.title ?? title, content: added.content ?? content });
    },

    async removeAnnouncement(groupId, announcementId) {
      const input = { group_id: groupId, announcement_id: announcementId };
      await writeOne(write, lanyingEndpoints["/group/announcement/delete"], input);
    },
  };
}

function announcementOf(wire: WireAnnouncement): Announcement {
  return {
    id: wire.id,
    title: wire.title ?? "",
    content: wire.content ?? "",
    authorId: wire.author ?? null,
    createdAt: wire.created_at || null,
  };
}

/** By their times; where one has none, by the server's order, which is oldest first as far as clients show. */
function newestFirst(announcements: readonly Announcement[]): readonly Announcement[] {
  const reversed = announcements.toReversed();
  if (reversed.some(({ createdAt }) => createdAt === null)) return reversed;
  return reversed.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
}
