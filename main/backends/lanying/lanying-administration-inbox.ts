import type { InboxEntry } from "../../../shared/domain/inbox.ts";
import { AppError } from "../../../shared/errors.ts";
import type { AdministrationBackend } from "../administration.ts";
import { chunksOf } from "../chunks.ts";
import { readAnswer } from "../endpoint-caller.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import { joinedGroupIds } from "./joined-groups.ts";
import type { AdministrationParts } from "./lanying-administration.ts";
import { unknownSelfId } from "./lanying-sign-in.ts";
import { writeOne } from "./lanying-writes.ts";
import { inboxPages, inviteHandleUserId } from "./open-points.ts";
import { pages } from "./paging.ts";

type Inbox = Pick<
  AdministrationBackend,
  "applications" | "invitations" | "decideApplication" | "decideInvitation" | "apply"
>;

/** Who invited us, where the server does not say. Nobody has this id. */
const unknownInviterId = unknownSelfId;
/** The largest list is not documented; this many has room to spare. */
const groupsAtOnce = 100;

/** Who waits for an answer, and the answers. */
export function inboxAdministration({ connection: { signedIn }, write, selfId }: AdministrationParts): Inbox {
  /** Whose id goes with the answer to an invitation: open-points.ts. */
  function handledId(inviterId: string): string {
    if (inviteHandleUserId === "inviter" && inviterId !== unknownInviterId) return inviterId;
    const self = selfId();
    if (self === null || self === unknownSelfId) {
      throw new AppError("unsupported", "an invitation cannot be answered while our own id is not known");
    }
    return self;
  }

  return {
    async *applications(groupIds, signal) {
      const endpoint = lanyingEndpoints["/group/application_list"];
      for (const chunk of chunksOf([...new Set(groupIds)], groupsAtOnce)) {
        for await (const page of pages(signedIn, endpoint, { group_list: [...chunk] }, signal, inboxPages)) {
          yield (await readAnswer(endpoint, page.items)).map((found) => ({
            kind: "application",
            groupId: found.group_id,
            personId: found.applicant_id,
            ...waiting(found),
            updatedAt: null,
          }));
        }
      }
    },

    async *invitations(signal) {
      const endpoint = lanyingEndpoints["/group/invitation_list"];
      for await (const page of pages(signedIn, endpoint, {}, signal, inboxPages)) {
        yield (await readAnswer(endpoint, page.items)).map((found) => ({
          kind: "invitation",
          groupId: found.group_id,
          personId: found.inviter_id ?? unknownInviterId,
          ...waiting(found),
          updatedAt: found.updated_at || null,
        }));
      }
    },

    async decideApplication(groupId, applicantId, isApproved) {
      const input = { group_id: groupId, user_id: applicantId, approval: isApproved };
      await writeOne(write, lanyingEndpoints["/group/apply/handle"], input);
    },

    async decideInvitation(groupId, inviterId, isAccepted) {
      const input = { group_id: groupId, user_id: handledId(inviterId), approval: isAccepted };
      await writeOne(write, lanyingEndpoints["/group/invite/handle"], input);
    },

    async apply(groupId, reason) {
      const input = { group_id: groupId, ...(reason === "" ? {} : { reason }) };
      await writeOne(write, lanyingEndpoints["/group/apply"], input);
      try {
        // The answer does not tell a joined group from a waiting application: our groups do.
        const joined = await joinedGroupIds(signedIn);
        return joined.includes(groupId) ? "joined" : "pending_approval";
      } catch (cause) {
        throw new AppError("outcome_unknown", "applied, but whether we are in could not be read", { cause });
      }
    },
  };
}

interface WireRequest {
  readonly reason?: string | null | undefined;
  readonly status?: number | null | undefined;
  readonly expired_time?: number | null | undefined;
}

/** A missing status is a pending one; a number without a meaning is at least not pending. */
function waiting(found: WireRequest): Pick<InboxEntry, "reason" | "status" | "expiresAt"> {
  const { expired_time: end } = found;
  const expiresAt = end && end > 0 ? end : null;
  const statuses = ["pending", "accepted", "declined"] as const;
  const status = statuses[found.status ?? 0] ?? "expired";
  const isLate = status === "pending" && expiresAt !== null && expiresAt <= Date.now();
  return { reason: found.reason ?? "", status: isLate ? "expired" : status, expiresAt };
}
