import { AppError } from "../../../shared/errors.ts";
import type { GroupBackend } from "../backend.ts";
import { chunksOf, mapAhead } from "../chunks.ts";
import type { BackendDeps } from "../create-backend.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import { readPicture } from "../picture.ts";
import { geweEndpoints } from "./endpoints.ts";
import { callByPath } from "./gewe-call.ts";
import { createGeweConnection } from "./gewe-connection.ts";
import { type PollOptions, savedChatroomIds } from "./gewe-contacts.ts";
import { createGeweDevice } from "./gewe-device.ts";
import { groupOfBrief, groupOfInfo, remoteMember } from "./gewe-groups.ts";
import { createGeweJoin } from "./gewe-join.ts";
import { signInToGewe } from "./gewe-sign-in.ts";

/** The service takes no more ids at once. */
const briefSize = 20;

type Members = NonNullable<
  EndpointAnswer<(typeof geweEndpoints)["/group/getChatroomMemberList"]>["memberList"]
>;

/** One WeChat account behind a GeWe service. */
export function createGeweBackend(
  deps: BackendDeps,
  polling: PollOptions = { pollMs: 10_000, maxPolls: 30 },
): GroupBackend {
  const connection = createGeweConnection(deps);
  const { http, signedIn } = connection;
  const { appId } = deps;
  let signedInAs: string | null = null;
  /** A group was saved to the contacts or taken out of them: what the service collected before does not know it. */
  let isListOutdated = false;
  const selfId = () => signedInAs ?? deps.selfId?.() ?? null;

  const info = (chatroomId: string, signal?: AbortSignal) =>
    signedIn.call(geweEndpoints["/group/getChatroomInfo"], { appId, chatroomId }, { signal });
  const memberList = (chatroomId: string, signal?: AbortSignal) =>
    signedIn.call(geweEndpoints["/group/getChatroomMemberList"], { appId, chatroomId }, { signal });

  /**
   * The two lists hold the same people. Seen on a live account: the first without anybody, the second refused. Nobody is
   * in a group without members, so an empty list is a failure to list.
   */
  async function membersOf(chatroomId: string, signal?: AbortSignal): Promise<Members> {
    const first = await listOrRefusal(() => info(chatroomId, signal));
    if (!(first instanceof AppError)) return first;
    const second = await listOrRefusal(() => memberList(chatroomId, signal));
    if (!(second instanceof AppError)) return second;
    // Whichever says more.
    throw first.server === undefined ? second : first;
  }

  return {
    kind: "gewe",

    async signIn(credential, options = {}) {
      const session = await signInToGewe(connection, appId, credential, options.signal);
      signedInAs = session.selfId;
      return session;
    },

    async *groups(signal) {
      const ids = await savedChatroomIds(signedIn, appId, { ...polling, isOutdated: isListOutdated }, signal);
      isListOutdated = false;
      const endpoint = geweEndpoints["/contacts/getBriefInfo"];
      const chunks = chunksOf([...new Set(ids)], briefSize);
      yield* mapAhead(chunks, 2, async (chunk) => {
        const briefs = await signedIn.call(endpoint, { appId, wxids: [...chunk] }, { signal });
        const byId = new Map(briefs.map((brief) => [brief.userName, brief]));
        // A group the answer leaves out is still ours; its name comes when it is opened.
        return chunk.map((id) => groupOfBrief(byId.get(id) ?? { userName: id }));
      });
    },

    group: async (groupId, signal) => groupOfInfo(groupId, await info(groupId, signal), selfId()),

    async *members(groupId, signal) {
      const members = await membersOf(groupId, signal);
      yield { members: members.map(remoteMember), total: members.length };
    },

    async adminIds(groupId, signal) {
      const { adminWxid, chatroomOwner } = await memberList(groupId, signal);
      const admins = adminWxid ?? [];
      if (admins.length === 0) return [];
      const ownerId = chatroomOwner || (await info(groupId, signal)).chatRoomOwner;
      return admins.filter((id) => id !== ownerId);
    },

    /** WeChat has no mutes. */
    mutes: () => Promise.resolve(new Map()),

    people: null,
    files: null,

    async avatar(avatar, signal) {
      const url = URL.parse(avatar);
      return url === null ? null : await readPicture(http, url, {}, signal);
    },

    join: createGeweJoin(signedIn, appId),

    device: createGeweDevice(connection.ofAnyDevice),

    /** The gateway's part that we use changes nothing in a group. */
    administration: null,

    async call(path, input, signal) {
      const data = await callByPath(signedIn, appId, path, input, signal);
      if (path === "/group/saveContractList") isListOutdated = true;
      return data;
    },
  };
}

/** The members an operation lists, or the error when the server would not list them. */
async function listOrRefusal(
  read: () => Promise<{ readonly memberList?: Members | null | undefined }>,
): Promise<Members | AppError> {
  try {
    const { memberList } = await read();
    return memberList?.length ? memberList : new AppError("bad_answer", "the answer lists no members");
  } catch (cause) {
    if (cause instanceof AppError && ["refused", "bad_answer", "server_error"].includes(cause.code))
      return cause;
    throw cause;
  }
}
