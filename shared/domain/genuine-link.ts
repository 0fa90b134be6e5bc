/** A web link whose parts say the same to the eye and to a URL parser. */
export interface WebLink {
  /** As written, without the white space around it. */
  readonly raw: string;
  readonly url: URL;
  /**
   * The host if nothing about it can deceive: written in plain ASCII, without user name, port, trailing dot,
   * backslash, escapes or control characters. Null otherwise, and then the link is no more than "some web link".
   */
  readonly genuineHost: string | null;
}

const writtenLink = /^https?:\/\/([a-z0-9.-]+)([^?#]*)/i;
const hidden = /[\p{Cc}\p{Cf}\p{Z}\\]/u;

/** Null when the text as a whole is not an http(s) link. */
export function readWebLink(text: string): WebLink | null {
  const raw = text.trim();
  if (!/^https?:/i.test(raw)) return null;
  const url = URL.parse(raw);
  if (url === null || url.hostname === "") return null;
  return { raw, url, genuineHost: genuineHost(raw, url) };
}

/** A parser forgives much (tabs, backslashes, full-width dots, `..`); what it had to forgive is not genuine. */
function genuineHost(raw: string, url: URL): string | null {
  if (hidden.test(raw)) return null;
  const written = writtenLink.exec(raw);
  if (written === null) return null;
  const [, host = "", path = ""] = written;
  const isSame = host.toLowerCase() === url.hostname && (path === "" ? "/" : path) === url.pathname;
  return isSame && !host.endsWith(".") && url.port === "" && url.username === "" && url.password === ""
    ? url.hostname
    : null;
}
