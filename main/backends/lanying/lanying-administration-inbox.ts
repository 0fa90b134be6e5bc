import type { JoinRule } from "../../../shared/domain/group.ts";
import type { InboxEntry } from "../../../shared/domain/inbox.ts";
import { AppError, saysNo, toAppError } from "../../../shared/errors.ts";
import { ifTold } from "../../platform/if-told.ts";
import type { AdministrationBackend } from "../administration.ts";
import { chunksOf } from "../chunks.ts";
import { readAnswer } from "../endpoint-caller.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import { joinedGroupIds } from "./joined-groups.ts";
import type { AdministrationParts } from "./lanying-administration.ts";
import { groupOfInfo } from "./lanying-groups.ts";
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
/** The server said no, and did nothing. */
/** What a server may say of an id that it does not look for here; any other refusal tells more. */
const mayMeanTheId: ReadonlySet<string> = new Set(["10000", "10002", "20014", "20015"]);
/** The largest list is not documented; this many has room to spare. */
const groupsAtOnce = 100;

/** Who waits for an answer, and the answers. */
export function inboxAdministration(parts: AdministrationParts): Inbox {
  const { write, selfId, readBack } = parts;
  const { signedIn } = parts.connection;

  /** Whose id this server took with the answer to an invitation. */
  let takenId: "self" | "inviter" | null = null;

  /** The ids that may belong to the answer, the likelier one first; at least one. */
  function handledIds(inviterId: string): readonly (readonly [whose: "self" | "inviter", id: string])[] {
    const self = selfId();
    const isSelfKnown = self !== null && self !== unknownSelfId;
    if (inviterId === unknownInviterId && !isSelfKnown) {
      throw new AppError("unsupported", "an invitation cannot be answered while our own id is not known");
    }
    const first = takenId ?? inviteHandleUserId;
    const known = [
      ...(inviterId === unknownInviterId ? [] : [["inviter", inviterId] as const]),
      ...(isSelfKnown ? [["self", self] as const] : []),
    ];
    return known.toSorted(([one], [other]) => Number(other === first) - Number(one === first));
  }

  /** Asks with the other id once where the server said no to the first: it then did nothing. */
  async function handleInvitation(groupId: string, inviterId: string, isAccepted: boolean): Promise<void> {
    let refused: AppError | null = null;
    for (const [whose, id] of handledIds(inviterId)) {
      try {
        const input = { group_id: groupId, user_id: id, approval: isAccepted };
        await writeOne(write, lanyingEndpoints["/group/invite/handle"], input);
        takenId = whose;
        return;
      } catch (cause) {
        const error = toAppError(cause);
        if (!saysNo(error)) throw error;
        if (refused === null || mayMeanTheId.has(refused.server?.code ?? "")) refused = error;
      }
    }
    if (refused !== null) throw refused;
  }

  async function ruleOf(groupId: string): Promise<JoinRule | null> {
    const info = signedIn.call(lanyingEndpoints["/group/info"], { group_id: groupId });
    return await ifTold(
      info.then((told) => groupOfInfo(told, null).joinRule),
      null,
    );
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
      await handleInvitation(groupId, inviterId, isAccepted);
    },

    async apply(groupId, reason) {
      const input = { group_id: groupId, ...(reason === "" ? {} : { reason }) };
      await writeOne(write, lanyingEndpoints["/group/apply"], input);
      try {
        // The answer does not tell a joined group from a waiting application: our groups do.
        const isIn = async () => (await joinedGroupIds(signedIn)).includes(groupId);
        if (await isIn()) return "joined";
        const rule = await ruleOf(groupId);
        if (rule === "approval") return "pending_approval";
        if (await readBack(isIn, (isThere) => isThere)) return "joined";
        return rule === "open" ? "unconfirmed" : "pending_approval";
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
