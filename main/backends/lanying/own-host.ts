import type { HttpClient } from "../../platform/http-client.ts";

/** Domains under which the vendor hands out links to the API that are meant for whatever host the client talks to. */
const vendorDomain = /(^|\.)maximtop\.(com\.)?cn$/i;

/** A link from the server as the account reaches it: relative ones and the vendor's own domains on the account's host. */
export function onOwnHost(link: string, http: HttpClient): URL | null {
  if (link === "") return null;
  const url = URL.parse(link, http.urlOf("/").href);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  if (url.origin === http.origin || !vendorDomain.test(url.hostname)) return url;
  return http.urlOf(url.pathname + url.search);
}
