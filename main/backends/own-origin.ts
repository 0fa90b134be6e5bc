import { parseBaseUrl } from "../platform/api-origin.ts";
import type { BackendDeps } from "./create-backend.ts";
import { lanyingHeaders } from "./lanying/lanying-connection.ts";

/** The one origin that may see an account's token, and the headers that show it. For bytes sent outside the backend. */
export function ownOrigin(
  deps: Pick<BackendDeps, "kind" | "apiUrl" | "appId">,
  token: string | null,
): { readonly origin: string; readonly headers: Readonly<Record<string, string>> } {
  const { origin } = parseBaseUrl(deps.apiUrl);
  return { origin, headers: deps.kind === "lanying" ? lanyingHeaders(deps.appId, token) : {} };
}
