import type { Pixels } from "../../../shared/qr-reader/pixels.ts";
import type { Box } from "./scenes.ts";
import type { Seeded } from "./seeded.ts";

/** A picture and what is written in its codes. */
export interface Picture {
  readonly kind: string;
  readonly image: Pixels;
  readonly texts: readonly string[];
}

export interface PictureSet {
  readonly name: string;
  /** Made one at a time: together they would not fit in memory. */
  readonly pictures: AsyncIterable<Picture>;
}

/** A free place for a square, away from those already taken; null when there is no room. */
export function freePlace(
  width: number,
  height: number,
  side: number,
  taken: Box[],
  random: Seeded,
): Box | null {
  for (let attempt = 0; attempt < 400; attempt++) {
    const [x, y] = [
      random.whole(4, Math.max(4, width - side - 4)),
      random.whole(4, Math.max(4, height - side - 4)),
    ];
    const isFree = taken.every(
      (other) =>
        x > other.x + other.width + 8 ||
        x + side + 8 < other.x ||
        y > other.y + other.height + 8 ||
        y + side + 8 < other.y,
    );
    if (!isFree) continue;
    const place = { x, y, width: side, height: side };
    taken.push(place);
    return place;
  }
  return null;
}
