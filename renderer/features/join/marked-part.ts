/** A part of a picture; all numbers from 0 to 1 of it. */
export interface Marked {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The part between two places, whichever way it was dragged; outside of the picture there is nothing. */
export function markedBetween(one: Place, other: Place): Marked {
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  const [left, right] = [inside(Math.min(one.x, other.x)), inside(Math.max(one.x, other.x))];
  const [top, bottom] = [inside(Math.min(one.y, other.y)), inside(Math.max(one.y, other.y))];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A code that fills its picture to the edge is harder to read. */
const margin = 0.01;

/** The part as a picture of its own, with a little around it; all of it for null. */
export async function partOf(picture: ImageBitmap, part: Marked | null): Promise<Blob> {
  const wider =
    part === null
      ? null
      : markedBetween(
          { x: part.x - margin, y: part.y - margin },
          { x: part.x + part.width + margin, y: part.y + part.height + margin },
        );
  const { x, y, width, height } = wider ?? { x: 0, y: 0, width: 1, height: 1 };
  const size = {
    width: Math.max(1, Math.round(width * picture.width)),
    height: Math.max(1, Math.round(height * picture.height)),
  };
  const canvas = new OffscreenCanvas(size.width, size.height);
  canvas
    .getContext("2d")
    ?.drawImage(picture, -Math.round(x * picture.width), -Math.round(y * picture.height));
  return canvas.convertToBlob({ type: "image/png" });
}
