import { pageOrigin } from "../own-page.ts";
import { readPageFile } from "../page-files.ts";
import { RequestPaused } from "./cdp-message.ts";
import type { CdpPipe } from "./cdp-pipe.ts";

/** Answers every request of the page: our own files, "stay where you are" to a foreign page, and no to the rest. */
export async function answerRequest(
  pipe: CdpPipe,
  sessionId: string,
  folder: string,
  params: unknown,
): Promise<void> {
  const { requestId, request, resourceType } = RequestPaused.parse(params);
  if (originOf(request.url) === pageOrigin.chromium && request.method === "GET") {
    const file = await readPageFile(folder, request.url);
    await pipe.send(
      "Fetch.fulfillRequest",
      fulfilment(requestId, file.status, file.headers, file.body),
      sessionId,
    );
  } else if (resourceType === "Document") {
    // A failed navigation would replace the app by an error page; "no content" leaves it as it is.
    await pipe.send("Fetch.fulfillRequest", fulfilment(requestId, 204, {}, Buffer.alloc(0)), sessionId);
  } else {
    await pipe.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" }, sessionId);
  }
}

function fulfilment(
  requestId: string,
  responseCode: number,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
) {
  const responseHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { requestId, responseCode, responseHeaders, body: body.toString("base64") };
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "";
}
