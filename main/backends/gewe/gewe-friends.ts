import { AppError } from "../../../shared/errors.ts";
import { ifTold } from "../../platform/if-told.ts";
import type { GroupBackend } from "../backend.ts";
import { geweEndpoints } from "./endpoints.ts";

type Caller = Pick<GroupBackend, "call">;

/** Sends one request; a success means "sent". The answer's key is what WeChat knows the pending request by. */
export async function addGroupMemberAsFriend(
  backend: Caller,
  request: { readonly groupId: string; readonly memberId: string; readonly greeting: string },
): Promise<{ readonly v3: string | null }> {
  const { groupId: chatroomId, memberId: memberWxid, greeting: content } = request;
  const path = "/group/addGroupMemberAsFriend";
  const data = await backend.call(path, { chatroomId, memberWxid, content });
  const answer = geweEndpoints[path].answer.safeParse(data);
  // The request was sent all the same: an answer that cannot be read must not look like one that was not.
  return { v3: answer.success ? (answer.data?.v3 ?? null) : null };
}

/** Whether a member of a group is a friend already; null where the service does not tell. */
export async function isFriend(backend: Caller, groupId: string, memberId: string): Promise<boolean | null> {
  const path = "/group/getChatroomMemberDetail";
  const asked = backend.call(path, { chatroomId: groupId, memberWxids: [memberId] });
  const data = await ifTold(asked, null);
  if (data === null) return null;
  const details = geweEndpoints[path].answer.safeParse(data);
  if (!details.success) throw new AppError("bad_answer", `${path}: unexpected answer`);
  const detail = details.data.find(({ userName }) => userName === memberId);
  return detail === undefined ? null : Boolean(detail.friendUserName);
}

/** Ids of the friends as the service last collected them; empty where it has not yet. */
export async function knownFriendIds(backend: Caller): Promise<readonly string[]> {
  const path = "/contacts/fetchContactsListCache";
  const contacts = geweEndpoints[path].answer.safeParse(await ifTold(backend.call(path, {}), null));
  return contacts.success ? (contacts.data?.friends ?? []) : [];
}
