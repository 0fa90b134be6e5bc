import { AppError } from "../../../shared/errors.ts";
import type { GroupBackend, RemoteGroup } from "../backend.ts";
import { chunksOf, mapAhead } from "../chunks.ts";
import type { BackendDeps } from "../create-backend.ts";
import { readAnswer } from "../endpoint-caller.ts";
import { readPicture } from "../picture.ts";
import { downloadPaths } from "./endpoints/session.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import { createLanyingAdministration } from "./lanying-administration.ts";
import { callByPath } from "./lanying-call.ts";
import { createLanyingConnection } from "./lanying-connection.ts";
import { createLanyingFiles } from "./lanying-files.ts";
import { groupOfBrief, groupOfInfo } from "./lanying-groups.ts";
import { createLanyingJoin } from "./lanying-join.ts";
import { signInToLanying, unknownSelfId } from "./lanying-sign-in.ts";
import { readMemberPage } from "./member-page.ts";
import { pages } from "./paging.ts";

/** The largest batch is not documented; this many has room to spare. */
const batchSize = 100;
const disbanded = 1;
/** Members stream into the cache, and are never in memory together. */
const membersBounds = { rows: 1_000_000 };

/** One account on a Lanying server. Nothing is sent before the first call. */
export function createLanyingBackend(deps: BackendDeps): GroupBackend {
  const connection = createLanyingConnection(deps);
  const { http, signedIn } = connection;
  let signedInAs: string | null = null;
  const selfId = () => signedInAs ?? deps.selfId?.() ?? null;

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
      const session = await signInToLanying(connection, credential, options.signal);
      if (session.selfId !== unknownSelfId) signedInAs = session.selfId;
      return session;
    },

    async *groups(signal) {
      const ids = await signedIn.call(lanyingEndpoints["/group/user_joined"], {}, { signal });
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

    files: createLanyingFiles(connection, deps.allowsInsecureHttp),

    async avatar(avatar, signal) {
      if (avatar === "") return null;
      const url = avatar.startsWith("http") ? URL.parse(avatar) : http.urlOf(downloadPaths.avatar);
      if (url === null) return null;
      if (!avatar.startsWith("http")) url.searchParams.set("object_name", avatar);
      if (url.origin !== http.origin) return await readPicture(http, url, {}, signal);
      url.searchParams.set("image_type", "2");
      return await connection.withHeaders((headers) => readPicture(http, url, headers, signal));
    },

    join: createLanyingJoin(connection),

    administration: createLanyingAdministration(connection, {
      allowsInsecureHttp: deps.allowsInsecureHttp,
      selfId,
    }),

    call: (path, input, signal) => callByPath(signedIn, path, input, signal),
  };
}
