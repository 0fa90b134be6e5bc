export interface TextPart {
  readonly text: string;
  readonly isLink: boolean;
}

const link = /\bhttps?:\/\/[^\s<>"'“”‘’（）【】《》，。；、！]+/giu;
/** Ends a sentence far more often than an address. */
const trailing = /[.,;:!?)\]}]+$/;

/** A text in parts, so that addresses can be shown as such. They are never opened, so none is checked either. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(link)) {
    const address = match[0].replace(trailing, "");
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isLink: false });
    parts.push({ text: address, isLink: true });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isLink: false });
  return parts;
}
