import type { CodeMeaning } from "./code-meaning.ts";
import { readWebLink, type WebLink } from "./genuine-link.ts";
import type { CodeKind } from "./join.ts";

/** What makes an article of an official account that article. */
const articleParameters = ["__biz", "mid", "idx", "sn"];
/** Parameters of ordinary links that only say how somebody came by them. */
const tracking = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|spm|share_token)$/i;

type LinkRule = (link: WebLink) => CodeMeaning;

/** What each host is known for. Only an exact, undisguised host gets here; everything else is a plain web link. */
const rules: ReadonlyMap<string, LinkRule> = new Map<string, LinkRule>([
  ["weixin.qq.com", weixinLink],
  ["support.weixin.qq.com", groupPageLink],
  ["szsupport.weixin.qq.com", groupPageLink],
  ["u.wechat.com", (link) => named("wechat_person", link)],
  ["mp.weixin.qq.com", (link) => named("wechat_official_account", link, articleParameters)],
  ["login.weixin.qq.com", (link) => named("wechat_login", link)],
  ["work.weixin.qq.com", (link) => named(leadsTo(link, "/gm/", "/m/") ? "wecom_group" : "wecom", link)],
  ["c.weixin.com", (link) => named(leadsTo(link, "/g/") ? "wecom_group" : "wecom", link)],
  ["payapp.weixin.qq.com", (link) => (leadsTo(link, "/qr/") ? payment(link) : webLink(link))],
  ["wx.tenpay.com", (link) => (link.url.pathname.startsWith("/f2f") ? payment(link) : webLink(link))],
  ["qm.qq.com", (link) => named("qq_group", link, ["k"])],
  ["jq.qq.com", (link) => named("qq_group", link, ["k"])],
  ["qun.qq.com", (link) => named("qq_group", link, ["k", "group_code"])],
  ["ti.qq.com", (link) => named("qq", link, ["k", "uin"])],
]);

/** Longer ones first, so that a host is never taken for one that stands inside of it. */
export const knownHosts: readonly string[] = [...rules.keys()].sort(
  (one, other) => other.length - one.length,
);

/** What a link is, judged by its host and path alone: nothing is opened. Null when the text is no http(s) link. */
export function linkMeaning(text: string): CodeMeaning | null {
  const link = readWebLink(text);
  if (link === null) return null;
  const rule = link.genuineHost === null ? undefined : rules.get(link.genuineHost);
  return rule === undefined ? webLink(link) : rule(link);
}

function weixinLink(link: WebLink): CodeMeaning {
  const token = /^\/g\/([\w=-]+)\/?$/.exec(link.url.pathname)?.[1];
  if (token !== undefined) {
    return {
      kind: "wechat_group",
      host: link.url.hostname,
      groupId: null,
      // The server resolves the code itself, so it gets the link as it was printed.
      joinKey: link.raw,
      dedupeKey: `wechat_group:${token}`,
    };
  }
  if (leadsTo(link, "/r/", "/q/")) return named("wechat_official_account", link);
  if (leadsTo(link, "/x/")) return named("wechat_login", link);
  if (leadsTo(link, "/f/", "/sph/")) return named("wechat_channels", link);
  return webLink(link);
}

/** Known by its path, because the title of the card it came with is in the language of the sender's phone. */
const invitePath = "/cgi-bin/mmsupport-bin/addchatroombyinvite";
/** What WeChat itself opens for a group's code. Its address is made for one person and one moment. */
const codePagePath = "/cgi-bin/mmsupport-bin/addchatroombyqrcode";

/** The pages by which WeChat adds somebody to a group: that of an invitation card can be passed on, that of a code cannot. */
function groupPageLink(link: WebLink): CodeMeaning {
  if (link.url.pathname === codePagePath && link.url.searchParams.get("uuid")) {
    return named("wechat_group_page", link, ["uuid"]);
  }
  // Links copied out of XML keep its escapes; in a URL of this kind `&amp;` has no meaning of its own.
  const joinKey = link.raw.replaceAll("&amp;", "&");
  const ticket = /[?&]ticket=([^&#]+)/.exec(joinKey)?.[1];
  if (link.url.pathname !== invitePath || ticket === undefined) return webLink(link);
  return {
    kind: "wechat_invite",
    host: link.url.hostname,
    groupId: null,
    joinKey,
    dedupeKey: `wechat_invite:${ticket}`,
  };
}

function payment({ raw, url }: WebLink): CodeMeaning {
  const dedupeKey = `payment:${raw}`;
  return { kind: "payment", host: url.hostname, groupId: null, joinKey: null, dedupeKey };
}

/** Told apart by host, path and these parameters alone; what else stands in the link says where it was shared. */
function named(kind: CodeKind, link: WebLink, parameters: readonly string[] = []): CodeMeaning {
  const { hostname, pathname, searchParams } = link.url;
  const path = pathname.replace(/\/$/, "");
  const values = parameters.map((name) => `:${searchParams.get(name) ?? ""}`).join("");
  return {
    kind,
    host: hostname,
    groupId: null,
    joinKey: null,
    dedupeKey: `${kind}:${hostname}${path}${values}`,
  };
}

function webLink(link: WebLink): CodeMeaning {
  const bare = new URL(link.url);
  bare.hash = "";
  for (const name of [...bare.searchParams.keys()]) {
    if (tracking.test(name)) bare.searchParams.delete(name);
  }
  return {
    kind: "web_link",
    host: link.url.hostname,
    groupId: null,
    joinKey: null,
    dedupeKey: `web_link:${bare.href}`,
  };
}

/** Below one of these paths, and not the path alone. */
function leadsTo({ url: { pathname } }: WebLink, ...prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => pathname.startsWith(prefix) && pathname.length > prefix.length);
}
