/*
 * What a person brings to sign in to a GeWe gateway, as they have it: copied out of a console, an API page, a script or
 * a chat. Pure, for the form, the command line and main alike.
 */

/** The vendor's service as public clients use it: encrypted first, then the address its own API pages name. */
export const geweService = {
  address: "https://www.geweapi.com/gewe/v2/api",
  unencrypted: "http://api.geweapi.com/gewe/v2/api",
} as const;

/** Where a person gets a token, signs in to WeChat and finds the device's id. */
export const geweConsole = "https://manager.geweapi.com/";

const invisible = /[\p{Cf}\p{Cc}]/gu;
const wrapping = /^(?:["'`“”‘’<]|\{\{)+|(?:["'`“”‘’>,;]|\}\})+$/g;

/** Without the header's or field's name before it, quotes, template braces, and signs that nobody sees. */
function unwrapped(pasted: string, name: RegExp): string {
  let clean = pasted.replace(invisible, " ").trim();
  for (let before = ""; before !== clean; ) {
    before = clean;
    clean = clean.replace(wrapping, "").trim().replace(name, "").trim();
  }
  return clean;
}

const tokenName = /^(?:(?:-H|--header)\s+["']?)?(?:x-gewe-token|token(?:id)?)["']?\s*[:=：]\s*/i;
const deviceName = /^(?:appid|device ?id|设备\s?id)["']?\s*[:=：]\s*/i;

/** The token in what was pasted; null where that holds none: it has no spaces and nothing but plain characters. */
export function geweToken(pasted: string): string | null {
  const token = unwrapped(pasted, tokenName);
  return /^[\x21-\x7e]+$/.test(token) && !/[{}"'<>]/.test(token) ? token : null;
}

/** The device's id (`wx_…`) in what was pasted. */
export function geweDeviceId(pasted: string): string {
  return unwrapped(pasted, deviceName);
}

const loopback = /^(?:localhost|[\w.-]+\.localhost|127(?:\.\d+){3}|\[::1\])(?=[:/]|$)/i;
const apiRoot = /^(.*?\/v2\/api)(?:\/.*)?$/i;
const operation = /\/(?:contacts|finder|group|label|login|message|personal|sns|tools)(?:\/\w*)?$/i;

/**
 * The API's address in what was typed: completed with a scheme (http on this computer, https beyond it), and cut before
 * an operation's path, a query or a fragment. What is no address stays as it is.
 */
export function geweAddress(typed: string): string {
  const text = unwrapped(typed, /^$/);
  const hasScheme = /^[a-z][a-z0-9+.-]*:\//i.test(text);
  const url = URL.parse(hasScheme ? text : `${loopback.test(text) ? "http" : "https"}://${text}`);
  const isAddress = text !== "" && !/\s/.test(text) && url !== null && /^https?:$/.test(url.protocol);
  // Whom a user name before the host would deceive must see it; main refuses it.
  if (!isAddress || url.username !== "" || url.password !== "") return typed.trim();
  const path = url.pathname.replace(/\/+$/, "").replace(apiRoot, "$1").replace(operation, "");
  return url.origin + path;
}

/** Where the API may be: at the address, or where that names no path, below it as at the service and as at the former self-hosted one. */
export function geweAddresses(address: string): readonly string[] {
  const url = URL.parse(address);
  if (url === null || url.pathname !== "/") return [address];
  return [`${url.origin}/gewe/v2/api`, `${url.origin}/v2/api`];
}
