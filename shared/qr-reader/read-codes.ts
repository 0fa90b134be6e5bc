import { readWithJsqr } from "./jsqr.ts";
import { type Box, boxAround, type Corners, cut, overlap, type Pixels } from "./pixels.ts";
import { likelyRegions } from "./regions.ts";
import { readWithZxing, type SeenCode } from "./zxing.ts";

export interface FoundCode {
  readonly text: string;
  /** In pixels of the picture, clockwise from the code's own top left. */
  readonly corners: Corners;
  readonly engine: "zxing" | "jsqr";
}

export interface ReadOptions {
  /** No new stage begins after this many milliseconds. */
  readonly budgetMs?: number;
  readonly now?: () => number;
  /** Called after each stage that found more, with all codes so far. */
  readonly onFound?: (codes: readonly FoundCode[]) => void;
}

/** Regions are enlarged until modules are several pixels wide, and never past this many pixels a side. */
const enlargedSide = 1000;

/**
 * All QR codes of a picture, from cheap to dear: the whole picture; parts that look like codes and are not yet
 * read, enlarged; and, only where nothing was found at all, noise removal and a second engine. Needs startZxing().
 */
export async function readCodes(image: Pixels, options: ReadOptions = {}): Promise<readonly FoundCode[]> {
  const { budgetMs = 1500, now = () => performance.now(), onFound } = options;
  const end = now() + budgetMs;
  const found: FoundCode[] = [];
  const add = (codes: readonly FoundCode[]) => {
    const fresh = codes.filter((code) => !found.some((known) => isSame(known, code)));
    if (fresh.length === 0) return;
    found.push(...fresh);
    onFound?.([...found]);
  };

  add((await readWithZxing(image)).map(from("zxing")));
  if (now() >= end) return found;
  const regions = likelyRegions(image);
  for (const region of regions) {
    if (now() >= end) return found;
    if (!isClaimed(region, found)) add(await inRegion(image, region, (part) => readWithZxing(part), "zxing"));
  }
  if (found.length > 0) return found;

  const whole = { x: 0, y: 0, width: image.width, height: image.height };
  for (const region of [whole, ...regions.slice(0, 4)]) {
    if (found.length > 0 || now() >= end) return found;
    add(await inRegion(image, region, (part) => readWithZxing(part, { denoises: true }), "zxing"));
    if (found.length > 0 || now() >= end) return found;
    add(await inRegion(image, region, async (part) => readWithJsqr(part), "jsqr"));
  }
  return found;
}

async function inRegion(
  image: Pixels,
  region: Box,
  read: (part: Pixels) => Promise<readonly SeenCode[]>,
  engine: FoundCode["engine"],
): Promise<readonly FoundCode[]> {
  const scale = Math.min(3, enlargedSide / Math.max(region.width, region.height));
  const { pixels, box } = cut(image, region, scale);
  const codes = await read(pixels);
  return codes.map(from(engine, (x, y) => ({ x: box.x + x / scale, y: box.y + y / scale })));
}

function from(engine: FoundCode["engine"], place = (x: number, y: number) => ({ x, y })) {
  return ({ text, corners: [one, two, three, four] }: SeenCode): FoundCode => ({
    text,
    corners: [place(one.x, one.y), place(two.x, two.y), place(three.x, three.y), place(four.x, four.y)],
    engine,
  });
}

/** The same text at the same place; the same text elsewhere is a second code. */
function isSame(one: FoundCode, two: FoundCode): boolean {
  return one.text === two.text && overlap(boxAround(one.corners), boxAround(two.corners)) > 0.5;
}

function isClaimed(region: Box, found: readonly FoundCode[]): boolean {
  return found.some((code) => {
    const box = boxAround(code.corners);
    // A code that fills only a corner of the region leaves room for another.
    return overlap(region, box) > 0.5 && box.width * box.height > region.width * region.height * 0.3;
  });
}
