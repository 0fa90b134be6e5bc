import { type FoundCode, type FoundCodes, foundCodes } from "./found-codes.ts";
import { type Grey, greyOf, reduced } from "./grey.ts";
import { readWithJsqr } from "./jsqr.ts";
import { deepLooks, quickLook, sharpLooks } from "./looks.ts";
import type { Pixels } from "./pixels.ts";
import { readWithQr } from "./qr.ts";
import { calmed, isGrainy, scaled, searchIn, suspectsIn, tryMarks, tryVariant } from "./search.ts";
import { colourVariants, isColourful, variants } from "./variants.ts";
import { zxingStarted } from "./zxing.ts";

export type { FoundCode } from "./found-codes.ts";

export interface ReadOptions {
  /** After this many milliseconds no new step begins; the whole picture is read once in any case. */
  readonly budgetMs?: number;
  readonly now?: () => number;
  /** Called after each step that found more, with all codes so far. */
  readonly onFound?: (codes: readonly FoundCode[]) => void;
}

/** Where not even a mark shows, no more than this. */
const hopelessMs = 600;
/** Above this many pixels the whole picture is read at half size; its marks are still sought at full size. */
const largePicture = 16_000_000;
/** Places that stay unread get this much longer, once something was read. */
const patienceMs = 250;
const mostDeepLooks = 6;
/** A code has 21 modules or more. */
const smallestSide = 21;
/** What slower engines are given: a little at first, more where all else failed. */
const smallPixels = 800_000;
const mediumPixels = 4_000_000;

/**
 * All QR codes of a picture, from cheap to dear: where three marks stand, straightened; the whole picture; places
 * that look like codes and are not yet read, sharpened; and, only where nothing was found at all, the picture in
 * other lights, sizes and colours, and other engines. Needs startZxing().
 */
export async function readCodes(image: Pixels, options: ReadOptions = {}): Promise<readonly FoundCode[]> {
  const { budgetMs = 1500, now = () => performance.now(), onFound } = options;
  const begin = now();
  let end = begin + budgetMs;
  const found = foundCodes(onFound);
  if (Math.min(image.width, image.height) < smallestSide) return found.all;

  const grey = greyOf(image);
  await zxingStarted();
  const { sure, unsure } = suspectsIn(grey);
  const search = searchIn(grey, 1, found, now);
  search.look(sure, [quickLook], end);
  const unread = search.whole({}, grey.data.length > largePicture ? 2 : 1);
  if (now() >= end) return found.all;
  const until = found.all.length > 0 ? Math.min(end, now() + patienceMs) : end;
  search.look([...sure, ...unread], sharpLooks, until);
  search.look(unsure, [quickLook, ...sharpLooks], until);
  // Where something was read and no grain could hide more, the picture is done.
  if ((found.all.length === 0 || isGrainy(grey)) && now() < until) tryMarks(calmed(grey), found, now, until);
  if (found.all.length === 0) tryOthers(grey, smallPixels, found, now, end);
  search.look([...sure, ...unread, ...unsure].slice(0, mostDeepLooks), deepLooks, until);

  if (sure.length + unread.length + unsure.length === 0) end = Math.min(end, begin + hopelessMs);
  const others = isColourful(image) ? [...colourVariants, ...variants] : variants;
  for (const variant of others) {
    if (now() >= end || found.all.length > 0) return found.all;
    if (grey.data.length > variant.most || Math.min(grey.width, grey.height) < (variant.least ?? 0)) continue;
    tryVariant(variant.make(grey, image), variant, found, now, end);
  }
  if (grey.data.length > smallPixels) tryOthers(grey, mediumPixels, found, now, end);
  return found.all;
}

/** Other engines, which see one code a picture; a picture with more pixels than `most` is reduced for them. */
function tryOthers(grey: Grey, most: number, found: FoundCodes, now: () => number, end: number): void {
  const factor = Math.max(1, Math.ceil(Math.sqrt(grey.data.length / most)));
  const picture = factor > 1 ? reduced(grey, factor) : grey;
  for (const [engine, read] of [
    ["qr", readWithQr],
    ["jsqr", readWithJsqr],
  ] as const) {
    if (now() >= end || found.all.length > 0) return;
    found.add(read(picture).map((code) => ({ ...scaled(code, factor), engine })));
  }
}
