import { AppError } from "../../../shared/errors.ts";
import { multipartForm } from "../../platform/multipart-form.ts";
import { checkArrival } from "../../platform/storage-arrival.ts";
import type { UploadTicket } from "../backend.ts";
import { lanyingSessionEndpoints } from "./endpoints.ts";
import type { AdministrationParts } from "./lanying-administration.ts";
import { readTicket } from "./lanying-ticket.ts";

/** Ours, not the server's, which documents none: what a picture of a group may weigh. */
const maxAvatarBytes = 8 * 1024 * 1024;
const uploadTimeoutMs = 120_000;
const maxAnswerBytes = 64 * 1024;

interface Picture {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/**
 * Ticket and bytes; what to tell the group then. The same bytes may be sent twice, as nobody sees them before the
 * group is told: a broken connection is "offline" here and never "outcome_unknown".
 */
export async function uploadAvatar(
  { connection, allowsInsecureHttp }: AdministrationParts,
  groupId: string,
  picture: Picture,
): Promise<string> {
  const { length } = picture.bytes;
  if (length === 0) throw new AppError("invalid", "the picture is empty");
  if (length > maxAvatarBytes) throw new AppError("invalid", "the picture is larger than 8 MB");
  const endpoint = lanyingSessionEndpoints["/file/upload/avatar/group"];
  const answer = await connection.signedIn.call(endpoint, { group_id: groupId });
  const ticket = await readTicket(connection, answer, allowsInsecureHttp);
  const { contentType, body } = wrapped(ticket, picture);
  const stored = await connection.http.raw({
    method: ticket.method,
    url: new URL(ticket.uploadUrl),
    headers: { ...ticket.headers, "content-type": contentType },
    body,
    maxBytes: maxAnswerBytes,
    timeoutMs: uploadTimeoutMs,
  });
  checkArrival(stored.status, stored.body.toString("utf8"));
  return ticket.downloadUrl;
}

/** A PUT to a signed address takes the bytes as they are; a form is what everything else takes. */
function wrapped(ticket: UploadTicket, { bytes, type }: Picture) {
  if (ticket.method === "PUT") return { contentType: type, body: bytes };
  const subtype = /^image\/([a-z]+)$/.exec(type)?.[1] ?? "bin";
  const form = multipartForm(ticket.fields, { field: "file", name: `avatar.${subtype}`, type });
  return { contentType: form.contentType, body: Buffer.concat([form.head, bytes, form.tail]) };
}
