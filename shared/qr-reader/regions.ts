import { type Box, greyOf, type Pixels } from "./pixels.ts";

const cell = 8;
const sharpEdge = 48;

/**
 * Where codes may hide: parts of the picture with many sharp edges in both directions, as squares, most promising
 * first. Text and photos look a little like that too; a reader decides.
 */
export function likelyRegions(image: Pixels, limit = 12): readonly Box[] {
  const columns = Math.ceil(image.width / cell);
  const rows = Math.ceil(image.height / cell);
  const busy = busyCells(image, columns, rows);
  const regions = clusters(busy, columns, rows)
    .filter((region) => Math.min(region.width, region.height) >= 4)
    .flatMap(squares)
    .map((region) => ({
      x: (region.x - 2) * cell,
      y: (region.y - 2) * cell,
      width: (region.width + 4) * cell,
      height: (region.height + 4) * cell,
    }));
  return regions.sort((one, two) => two.width * two.height - one.width * one.height).slice(0, limit);
}

/** 1 for each cell whose brightness jumps at least twice along and twice across. */
function busyCells(image: Pixels, columns: number, rows: number): Uint8Array {
  const { width, height } = image;
  const grey = greyOf(image, { x: 0, y: 0, width, height });
  const along = new Uint16Array(columns * rows);
  const across = new Uint16Array(columns * rows);
  for (let y = 0; y + 1 < height; y++) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0, at = y * width; x + 1 < width; x++, at++) {
      const here = grey[at] ?? 0;
      const target = row + (x >> 3);
      if (Math.abs(here - (grey[at + 1] ?? 0)) > sharpEdge) along[target] = (along[target] ?? 0) + 1;
      if (Math.abs(here - (grey[at + width] ?? 0)) > sharpEdge) across[target] = (across[target] ?? 0) + 1;
    }
  }
  return Uint8Array.from(along, (count, at) => (count >= 3 && (across[at] ?? 0) >= 3 ? 1 : 0));
}

/** Boxes (in cells) around busy cells that touch or have one quiet cell between them. */
function clusters(busy: Uint8Array, columns: number, rows: number): readonly Box[] {
  const boxes: Box[] = [];
  const open: number[] = [];
  for (let start = 0; start < busy.length; start++) {
    if (busy[start] !== 1) continue;
    busy[start] = 2;
    open.push(start);
    let [left, right, top, bottom] = [columns, 0, rows, 0];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      for (let nearY = Math.max(0, y - 2); nearY <= Math.min(rows - 1, y + 2); nearY++) {
        for (let nearX = Math.max(0, x - 2); nearX <= Math.min(columns - 1, x + 2); nearX++) {
          const near = nearY * columns + nearX;
          if (busy[near] !== 1) continue;
          busy[near] = 2;
          open.push(near);
        }
      }
    }
    boxes.push({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 });
  }
  return boxes;
}

/** A long cluster (codes beside text) as overlapping squares, since a code is square. */
function squares(box: Box): readonly Box[] {
  const side = Math.min(box.width, box.height);
  const long = Math.max(box.width, box.height);
  if (long <= side * 1.5) return [box];
  const count = Math.min(8, Math.ceil(long / side) * 2 - 1);
  return Array.from({ length: count }, (_, index) => {
    const shift = Math.round((index * (long - side)) / Math.max(1, count - 1));
    const isWide = box.width > box.height;
    return { x: box.x + (isWide ? shift : 0), y: box.y + (isWide ? 0 : shift), width: side, height: side };
  });
}
