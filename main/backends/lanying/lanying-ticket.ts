import { AppError } from "../../../shared/errors.ts";
import { assertSecure } from "../../platform/api-origin.ts";
import type { UploadTicket } from "../backend.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import type { lanyingSessionEndpoints } from "./endpoints.ts";
import type { LanyingConnection } from "./lanying-connection.ts";
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
    // The vendor's clients always post a form; PUT only where the server says so and nothing else.
    method: answer.upload_method?.trim().toUpperCase() === "PUT" ? "PUT" : "POST",
    fields: Object.entries(answer.oss_body_param ?? {}).map(([name, value]) => [name, value ?? ""]),
    downloadUrl: answer.download_url,
    headers: uploadUrl.origin === http.origin ? await withHeaders(async (own) => own) : {},
  };
}
