import { BlockList, isIP, isIPv4 } from "node:net";
import { AppError, toAppError } from "../../../shared/errors.ts";
import { bareHost, isLoopback } from "../api-origin.ts";
import { networkFault } from "./network-errors.ts";

/** A server that passes connections on. */
export interface ProxyServer {
  readonly scheme: "http" | "https" | "socks4" | "socks5";
  /** As in a URL: an IPv6 address in brackets. */
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** One way to a server: through a proxy, or directly. */
export type Route = ProxyServer | "direct";

/** The ways to the server of a URL, in the order to try them; never empty. */
export type RoutesFor = (url: URL) => Promise<readonly Route[]>;

const defaultPorts = { http: 80, https: 443, socks4: 1080, socks5: 1080 } as const;
const schemes: Readonly<Record<string, ProxyServer["scheme"]>> = {
  "http:": "http",
  "https:": "https",
  "socks:": "socks5",
  "socks4:": "socks4",
  "socks4a:": "socks4",
  "socks5:": "socks5",
  "socks5h:": "socks5",
};

/**
 * Reads the address of a proxy: scheme (http where there is none), user and password if any, host and port.
 * Throws "invalid"; the message holds nothing of the address, which may carry a password.
 */
export function parseProxy(text: string): ProxyServer {
  const address = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);
  const scheme = url === null ? undefined : schemes[url.protocol];
  const isBare = url !== null && /^\/?$/.test(url.pathname) && url.search === "" && url.hash === "";
  if (url === null || scheme === undefined || url.hostname === "" || !isBare) {
    throw new AppError("invalid", "the address of the proxy is not scheme://host:port");
  }
  return {
    scheme,
    hostname: url.hostname,
    // A URL drops the port that is its scheme's own.
    port: url.port === "" ? defaultPorts[scheme] : Number(url.port),
    user: decoded(url.username),
    password: decoded(url.password),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads what a proxy script (PAC) or Chromium's `resolveProxy` answers, e.g. `PROXY a:8080; SOCKS5 b:1080; DIRECT`.
 * What cannot be read is left out; direct where nothing is left.
 */
export function routesOfPac(answer: string): readonly Route[] {
  const prefixes: Readonly<Record<string, string>> = {
    PROXY: "http://",
    HTTP: "http://",
    HTTPS: "https://",
    SOCKS: "socks4://",
    SOCKS4: "socks4://",
    SOCKS5: "socks5://",
  };
  const routes = answer.split(";").flatMap((entry): Route[] => {
    const [kind = "", place = ""] = entry.trim().split(/\s+/);
    if (kind.toUpperCase() === "DIRECT") return ["direct"];
    const prefix = prefixes[kind.toUpperCase()];
    if (prefix === undefined || place === "") return [];
    try {
      return [parseProxy(prefix + place)];
    } catch {
      return [];
    }
  });
  return routes.length > 0 ? routes : ["direct"];
}

/**
 * What `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say of a URL, the lower-case names first, as curl reads
 * them: NO_PROXY holds names (with what ends in them), addresses and networks (10.0.0.0/8), each with a port or without.
 */
export function environmentRoutes(url: URL, environment: NodeJS.ProcessEnv): readonly Route[] {
  const variable = (name: string) => environment[name.toLowerCase()] || environment[name.toUpperCase()] || "";
  const scheme = url.protocol === "https:" ? "https" : "http";
  const name = [`${scheme}_proxy`, "all_proxy"].find((candidate) => variable(candidate) !== "");
  if (name === undefined || isExempt(url, variable("no_proxy"))) return ["direct"];
  try {
    return [parseProxy(variable(name))];
  } catch (cause) {
    // Nothing that the person typed into the app is wrong: the variable is named in place of a host.
    const { message: detail } = toAppError(cause);
    throw networkFault("proxy_unreachable", name.toUpperCase(), { detail, cause });
  }
}

function isExempt(url: URL, noProxy: string): boolean {
  const host = bareHost(url.hostname);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const [, name = entry, wantedPort = port] =
        /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry) ?? /^(.*)$/.exec(entry) ?? [];
      return wantedPort === port && isNamed(host, bareHost(name));
    });
}

function isNamed(host: string, entry: string): boolean {
  if (entry === "*") return true;
  if (entry.includes("/")) return isInNetwork(host, entry);
  const suffix = entry.replace(/^\*?\.+/, "");
  return host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`));
}

function isInNetwork(host: string, network: string): boolean {
  const [address = "", bits = ""] = network.split("/");
  if (isIP(host) === 0 || isIP(address) === 0 || !/^\d+$/.test(bits)) return false;
  if (Number(bits) > (isIPv4(address) ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), isIPv4(address) ? "ipv4" : "ipv6");
  return list.check(host, isIPv4(host) ? "ipv4" : "ipv6");
}

/** What never leaves this machine is reached directly, whatever `routesFor` says. */
export function loopbackDirectly(routesFor: RoutesFor): RoutesFor {
  return async (url) => (isLoopback(url.hostname) ? ["direct"] : routesFor(url));
}

/** No proxy at all. */
export const directly: RoutesFor = async () => ["direct"];
