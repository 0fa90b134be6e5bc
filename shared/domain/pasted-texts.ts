import { joiningAccountKind, parseCode } from "./qr-payload.ts";

const mostTexts = 200;
/** What stands around a link in a chat message, in either script. */
const linkInText = /https?:\/\/[^\s<>"'“”‘’《》【】（）「」，。；！？]+/gi;

/**
 * What a pasted text brings: itself where it means something, else the invitations that stand in it, one to a line or
 * among other words. A text that holds none is itself.
 */
export function pastedTexts(text: string): readonly string[] {
  const whole = text.trim();
  if (whole === "") return [];
  if (isInvitation(whole)) return [whole];
  const pieces = whole.split(/\r?\n/).flatMap((line) => {
    const words = line.trim();
    return isInvitation(words) ? [words] : (words.match(linkInText) ?? []);
  });
  const invitations = [...new Set(pieces.filter(isInvitation))].slice(0, mostTexts);
  return invitations.length > 0 ? invitations : [whole];
}

function isInvitation(text: string): boolean {
  return joiningAccountKind(parseCode(text).kind) !== null;
}
