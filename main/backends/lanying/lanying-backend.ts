import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { HttpClient } from "../../platform/http-client.ts";
import { readOnce } from "../../platform/read-back.ts";
import type { GroupBackend, RemoteGroup } from "../backend.ts";
import { chunksOf, mapAhead } from "../chunks.ts";
import type { BackendDeps } from "../create-backend.ts";
import { readAnswer } from "../endpoint-caller.ts";
import { readPicture } from "../picture.ts";
import { createCodePairs } from "./code-pairs.ts";
import { downloadPaths } from "./endpoints/session.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import { joinedGroupIds } from "./joined-groups.ts";
import { createLanyingAdministration } from "./lanying-administration.ts";
import { callByPath } from "./lanying-call.ts";
import { createLanyingConnection } from "./lanying-connection.ts";
import { refusalInPlace } from "./lanying-envelope.ts";
import { createLanyingFiles } from "./lanying-files.ts";
import { groupOfBrief, groupOfInfo } from "./lanying-groups.ts";
import { createLanyingJoin } from "./lanying-join.ts";
import { createLanyingPeople } from "./lanying-people.ts";
import { signInToLanying, unknownSelfId } from "./lanying-sign-in.ts";
import { readMemberPage } from "./member-page.ts";
import { onOwnHost } from "./own-host.ts";
import { pages } from "./paging.ts";

/** The largest batch is not documented; this many has room to spare. */
const batchSize = 100;
const disbanded = 1;
/** Members stream into the cache, and are never in memory together. */
const membersBounds = { rows: 1_000_000 };

const thumbnail = "2";
/** The server answered, and shows us no picture. */
const notShown: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["refused", "forbidden", "not_found"]);

/** A name of the storage, or a whole address; the vendor's own hosts are reached as the account's. */
function avatarUrl(avatar: string, http: HttpClient): URL | null {
  if (avatar === "") return null;
  if (avatar.startsWith("http")) return onOwnHost(avatar, http);
  const url = http.urlOf(downloadPaths.avatar);
  url.searchParams.set("object_name", avatar);
  return url;
}

/** One account on a Lanying server. Nothing is sent before the first call. */
export function createLanyingBackend(deps: BackendDeps): GroupBackend {
  let signedInAs: string | null = null;
  const selfId = () => signedInAs ?? deps.selfId?.() ?? null;
  // A sign-in as somebody else may yet be turned down: whom requests act for is the account's to say.
  const connection = createLanyingConnection(deps, () => deps.selfId?.() ?? signedInAs);
  const { http, signedIn } = connection;
  const codes = createCodePairs(signedIn);
  const { readBack = readOnce } = deps;

  async function group(groupId: string, signal?: AbortSignal): Promise<RemoteGroup> {
    const endpoint = lanyingEndpoints["/group/info"];
    return groupOfInfo(await signedIn.call(endpoint, { group_id: groupId }, { signal }), selfId());
  }

  async function batch(ids: readonly string[], signal?: AbortSignal): Promise<readonly RemoteGroup[]> {
    const endpoint = lanyingEndpoints["/group/info/batch"];
    const briefs = await signedIn.call(endpoint, { group_list: [...ids] }, { signal });
    const told = new Set(briefs.map((brief) => brief.group_id));
    const untold = await Promise.all(ids.filter((id) => !told.has(id)).map((id) => groupOrNull(id, signal)));
    return [
      ...briefs.filter((brief) => brief.status !== disbanded).map((brief) => groupOfBrief(brief, selfId())),
      ...untold.filter((one) => one !== null),
    ];
  }

  /** A group we are in but that the batch left out; null when the server no longer knows it. */
  async function groupOrNull(id: string, signal?: AbortSignal): Promise<RemoteGroup | null> {
    try {
      return await group(id, signal);
    } catch (cause) {
      if (cause instanceof AppError && cause.code === "not_found") return null;
      throw cause;
    }
  }

  return {
    kind: "lanying",

    async signIn(credential, options = {}) {
      const session = await signInToLanying(connection, credential, deps.selfId?.() ?? null, options.signal);
      if (session.selfId !== unknownSelfId) signedInAs = session.selfId;
      return session;
    },

    async *groups(signal) {
      const ids = await joinedGroupIds(signedIn, signal);
      yield* mapAhead(chunksOf([...new Set(ids)], batchSize), 3, (chunk) => batch(chunk, signal));
    },

    group,

    async *members(groupId, signal) {
      const endpoint = lanyingEndpoints["/group/member_list"];
      for await (const page of pages(signedIn, endpoint, { group_id: groupId }, signal, membersBounds)) {
        yield { members: readMemberPage(page.items), total: page.total };
      }
    },

    async adminIds(groupId, signal) {
      const endpoint = lanyingEndpoints["/group/admin_list"];
      const admins = await signedIn.call(endpoint, { group_id: groupId }, { signal });
      return admins.map((admin) => admin.user_id);
    },

    async mutes(groupId, signal) {
      const endpoint = lanyingEndpoints["/group/banned_list"];
      const mutes = new Map<string, number>();
      for await (const page of pages(signedIn, endpoint, { group_id: groupId }, signal)) {
        for (const { user_id: id, expired_time: until } of await readAnswer(endpoint, page.items)) {
          if (until) mutes.set(id, until);
        }
      }
      return mutes;
    },

    people: createLanyingPeople(connection),

    files: createLanyingFiles(connection, deps.allowsInsecureHttp),

    async avatar(avatar, signal) {
      const url = avatarUrl(avatar, http);
      if (url === null) return null;
      // Another host gets its address as it is: it may be signed as a whole.
      if (url.origin !== http.origin) return await readPicture(http, url, {}, signal);
      url.searchParams.set("image_type", thumbnail);
      try {
        return await connection.withHeaders(async (headers) =>
          readPicture(http, url, headers, signal, refusalInPlace),
        );
      } catch (cause) {
        if (cause instanceof AppError && notShown.has(cause.code)) return null;
        throw cause;
      }
    },

    join: createLanyingJoin(connection, { codes, readBack }),

    device: null,

    administration: createLanyingAdministration(connection, {
      allowsInsecureHttp: deps.allowsInsecureHttp,
      selfId,
      codes,
      readBack,
    }),

    call: (path, input, signal) => callByPath(signedIn, path, input, signal),
  };
}
