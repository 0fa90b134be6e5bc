import { AppError } from "../../../shared/errors.ts";
import { isLoopback } from "../../platform/api-origin.ts";

/**
 * The address as we keep it: without a trailing slash, without anything that could carry a secret. Plain http
 * beyond this machine shows the token to everyone on the way, so it needs the person's consent.
 */
export function checkedApiAddress(address: string, allowsInsecureHttp: boolean): string {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new AppError("invalid", "the address must begin with https:// or http://");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new AppError("invalid", "the address must not hold a user, a query or a fragment");
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname) && !allowsInsecureHttp) {
    throw new AppError("insecure", `the connection to ${url.host} would not be encrypted`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
