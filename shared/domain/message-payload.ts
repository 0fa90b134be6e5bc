import { fieldOf } from "./exact-json.ts";

/**
 * The message inside a whole callback of the WeChat gateway: nested (`Data.Content.string`, first version) or flat
 * (`content`, second). Null when the value is none.
 */
export function callbackContent(json: unknown): string | null {
  const nested = fieldOf(fieldOf(fieldOf(json, "Data"), "Content"), "string");
  const content = nested ?? fieldOf(json, "content");
  return typeof content === "string" ? content : null;
}

const xmlToken =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)[^<>]*>|([^<]+)|</g;

/**
 * The link of a message card: the text of `appmsg/url`. Found by its place and not by its looks, because titles and
 * quoted messages are written by others. Null when the text holds no card.
 */
export function cardLink(copied: string): string | null {
  // Copied out of another document, the whole card may be escaped: then nothing of it is a tag as it stands.
  const text = !copied.includes("<") && copied.includes("&lt;appmsg") ? unescapeXml(copied) : copied;
  if (!text.includes("<appmsg")) return null;
  const path: string[] = [];
  let link = "";
  for (const [token, cdata, slash, name, plain] of text.matchAll(xmlToken)) {
    if (name !== undefined) {
      if (slash === "/") path.length = Math.max(0, path.lastIndexOf(name));
      else if (!token.endsWith("/>")) path.push(name);
    } else if (path.at(-1) === "url" && path.at(-2) === "appmsg") {
      // Senders escape inside CDATA too.
      link += unescapeXml(cdata ?? plain ?? "");
    }
  }
  return link.trim() === "" ? null : link.trim();
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name, decimal, hex) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
      const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
