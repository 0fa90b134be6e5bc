/** What the bytes really are, whatever the server called them; null for everything a page should not show. */
export function pictureType(bytes: Uint8Array): string | null {
  const starts = (signature: string, at = 0) =>
    Buffer.from(bytes.subarray(at, at + signature.length)).toString("latin1") === signature;
  if (starts("\x89PNG\r\n\x1a\n")) return "image/png";
  if (starts("\xff\xd8\xff")) return "image/jpeg";
  if (starts("GIF87a") || starts("GIF89a")) return "image/gif";
  if (starts("RIFF") && starts("WEBP", 8)) return "image/webp";
  return null;
}
