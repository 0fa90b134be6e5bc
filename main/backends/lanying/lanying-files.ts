import { AppError, toAppError } from "../../../shared/errors.ts";
import { assertSecure } from "../../platform/api-origin.ts";
import type { FileBackend, RemoteFile } from "../backend.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import { firstAnswer } from "../redirects.ts";
import { lanyingEndpoints, lanyingSessionEndpoints } from "./endpoints.ts";
import type { LanyingConnection } from "./lanying-connection.ts";
import { refusalInPlace } from "./lanying-envelope.ts";
import { readTicket } from "./lanying-ticket.ts";
import { sharedFileTicket } from "./open-points.ts";
import { onOwnHost } from "./own-host.ts";

type GroupFile = EndpointAnswer<(typeof lanyingEndpoints)["/group/file"]>;

/** An envelope with a refusal is short; anything longer is a file. */
const maxEnvelopeBytes = 64 * 1024;

function remoteFile(file: GroupFile): RemoteFile {
  return {
    id: file.file_id,
    name: file.name ?? "",
    size: file.size ?? 0,
    type: file.type ?? "",
    uploaderId: file.uploader ?? null,
    createdAt: file.created_at || null,
    url: file.url ?? "",
  };
}

/** The shared files of groups: upload is ticket, bytes, register; download is a link on the API host that redirects. */
export function createLanyingFiles(connection: LanyingConnection, allowsInsecureHttp: boolean): FileBackend {
  const { http, signedIn } = connection;

  return {
    async list(groupId, signal) {
      const files = await signedIn.call(
        lanyingEndpoints["/group/file/list"],
        { group_id: groupId },
        { signal },
      );
      return files.map(remoteFile);
    },

    async rename(groupId, fileId, name) {
      const input = { group_id: groupId, file_id: fileId, name };
      await signedIn.call(lanyingEndpoints["/group/file/update_name"], input);
    },

    async remove(groupId, fileIds) {
      const input = { group_id: groupId, file_list: [...fileIds] };
      const results = await signedIn.call(lanyingEndpoints["/group/file/delete"], input);
      const byId = new Map(results.map((result) => [result.file_id, result]));
      return fileIds.flatMap((fileId) => {
        const result = byId.get(fileId);
        if (result === undefined) return [];
        return [{ fileId, isDeleted: result.result === "success", reason: result.reason ?? null }];
      });
    },

    async ticket(groupId, signal) {
      const endpoint = lanyingSessionEndpoints["/file/upload/chat"];
      const ticket = await signedIn.call(endpoint, { ...sharedFileTicket, to_id: groupId }, { signal });
      return await readTicket(connection, ticket, allowsInsecureHttp);
    },

    async register(groupId, file, signal) {
      const { name, size, type, url } = file;
      const input = { group_id: groupId, name, size, type, url };
      const registered = await signedIn.call(lanyingEndpoints["/group/file/upload"], input, { signal });
      return remoteFile({ ...file, ...withoutNulls(registered), file_id: registered.file_id });
    },

    async downloadSource(url, signal) {
      const start = onOwnHost(url, http);
      if (start === null) throw new AppError("bad_answer", "the file has no download address");
      if (start.origin !== http.origin) {
        assertSecure(start, allowsInsecureHttp);
        return { url: start.href, headers: {} };
      }
      return await connection.withHeaders(async (ownHeaders) => {
        const follow = { ownHeaders, maxBytes: maxEnvelopeBytes, signal };
        return await locate(connection, start, follow, allowsInsecureHttp);
      });
    },

    refusalIn(text) {
      const refusal = refusalInPlace(text);
      // Whoever sent it need not have seen our token: it says nothing about our session.
      return refusal && new AppError("refused", "the server sent a refusal in place of the file", refusal);
    },
  };
}

/** Follows the API's redirects while they stay on its own origin; what lies beyond is given, not fetched. */
async function locate(
  { http }: LanyingConnection,
  start: URL,
  follow: { ownHeaders: Readonly<Record<string, string>>; maxBytes: number; signal: AbortSignal | undefined },
  allowsInsecureHttp: boolean,
): Promise<{ url: string; headers: Readonly<Record<string, string>> }> {
  const { url, headers, answer } = await firstAnswer(http, start, {
    ...follow,
    headersOnly: true,
    stopsAtForeignOrigin: true,
  });
  if (url.origin !== http.origin) {
    assertSecure(url, allowsInsecureHttp);
    return { url: url.href, headers: {} };
  }
  const { status } = answer;
  if (status === 401) throw new AppError("signed_out", `${url.pathname}: HTTP 401`);
  if (status === 404) throw new AppError("not_found", `${url.pathname}: HTTP 404`);
  if (status === 429) throw new AppError("rate_limited", `${url.pathname}: HTTP 429`);
  if (status >= 500) throw new AppError("server_error", `${url.pathname}: HTTP ${status}`);
  if (status >= 400) throw new AppError("refused", `${url.pathname}: HTTP ${status}`);
  // A refusal comes with HTTP 200 as well. Only a short JSON answer can be one.
  const { "content-type": type = "", "content-length": length = "0" } = answer.headers;
  if (type.includes("json") && Number(length) <= maxEnvelopeBytes) {
    const whole = await firstAnswer(http, url, follow).catch(nullWhenTooLarge);
    const refusal = whole && refusalInPlace(whole.answer.body.toString("utf8"));
    if (refusal) throw new AppError(refusal.code, `${url.pathname}: the server said no`, refusal);
  }
  return { url: url.href, headers };
}

/** A file that did not say how long it is. */
function nullWhenTooLarge(cause: unknown): null {
  if (toAppError(cause).code === "too_large") return null;
  throw cause;
}

function withoutNulls(file: GroupFile): GroupFile {
  const entries = Object.entries(file).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as GroupFile;
}
