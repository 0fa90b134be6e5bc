import { AppError } from "../../shared/errors.ts";
import { networkOf } from "../platform/api-origin.ts";
import type { HttpClient, ServerRefusal } from "../platform/http-client.ts";
import { firstAnswer } from "./redirects.ts";

export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: string;
}

const maxPictureBytes = 1024 * 1024;
const maxRefusalBytes = 64 * 1024;

/**
 * Reads a picture from an address that somebody else chose: the account's headers go to its own origin only, and no
 * address on this machine or in the private network around it is read unless the account's server is there itself.
 * Null where there is no picture; throws what `refusalIn` reads out of a text in its place.
 */
export async function readPicture(
  http: HttpClient,
  url: URL,
  ownHeaders: Readonly<Record<string, string>>,
  signal?: AbortSignal,
  refusalIn: (text: string) => ServerRefusal | null = () => null,
): Promise<Picture | null> {
  const ownNetwork = networkOf(new URL(http.origin).hostname);
  const isAllowed = (target: URL) => ["public", ownNetwork].includes(networkOf(target.hostname));
  const { answer } = await firstAnswer(http, url, {
    ownHeaders,
    maxBytes: maxPictureBytes,
    isAllowed,
    signal,
  });
  if (answer.status === 404 || answer.status === 410) return null;
  if (answer.status === 401) throw new AppError("signed_out", "the picture was refused: HTTP 401");
  if (answer.status !== 200)
    throw new AppError("server_error", `the picture was refused: HTTP ${answer.status}`);
  const type = pictureType(answer.body);
  if (type !== null) return { bytes: answer.body, type };
  const refusal = answer.body.length <= maxRefusalBytes ? refusalIn(answer.body.toString("utf8")) : null;
  if (refusal) throw new AppError(refusal.code, "the picture was refused", refusal);
  return null;
}

const signatures: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF8"],
  ["image/webp", 8, "WEBP"],
  ["image/avif", 4, "ftypavif"],
  ["image/bmp", 0, "BM"],
];

/** What the bytes are, whatever the server calls them; null when no raster picture. */
export function pictureType(bytes: Buffer): string | null {
  const found = signatures.find(
    ([, at, signature]) => bytes.toString("latin1", at, at + signature.length) === signature,
  );
  return found?.[0] ?? null;
}
