import type { Pixels } from "../../../../shared/qr-reader/pixels.ts";

/** How a decoded frame has to be turned: clockwise first, then mirrored left to right. */
export interface Turn {
  readonly rotation: number;
  readonly flip: boolean;
}

/** Pixels that share a cache line are moved together: a quarter turn of a photo would wait for memory otherwise. */
const stripRows = 16;

/** The picture as a person sees it, when the camera noted how it was held. */
export function upright(image: Pixels, { rotation, flip }: Turn): Pixels {
  const quarters = (((Math.round(rotation / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3;
  if (quarters === 0 && !flip) return image;
  const { width: across, height: down } = image;
  const [width, height] = quarters % 2 === 0 ? [across, down] : [down, across];
  // Where the new top left comes from, and where to go from there for one step right and one step down.
  const ways = [
    { start: 0, right: 1, below: across },
    { start: (down - 1) * across, right: -across, below: 1 },
    { start: across * down - 1, right: -1, below: -across },
    { start: across - 1, right: across, below: -1 },
  ] as const;
  const way = ways[quarters];
  const start = flip ? way.start + way.right * (width - 1) : way.start;
  const right = flip ? -way.right : way.right;
  const from = new Uint32Array(image.data.buffer, image.data.byteOffset, across * down);
  const to = new Uint32Array(width * height);
  for (let top = 0; top < height; top += stripRows) {
    const bottom = Math.min(height, top + stripRows);
    for (let x = 0; x < width; x++) {
      let source = start + x * right + top * way.below;
      for (let at = top * width + x; at < bottom * width; at += width) {
        to[at] = from[source] ?? 0;
        source += way.below;
      }
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
