import jsQR from "jsqr";
import { findFinders } from "./finders.ts";
import type { Grey } from "./grey.ts";
import type { Pixels } from "./pixels.ts";
import { rgbaOf } from "./rgba.ts";
import { textOfBytes } from "./text-of-bytes.ts";
import type { SeenCode } from "./zxing.ts";

/** It compares all marks with all others: where grain makes hundreds, it would take minutes. */
const mostMarks = 80;

/** At most one code; slow on large pictures. It mixes colours its own way, so it is given them where there are any. */
export function readWithJsqr(image: Grey, { data }: Pixels = rgbaOf(image)): readonly SeenCode[] {
  if (findFinders(image).length > mostMarks) return [];
  const code = jsQR(data, image.width, image.height, { inversionAttempts: "attemptBoth" });
  if (code === null || code.binaryData.length === 0) return [];
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location;
  return [
    {
      ...textOfBytes(Uint8Array.from(code.binaryData)),
      corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner],
    },
  ];
}
