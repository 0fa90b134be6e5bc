import { type FoundCode, type FoundCodes, foundCodes } from "./found-codes.ts";
import { type Grey, greyOf, reduced } from "./grey.ts";
import { readWithJsqr } from "./jsqr.ts";
import { deepLooks, quickLook, sharpLooks } from "./looks.ts";
import type { Pixels } from "./pixels.ts";
import { readWithQr } from "./qr.ts";
import { calmed, isGrainy, scaled, searchIn, suspectsIn, tryMarks, tryVariant } from "./search.ts";
import { colourVariants, isColourful, variants } from "./variants.ts";
import { readWithZbar } from "./zbar.ts";
import { type SeenCode, zxingStarted } from "./zxing.ts";

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
/** What marks without dotted lines between them get: grain makes many that lie. */
const doubtMs = 250;
const mostDeepLooks = 6;
/** A code has 21 modules or more. */
const smallestSide = 21;

/** Other engines with the pixels that each is given at most: more would take it too long. */
const quickEngines: readonly Engine[] = [
  { name: "zbar", read: readWithZbar, most: 9_000_000 },
  { name: "qr", read: readWithQr, most: 9_000_000 },
];
const slowEngines: readonly Engine[] = [{ name: "jsqr", read: readWithJsqr, most: 4_000_000 }];

/**
 * All QR codes of a picture, from cheap to dear: where three marks stand, straightened; the whole picture; places
 * that look like codes and are not yet read, sharpened; other engines, where anything may be hidden still; and, only
 * where nothing was found at all, the picture in other lights, sizes and colours. Needs startZxing().
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
  // Where all that shows was read and no grain could hide more, the picture is done.
  const mayHideMore = found.all.length === 0 || search.hasLeft([...sure, ...unread]) || isGrainy(grey);
  if (mayHideMore) {
    await tryEngines(quickEngines, grey, image, found, now, until);
    if (now() < until) tryMarks(calmed(grey), found, now, until);
  }
  search.look(unsure, [quickLook], until);
  search.look(unsure, sharpLooks, Math.min(until, now() + doubtMs));
  if (found.all.length === 0) await tryEngines(slowEngines, grey, image, found, now, end);
  search.look([...sure, ...unread, ...unsure].slice(0, mostDeepLooks), deepLooks, until);

  if (sure.length + unread.length + unsure.length === 0) end = Math.min(end, begin + hopelessMs);
  const others = isColourful(image) ? [...colourVariants, ...variants] : variants;
  for (const variant of others) {
    if (now() >= end || found.all.length > 0) break;
    if (grey.data.length > variant.most || Math.min(grey.width, grey.height) < (variant.least ?? 0)) continue;
    tryVariant(variant.make(grey, image), variant, found, now, end);
  }
  return found.all;
}

interface Engine {
  readonly name: FoundCode["engine"];
  readonly most: number;
  read(grey: Grey, image?: Pixels): readonly SeenCode[] | Promise<readonly SeenCode[]>;
}

/** One engine after another over the whole picture, which is reduced for those that it is too large for. */
async function tryEngines(
  engines: readonly Engine[],
  grey: Grey,
  image: Pixels,
  found: FoundCodes,
  now: () => number,
  until: number,
): Promise<void> {
  for (const { name, read, most } of engines) {
    if (now() >= until) return;
    const factor = Math.max(1, Math.ceil(Math.sqrt(grey.data.length / most)));
    const codes = await (factor > 1 ? read(reduced(grey, factor)) : read(grey, image));
    found.add(codes.map((code) => ({ ...scaled(code, factor), engine: name })));
  }
}
