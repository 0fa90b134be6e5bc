import type { AccountKind } from "./account.ts";
import type { CodeMeaning } from "./code-meaning.ts";
import { parseExactJson } from "./exact-json.ts";
import type { CodeKind } from "./join.ts";
import { lanyingMeaning } from "./lanying-payload.ts";
import { linkMeaning } from "./link-payload.ts";
import { callbackContent, cardLink } from "./message-payload.ts";

/** What a text from a QR code or the clipboard means. `text` is passed on verbatim to the server that wants it. */
export interface ParsedCode {
  readonly kind: CodeKind;
  readonly text: string;
  /** The host as a URL parser sees it; null for texts that are no link. */
  readonly host: string | null;
  /** Lanying: the group's id. */
  readonly groupId: string | null;
  /** What the server needs: Lanying `qr_info`, the WeChat code link, or the invite link with its ticket. */
  readonly joinKey: string | null;
  /** Equal for two codes that mean the same, tracking parameters left out. */
  readonly dedupeKey: string;
}

/**
 * Says what a text means. Pure and total: it opens nothing and never throws. A link counts as a known service's
 * only when its host is exactly that service's, undisguised.
 */
export function parseCode(text: string): ParsedCode {
  return { ...meaningOf(text), text };
}

const joinable: Partial<Record<CodeKind, AccountKind>> = {
  lanying_group: "lanying",
  wechat_group: "gewe",
  wechat_invite: "gewe",
};

/** The kind of account that can join by such a code; null when none can. */
export function joiningAccountKind(kind: CodeKind): AccountKind | null {
  return joinable[kind] ?? null;
}

function meaningOf(text: string): CodeMeaning {
  const trimmed = text.trim();
  return linkMeaning(trimmed) ?? jsonMeaning(trimmed) ?? cardMeaning(trimmed) ?? plainMeaning(trimmed);
}

function jsonMeaning(text: string): CodeMeaning | null {
  if (!text.startsWith("{")) return null;
  const json = parseExactJson(text);
  const lanying = lanyingMeaning(json);
  if (lanying !== null) return lanying;
  const content = callbackContent(json);
  return content === null ? null : (linkMeaning(content) ?? cardMeaning(content));
}

function cardMeaning(text: string): CodeMeaning | null {
  const link = cardLink(text);
  return link === null ? null : linkMeaning(link);
}

/** Links of other programs (`weixin://`, `javascript:`) and texts with control characters are "unknown", not words. */
const otherProgram = /^[a-z][a-z0-9+.-]*:(?:\/\/|[^\s]*\()/i;
const notWords = /^$|\ufffd|[^\P{Cc}\t\n\r]/u;

/** What WeChat's own codes for being paid and for paying begin with; neither is a web link. */
const wechatPayment = /^(?:wxp:\/\/f2f|weixin:\/\/wxpay\/)/i;

/** The login codes that the backend's older phone app made. */
const oldLogin = /^L_[\w+/=-]{8,}$/;

function plainMeaning(text: string): CodeMeaning {
  const isUnknown = otherProgram.test(text) || notWords.test(text);
  const kind = oldLogin.test(text)
    ? "lanying_login"
    : wechatPayment.test(text)
      ? "payment"
      : isUnknown
        ? "unknown"
        : "text";
  return { kind, host: null, groupId: null, joinKey: null, dedupeKey: `${kind}:${text}` };
}
