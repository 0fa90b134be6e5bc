/** True for http:// to anything but this computer: there a token travels readable by everyone on the way. */
export function isInsecureUrl(text: string): boolean {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url?.protocol !== "http:") return false;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return !(
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "::1" ||
    /^127(\.\d+){3}$/.test(host)
  );
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]\S*$/i.test(text.trim()) && URL.canParse(text.trim());
}

/** An address typed without a scheme gets one: http on this computer, https beyond it. */
export function withScheme(text: string): string {
  const typed = text.trim();
  const address = `http://${typed}`;
  if (/^[a-z][a-z0-9+.-]*:\//i.test(typed) || !isHttpUrl(address)) return typed;
  return isInsecureUrl(address) ? `https://${typed}` : address;
}
