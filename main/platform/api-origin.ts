import { BlockList, isIP } from "node:net";
import { AppError } from "../../shared/errors.ts";

/** Lists of IPv4 hold for the IPv6 spelling of such addresses as well. */
const loopback = listOf(["127.0.0.0", 8], ["::1", 128]);
/** These lead to this machine too, but do not say so. */
const unspecified = listOf(["0.0.0.0", 8], ["::", 128]);
/** Private, shared (carrier NAT), link-local and multicast: what stands there answers only whoever is near it. */
const nearby = listOf(
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["224.0.0.0", 3],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
);

function listOf(...subnets: readonly (readonly [net: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, net.includes(":") ? "ipv6" : "ipv4");
  return list;
}

/** `URL.hostname`, which has written every IPv4 address with dots, as a socket takes it: no brackets, no dot at its end. */
export function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^\[|\]$/g, "");
}

function isIn(list: BlockList, address: string): boolean {
  return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** True for `localhost` and for addresses that never leave this machine. */
export function isLoopback(hostname: string): boolean {
  const host = bareHost(hostname);
  return host === "localhost" || host.endsWith(".localhost") || isIn(loopback, host);
}

/** Which network the host of a URL is in, as far as its address tells; a name counts as public, but for `localhost`. */
export function networkOf(hostname: string): "machine" | "nearby" | "public" {
  const host = bareHost(hostname);
  if (isLoopback(host) || isIn(unspecified, host)) return "machine";
  return isIn(nearby, host) ? "nearby" : "public";
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
