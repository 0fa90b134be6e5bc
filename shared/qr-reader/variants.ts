import { enlarged } from "./enlarge.ts";
import { evened, sharpened, softened, stretched } from "./filters.ts";
import { type Grey, greyOf, type Mix, reduced } from "./grey.ts";
import type { Pixels } from "./pixels.ts";

/** The whole picture in another light, size or colour. */
export interface Variant {
  /** Pixels of the variant for one of the picture. */
  readonly scale: number;
  /** The largest picture it is worth its time for, in pixels. */
  readonly most: number;
  readonly threshold?: "half" | "global";
  make(grey: Grey, image: Pixels): Grey;
}

const million = 1_000_000;
const channel = (mix: Mix): Variant => ({
  scale: 1,
  most: 9 * million,
  make: (_, image) => greyOf(image, mix),
});

/** Best chances first, as measured on damaged pictures. */
export const variants: readonly Variant[] = [
  { scale: 0.5, most: 64 * million, make: (grey) => reduced(grey, 2) },
  { scale: 1, most: 2.5 * million, make: (grey) => evened(grey, 15), threshold: "half" },
  { scale: 1, most: 2.5 * million, make: (grey) => softened(grey, 1) },
  { scale: 1, most: 2.5 * million, make: (grey) => sharpened(grey, 2, 3) },
  { scale: 2, most: 0.6 * million, make: (grey) => sharpened(enlarged(grey, 2), 3, 3) },
  { scale: 1, most: 2.5 * million, make: (grey) => stretched(grey), threshold: "global" },
  { scale: 3, most: 0.35 * million, make: (grey) => sharpened(enlarged(grey, 3), 5, 2) },
  { scale: 1, most: 2.5 * million, make: (grey) => softened(grey, 2) },
  { scale: 1, most: 2.5 * million, make: (grey) => evened(grey, 8), threshold: "half" },
  { scale: 1 / 3, most: 64 * million, make: (grey) => softened(reduced(grey, 3), 1) },
  { scale: 1, most: 2.5 * million, make: (grey) => sharpened(grey, 4, 3) },
  { scale: 3, most: 0.2 * million, make: (grey) => evened(enlarged(grey, 3), 12), threshold: "half" },
];

/** For codes whose colours differ though they are equally bright. */
export const colourVariants: readonly Variant[] = [
  channel([1024, 0, 0]),
  channel([0, 0, 1024]),
  channel([0, 1024, 0]),
];

/** Whether any colour worth a look is in the picture, by a sample of its pixels. */
export function isColourful({ data }: Pixels): boolean {
  let strong = 0;
  const step = Math.max(4, Math.floor(data.length / 40_000) * 4);
  let seen = 0;
  for (let at = 0; at < data.length; at += step) {
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    seen += 1;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 50) strong += 1;
  }
  return strong > seen / 500;
}
