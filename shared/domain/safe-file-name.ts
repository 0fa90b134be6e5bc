/** Room stays for " (9999)" and ".part" below the 255 bytes of common file systems. */
const maxBytes = 240;
const maxExtensionBytes = 32;

/** Names Windows gives to devices, with or without an extension, and two it reads as instructions. */
const reserved =
  /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)|^(?:desktop\.ini|thumbs\.db)$/iu;

/** Control and format characters, but not the two joiners that scripts and emoji need, nor the tags of flags. */
const invisible =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * A server's or another person's file name made fit to be one name inside a folder, on every system:
 * no separators, devices, hidden names, invisible direction marks; at most 240 bytes, keeping the extension.
 * Never empty, and a safe name comes back as it is.
 */
export function safeFileName(name: string): string {
  const visible = name
    .toWellFormed()
    .replace(invisible, "")
    .normalize("NFC")
    .replace(/\p{Zs}/gu, " ")
    .replace(/[/\\:*?"<>|]/gu, "_");
  const shortened = shorten(trimmed(visible));
  if (shortened === "") return "file";
  return reserved.test(shortened) ? shorten(`_${shortened}`) : shortened;
}

/** `name (2).ext` for 2 and so on; the name itself for 1. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const { stem, extension } = splitName(name);
  return `${stem} (${number})${extension}`;
}

/** The extension with its dot, or "" where there is none worth keeping; `.tar.gz` counts as one. */
export function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const extension = /(?<=.)(?:\.tar)?\.[^.\s]+$/u.exec(name)?.[0] ?? "";
  if (extension === "" || byteLength(extension) > maxExtensionBytes) return { stem: name, extension: "" };
  return { stem: name.slice(0, -extension.length), extension };
}

function trimmed(name: string): string {
  return name
    .trimStart()
    .replace(/^\.+/u, "_")
    .replace(/[. ]+$/u, "");
}

function shorten(name: string): string {
  if (byteLength(name) <= maxBytes) return name;
  const { stem, extension } = splitName(name);
  let room = maxBytes - byteLength(extension);
  let kept = "";
  for (const character of stem) {
    room -= byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return `${kept.replace(/[. ]+$/u, "")}${extension}`;
}

const encoder = new TextEncoder();

function byteLength(text: string): number {
  return encoder.encode(text).length;
}
