import type { IncomingMessage, ServerResponse } from "node:http";
import { downloadPaths } from "../../backends/lanying/endpoints/session.ts";
import type { RequestContext } from "../http/demo-http-server.ts";
import type { World } from "../state/world.ts";
import type { ObjectStore } from "./object-store.ts";
import { receiveUpload } from "./receive-upload.ts";
import { sendObject } from "./send-object.ts";

/** Headers that belong to the APIs alone: whoever sends one here has leaked it. */
const secretHeaders = ["access-token", "x-gewe-token", "authorization", "cookie", "app_id"] as const;

function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: string): void {
  // The rest of the body is read away: a sender that is still writing would see a broken connection instead of the answer.
  request.resume();
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
}

/** The object that a link of the API's form names, where links stand on this host: signed as it is, it takes no token. */
function linkedKey(store: ObjectStore, { pathname, searchParams }: URL): string | null {
  if (pathname === downloadPaths.groupFile) return store.keyOfFileSign(searchParams.get("file_sign") ?? "");
  const name = pathname === downloadPaths.avatar ? (searchParams.get("object_name") ?? "") : "";
  return name.startsWith("avatar/") ? name : null;
}

/**
 * Storage as a foreign origin: form uploads with a ticket, reads by a signed link, no token ever. A fault with a `code`
 * answers with an envelope of the API in place of the bytes.
 */
export function storageHandler(world: World, store: ObjectStore) {
  return async ({ request, response, url, fault }: RequestContext): Promise<void> => {
    const leaked = secretHeaders.find((name) => request.headers[name] !== undefined);
    if (leaked !== undefined || url.searchParams.has("access-token")) {
      return refuse(request, response, 403, "AccessDenied");
    }
    if (fault?.code !== undefined) {
      request.resume();
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: fault.code, message: fault.message ?? "made to fail" }));
      return;
    }
    if (request.method === "POST" && url.pathname === "/bucket") {
      const { problem } = await receiveUpload(request, store, world.now(), fault);
      if (problem !== null) return refuse(request, response, 403, problem);
      response.writeHead(200, { "content-type": "application/json" }).end('{"Status":"OK"}');
      return;
    }
    if ((request.method === "GET" || request.method === "HEAD") && url.pathname.startsWith("/objects/")) {
      const key = decodeURIComponent(url.pathname.slice("/objects/".length));
      if (!key.startsWith("public/") && !store.isLinkValid(key, url.searchParams, world.now())) {
        return refuse(request, response, 403, "SignatureDoesNotMatch");
      }
      const object = store.find(key);
      if (object === null) return refuse(request, response, 404, "NoSuchKey");
      return sendObject(request, response, object, fault);
    }
    const linked = request.method === "GET" ? linkedKey(store, url) : null;
    const object = linked === null ? null : store.find(linked);
    if (object !== null) return sendObject(request, response, object, fault);
    refuse(request, response, 404, "NoSuchKey");
  };
}
