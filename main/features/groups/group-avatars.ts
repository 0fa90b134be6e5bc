import { AppError } from "../../../shared/errors.ts";
import { readImageHeader } from "../../../shared/qr-reader/image-header.ts";
import { pictureType } from "../../platform/picture-type.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";

const maxPictureBytes = 1024 * 1024;
const maxCachedCharacters = 24 * 1024 * 1024;

/** What the page may decode: a few kilobytes can claim any size, and every pixel takes four bytes there. */
const maxPixels = 16 * 1024 * 1024;
const maxSide = 8192;

function isShowable(bytes: Uint8Array): boolean {
  try {
    const { width, height } = readImageHeader(bytes).size;
    return width * height <= maxPixels && Math.max(width, height) <= maxSide;
  } catch (cause) {
    if (cause instanceof AppError && cause.code === "unreadable_image") return false;
    throw cause;
  }
}

/** Group pictures in memory, the least recently shown ones forgotten first. */
export function createGroupAvatars(accounts: AccountsService) {
  const cached = new Map<string, string | null>();
  const fetching = new Map<string, Promise<string | null>>();
  let characters = 0;
  accounts.onRemove(async (accountId) => {
    for (const key of cached.keys()) if (key.startsWith(`${accountId} `)) forget(key);
  });

  function forget(key: string): void {
    characters -= cached.get(key)?.length ?? 0;
    cached.delete(key);
  }

  function keep(key: string, url: string | null): void {
    forget(key);
    cached.set(key, url);
    characters += url?.length ?? 0;
    for (const oldest of cached.keys()) {
      if (characters <= maxCachedCharacters && cached.size <= 2000) break;
      forget(oldest);
    }
  }

  async function fetchOne(accountId: string, avatar: string): Promise<string | null> {
    const picture = await accounts.backendFor(accountId).avatar(avatar);
    if (picture === null || picture.bytes.byteLength > maxPictureBytes) return null;
    const type = pictureType(picture.bytes);
    return type === null || !isShowable(picture.bytes)
      ? null
      : `data:${type};base64,${Buffer.from(picture.bytes).toString("base64")}`;
  }

  return {
    /** Null for what is no picture, or too big a one. Offline throws; the next call tries again. */
    async dataUrl(accountId: string, avatar: string): Promise<string | null> {
      const key = `${accountId} ${avatar}`;
      const known = cached.get(key);
      if (known !== undefined) {
        keep(key, known);
        return known;
      }
      const running = fetching.get(key) ?? fetchOne(accountId, avatar).finally(() => fetching.delete(key));
      fetching.set(key, running);
      const url = await running;
      keep(key, url);
      return url;
    },
  };
}
