import type { ImageSize } from "./image-size.ts";
import type { Corners, Pixels, Point } from "./pixels.ts";

/** Pixels to read, upright as a person sees them; fewer than the picture has where it is very large. */
export interface DecodedPicture {
  readonly pixels: Pixels;
  /** Of the picture itself, upright. */
  readonly size: ImageSize;
}

/** The same codes with their corners in pixels of the picture itself. */
export function placedInPicture<Code extends { readonly corners: Corners }>(
  codes: readonly Code[],
  { pixels, size }: DecodedPicture,
): readonly Code[] {
  if (pixels.width === size.width && pixels.height === size.height) return codes;
  const place = ({ x, y }: Point) => ({
    x: (x * size.width) / pixels.width,
    y: (y * size.height) / pixels.height,
  });
  return codes.map((code) => {
    const [one, two, three, four] = code.corners;
    return { ...code, corners: [place(one), place(two), place(three), place(four)] };
  });
}

/** Puts what is transparent on white, in place. Colours are plain, not multiplied by their alpha. */
export function putOnWhite(data: Uint8ClampedArray): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 255;
    if (alpha === 255) continue;
    for (let channel = at; channel < at + 3; channel++)
      data[channel] = 255 + (((data[channel] ?? 0) - 255) * alpha) / 255;
    data[at + 3] = 255;
  }
}
