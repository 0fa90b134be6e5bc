import type { HttpClient } from "../../platform/http-client.ts";

/**
 * Hosts under which the vendor hands out links to its API (`*.maximtop.cn`, and names that end in `api.maximtop.com`),
 * meant for whatever host the client talks to.
 */
const vendorHost = /(^|\.)maximtop\.(com\.)?cn$|(^|\.)[a-z\d-]*api\.maximtop\.com$/i;

/**
 * A link from the server as the account reaches it: relative ones and those on the vendor's hosts on the account's own
 * host, which alone is ever shown the token.
 */
export function onOwnHost(link: string, http: HttpClient): URL | null {
  if (link === "") return null;
  const url = URL.parse(link, http.urlOf("/").href);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  if (url.origin === http.origin || !vendorHost.test(url.hostname)) return url;
  return http.urlOf(url.pathname + url.search);
}
