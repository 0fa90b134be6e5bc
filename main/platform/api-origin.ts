import { AppError } from "../../shared/errors.ts";

/** True for addresses that never leave this machine. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
  );
}

/** Throws "insecure" for plain http beyond loopback without the person's consent, "invalid" for other schemes. */
export function assertSecure(url: URL, allowsInsecureHttp: boolean): void {
  if (url.protocol === "https:") return;
  if (url.protocol !== "http:") throw new AppError("invalid", `not a web address: ${url.protocol}`);
  if (allowsInsecureHttp || isLoopback(url.hostname)) return;
  throw new AppError("insecure", `${url.host} is reached by plain http, which anybody on the way can read`);
}

/** The base address of an account: origin and path prefix, without credentials, query or trailing slash. */
export function parseBaseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AppError("invalid", "the address of the server is not a URL");
  const url = new URL(text);
  return new URL(url.pathname.replace(/\/+$/, "") || "/", `${url.protocol}//${url.host}`);
}
