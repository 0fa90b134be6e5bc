import { type FoundCode, foundCodes } from "./found-codes.ts";
import { greyOf } from "./grey.ts";
import { deepLooks, otherLooks, quickLook, sharpLooks } from "./looks.ts";
import { quickEngines, slowEngines, tryEngines } from "./other-engines.ts";
import type { Pixels } from "./pixels.ts";
import type { Reading } from "./reading.ts";
import { calmed, isGrainy, marksIn, searchIn, suspectsIn, tryMarks, tryVariant } from "./search.ts";
import type { Suspect } from "./suspects.ts";
import { colourVariants, isColourful, variants } from "./variants.ts";
import { startZbar } from "./zbar.ts";
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
/** Once something was read, what is left gets this much longer, and more for each place that looks like a code. */
const patienceMs = 250;
const patienceForPlaceMs = 15;
/** Where nothing was read, so much for all places before other engines are asked. */
const hopefulMs = 500;
/** What marks without dotted lines between them get: grain makes many that lie. */
const doubtMs = 250;
const mostDeepLooks = 6;
/** The surest marks and places are looked at before anything else, for a first result. */
const firstMarks = 24;
const firstLooks = 6;
/** With as many codes in a picture, zbar takes seconds for the whole of it. */
const manyCodes = 8;
/** Above this many pixels the whole picture is read at half size; its marks are still sought at full size. */
const largePicture = 16_000_000;
/** A code has 21 modules or more. */
const smallestSide = 21;

/**
 * All QR codes of a picture, from cheap to dear: where three marks stand, straightened, and the whole picture; then,
 * where anything may still be hidden, other engines and the places that look like codes; and, only where nothing was
 * found at all, the picture in other lights, sizes and colours. Needs startZxing().
 */
export async function readCodes(image: Pixels, options: ReadOptions = {}): Promise<readonly FoundCode[]> {
  const { budgetMs = 1500, now = () => performance.now(), onFound } = options;
  const begin = now();
  const found = foundCodes(onFound);
  if (Math.min(image.width, image.height) < smallestSide) return found.all;

  await zxingStarted();
  const reading = { image, grey: greyOf(image), found, now, end: begin + budgetMs };
  const places = readAtSight(reading);
  if (now() < reading.end) await lookCloser(reading, places);
  if (found.all.length > 0) return found.all;
  const isHopeless = places.likely.length + places.unsure.length === 0;
  tryVariants(reading, isHopeless ? Math.min(reading.end, begin + hopelessMs) : reading.end);
  return found.all;
}

/** What looks like a code and is not read yet, by how sure that is. */
interface Places {
  readonly likely: readonly Suspect[];
  readonly unsure: readonly Suspect[];
}

/** What any reader sees in a usual picture, the surest first. */
function readAtSight({ grey, found, now, end }: Reading): Places {
  const marks = marksIn(grey);
  const search = searchIn(grey, 1, found, now);
  const surest = suspectsIn(grey, marks.slice(0, firstMarks)).sure.slice(0, firstLooks);
  search.look(surest, [quickLook], end);
  const unread = search.whole({}, grey.data.length > largePicture ? 2 : 1);
  const left = marks.filter((mark) => !found.isTaken(mark));
  const { sure, unsure } = suspectsIn(grey, left);
  return { likely: search.left([...sure, ...unread]), unsure };
}

/** Each place straightened, enlarged and sharpened; and other engines, unless nothing more can be hidden. */
async function lookCloser(reading: Reading, { likely, unsure }: Places): Promise<void> {
  const { grey, found, now, end } = reading;
  const search = searchIn(grey, 1, found, now);
  const hasFound = found.all.length > 0;
  const patience = patienceMs + patienceForPlaceMs * likely.length;
  const until = hasFound ? Math.min(end, now() + patience) : end;
  search.look(likely, [quickLook], hasFound ? until : Math.min(end, now() + hopefulMs));
  const mayHideMore = !hasFound || search.left(likely).length > 0 || isGrainy(grey);
  if (mayHideMore) {
    await startZbar();
    if (found.all.length < manyCodes) tryEngines(quickEngines, reading);
  }
  search.look(likely, [...otherLooks, ...sharpLooks], until);
  if (mayHideMore && now() < until) tryMarks(calmed(grey), found, now, until);
  search.look(unsure, [quickLook], until);
  search.look(unsure, sharpLooks, Math.min(until, now() + doubtMs));
  if (found.all.length === 0) tryEngines(slowEngines, reading);
  search.look([...likely, ...unsure].slice(0, mostDeepLooks), deepLooks, until);
}

/** Until one of them shows something. */
function tryVariants({ image, grey, found, now }: Reading, until: number): void {
  for (const variant of isColourful(image) ? [...colourVariants, ...variants] : variants) {
    if (now() >= until || found.all.length > 0) return;
    if (grey.data.length <= variant.most) tryVariant(variant.make(grey, image), variant, found, now, until);
  }
}
