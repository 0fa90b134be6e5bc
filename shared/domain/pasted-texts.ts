import { readWebLink } from "./genuine-link.ts";
import type { CodeKind } from "./join.ts";
import { joiningAccountKind, parseCode } from "./qr-payload.ts";

const mostTexts = 200;
/** Where a link in a chat message ends, in either script. */
const endOfLink = String.raw`\s<>"'“”‘’《》【】（）「」『』，。；！？、`;
const linkInText = new RegExp(String.raw`https?:\/\/[^${endOfLink}]+`, "gi");
/**
 * A group's link as people pass it on, without its scheme. Whatever else stands right before it may be the rest of
 * another host's name, of a path or of another scheme.
 */
const bareGroupLink = new RegExp(
  String.raw`(?<=^|[${endOfLink}：(]|[^\x00-\x7f]:)weixin\.qq\.com\/g\/[^${endOfLink}]+`,
  "gi",
);
/** What a link among words is taken for as a whole: what means anything else is not looked into. */
const wordsAround: ReadonlySet<CodeKind> = new Set<CodeKind>(["text", "web_link"]);
const closingMarks = /[.,;:!?)\]}]+$/;

/**
 * What a pasted text brings: itself where it means something, else the invitations that stand in it, one to a line or
 * among other words, else the one genuine link that it holds. A text that holds none of these is itself. Only for what a
 * person pasted: the text of a code is taken as it is.
 */
export function pastedTexts(text: string): readonly string[] {
  const whole = text.trim();
  if (whole === "") return [];
  if (isInvitation(whole)) return [whole];
  const pieces = whole.split(/\r?\n/).flatMap((line) => {
    const words = line.trim();
    return isInvitation(words) ? [words] : linksIn(words);
  });
  const links = [...new Set(pieces)];
  const invitations = links.filter(isInvitation).slice(0, mostTexts);
  if (invitations.length > 0) return invitations;
  const [only] = links;
  const isMeantForIt = links.length === 1 && wordsAround.has(parseCode(whole).kind);
  return isMeantForIt && only !== undefined && isGenuine(only) ? [only] : [whole];
}

/** All links of a line, those of groups completed where they have no scheme. */
function linksIn(words: string): readonly string[] {
  const bare = (words.match(bareGroupLink) ?? []).map((link) => `https://${link}`);
  return [...(words.match(linkInText) ?? []), ...bare].map((link) => {
    const isAlone = link === words;
    return isAlone ? link : link.replace(closingMarks, "");
  });
}

function isInvitation(text: string): boolean {
  return joiningAccountKind(parseCode(text).kind) !== null;
}

/** Whether its host is what it looks like. */
function isGenuine(link: string): boolean {
  return readWebLink(link)?.genuineHost != null;
}
