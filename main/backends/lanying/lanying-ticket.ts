import { AppError } from "../../../shared/errors.ts";
import { assertSecure } from "../../platform/api-origin.ts";
import type { UploadTicket } from "../backend.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import type { lanyingSessionEndpoints } from "./endpoints.ts";
import type { LanyingConnection } from "./lanying-connection.ts";
import { uploads } from "./open-points.ts";
import { onOwnHost } from "./own-host.ts";

type TicketAnswer = EndpointAnswer<(typeof lanyingSessionEndpoints)["/file/upload/chat"]>;

/** Where bytes go. The token goes along only where that is the account's own origin. */
export async function readTicket(
  { http, withHeaders }: LanyingConnection,
  answer: TicketAnswer,
  allowsInsecureHttp: boolean,
): Promise<UploadTicket> {
  const uploadUrl = onOwnHost(answer.upload_url, http);
  if (uploadUrl === null) throw new AppError("bad_answer", "the upload ticket: unexpected upload_url");
  assertSecure(uploadUrl, allowsInsecureHttp);
  return {
    uploadUrl: uploadUrl.href,
    ...formOf(answer, uploads),
    downloadUrl: answer.download_url,
    headers: uploadUrl.origin === http.origin ? await withHeaders(async (own) => own) : {},
  };
}

/** The fields of a storage's signed form, in the order in which the vendor's web client sends them, before the file. */
const knownFields = ["OSSAccessKeyId", "policy", "signature", "callback", "key"] as const;

/** Without a `key` it is no signed form: the file then goes alone, as private storages (Ceph) take it. */
export function formOf(
  { upload_method: method, oss_body_param }: Pick<TicketAnswer, "upload_method" | "oss_body_param">,
  way: typeof uploads,
): Pick<UploadTicket, "method" | "fields"> {
  const fields = oss_body_param ?? {};
  if (way === "as_told") {
    const isPut = method?.trim().toUpperCase() === "PUT";
    return {
      method: isPut ? "PUT" : "POST",
      fields: Object.entries(fields).map(([name, value]) => [name, value ?? ""]),
    };
  }
  const sent = fields.key ? knownFields : [];
  return {
    method: "POST",
    fields: sent.flatMap((name) => (typeof fields[name] === "string" ? [[name, fields[name]] as const] : [])),
  };
}
